import { gunzipSync, gzipSync } from 'node:zlib';
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

  it('takes an HTML report whose evidence another zlib has packed, and none that holds other evidence', () => {
    const many = sampleResult();
    const [first] = many.scenarios;
    if (first === undefined) throw new Error('The sample has no scenario');
    const result = {
      ...many,
      scenarios: Array.from({ length: 150 }, (_, line) => ({ ...first, id: `a.feature:${line}` })),
    };
    const page = [...formats.html.write(result)].join('');
    const repacked = (change: (content: string) => string): string =>
      page.replaceAll(/(<script type="application\/gzip" id="pack-\d+">)([^<]+)/g, (_, start: string, pack: string) => {
        const content = gunzipSync(Buffer.from(pack, 'base64')).toString();
        return start + gzipSync(change(content), { level: 1 }).toString('base64');
      });
    const agrees = (text: string) =>
      agreementOf(result, [{ file: 'report.html', content: Buffer.from(text) }]).agree.length === 1;
    expect(repacked((content) => content)).not.toBe(page);
    expect(agrees(repacked((content) => content))).toBe(true);
    expect(agrees(repacked((content) => content.replace('e', 'f')))).toBe(false);
    expect(agrees(repacked((content) => content).replace('<title>', '<title>x'))).toBe(false);
  });

  it('unpacks no more of a pack than the result gives', () => {
    const [first] = sampleResult().scenarios;
    if (first === undefined) throw new Error('The sample has no scenario');
    const scenarios = Array.from({ length: 150 }, (_, line) => ({ ...first, id: `a.feature:${line}` }));
    const result = { ...sampleResult(), scenarios };
    const bomb = gzipSync(Buffer.alloc(32 << 20, 'a'), { level: 9 }).toString('base64');
    const page = [...formats.html.write(result)].join('');
    const bombed = page.replaceAll(/(<script type="application\/gzip" id="pack-\d+">)[^<]+/g, `$1${bomb}`);
    expect(bombed.length).toBeGreaterThan(page.length);
    const before = process.memoryUsage().arrayBuffers;
    expect(agreementOf(result, [{ file: 'report.html', content: Buffer.from(bombed) }]).differ).toEqual([
      'report.html',
    ]);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(16 << 20);
  });

  it('says nothing of a file that is none of its reports', () => {
    expect(agreementOf(sampleResult(), [{ file: 'notes.txt', content: Buffer.from('x') }]).unproven).toEqual([
      'notes.txt',
    ]);
  });
});
