import { describe, expect, it } from 'vitest';
import { agreementOf } from './agreement.ts';
import { formatNames, formats } from './formats.ts';
import { certifiedResult, sampleResult } from './fixtures/sample.ts';

const written = formatNames.map((name) => ({
  file: formats[name].file,
  content: Buffer.from([...formats[name].write(sampleResult(), '{}\n')].join('')),
}));
const files = written.map(({ file }) => file).filter((file) => file !== 'messages.ndjson');

describe('agreementOf', () => {
  it('finds the reports of a result to be the same bytes again', () => {
    expect(agreementOf(sampleResult(), written)).toEqual({ agree: files, differ: [], unproven: ['messages.ndjson'] });
  });

  it('finds those of another result to be others', () => {
    expect(agreementOf(certifiedResult(), written).differ).toEqual(files);
  });

  it('finds one that was cut or has more to be another', () => {
    const [first] = written;
    if (first === undefined) throw new Error('There is no report');
    const { file, content } = first;
    const differ = (changed: Uint8Array) => agreementOf(sampleResult(), [{ file, content: changed }]).differ;
    expect(differ(content.subarray(0, -1))).toEqual([file]);
    expect(differ(Buffer.concat([content, Buffer.from(' ')]))).toEqual([file]);
  });

  it('says nothing of a file that is none of its reports', () => {
    expect(agreementOf(sampleResult(), [{ file: 'notes.txt', content: Buffer.from('x') }]).unproven).toEqual([
      'notes.txt',
    ]);
  });
});
