import { describe, expect, it } from 'vitest';
import { annotations } from './annotations.ts';
import { certifiedResult, emptyResult, sampleResult } from './fixtures/sample.ts';

const lines = (text: string): string[] => text.split('\n').filter((line) => line !== '');
const written = lines(annotations(sampleResult()));

/** As the runner of GitHub Actions reads a line. */
function read(line: string): Record<string, string> {
  const [, command = '', properties = '', data = ''] = /^::(\w+) (.*?)::(.*)$/.exec(line) ?? [];
  const pairs = properties.split(',').map((pair) => /^(.*?)=(.*)$/.exec(pair) ?? []);
  const decoded = pairs.map(([, name = '', value = '']) => [name, unescaped(value)]);
  return { ...(Object.fromEntries(decoded) as Record<string, string>), command, message: unescaped(data) };
}

const unescaped = (text: string): string =>
  text
    .replaceAll('%3A', ':')
    .replaceAll('%2C', ',')
    .replaceAll('%0D', '\r')
    .replaceAll('%0A', '\n')
    .replaceAll('%25', '%');

describe('annotations', () => {
  it('are none when all was shown', () => {
    expect(annotations(certifiedResult())).toBe('');
  });

  it('mark the line of a failed scenario', () => {
    expect(written[0]).toContain(
      '::error file=features/signing/signed-requests.feature,line=5,title=SIG-02 A body altered after signing is refused::A request',
    );
    expect(read(written[0] ?? '')).toMatchObject({
      ...{ command: 'error', file: 'features/signing/signed-requests.feature', line: '5' },
      title: 'SIG-02 A body altered after signing is refused',
      message: expect.stringMatching(
        /^A request with a flipped body byte was accepted\nstep: Then it is refused/,
      ) as string,
    });
  });

  it('tell failures before warnings', () => {
    expect(written.map((line) => read(line)['command'])).toEqual(['error', 'error', 'warning', 'warning']);
  });

  it('let foreign text end no command, begin no other, and add no property', () => {
    const result = sampleResult();
    const [scenario] = result.scenarios;
    const hostile = 'x,file=secret::y\n::add-mask::z\r\n::error::100% %0A';
    if (scenario?.failure)
      Object.assign(scenario, { name: hostile, failure: { ...scenario.failure, message: hostile } });
    const [first = '', ...others] = lines(annotations(result));
    expect(others).toHaveLength(written.length - 1);
    expect(read(first)).toMatchObject({
      file: 'features/signing/signed-requests.feature',
      title: 'SIG-02 x,file=secret::y ::add-mask::z ::error::100% %0A',
      message: expect.stringMatching(/^x,file=secret::y\n::add-mask::z\n::error::100% %0A\n/) as string,
    });
  });

  it('tell how many more there are than GitHub shows', () => {
    const result = sampleResult();
    const [first] = result.scenarios;
    const word = (index: number): string => 'abcdefghijklmnopqrst'.charAt(index);
    if (first?.failure) {
      const { failure } = first;
      const others = Array.from({ length: 20 }, (_, index) => ({ ...failure, message: `cause ${word(index)}` }));
      result.scenarios.push(...others.map((each) => ({ ...first, failure: each })));
    }
    const errors = lines(annotations(result)).filter((line) => line.startsWith('::error'));
    expect(errors).toHaveLength(10);
    expect(errors.at(-1)).toBe('::error title=nopan-certify::13 more errors in the reports of this run.');
  });

  it('tell a fault outside of any scenario', () => {
    const result = emptyResult();
    result.faults.push({ class: 'environment', code: 'ERR_TARGET', message: 'No answer', advice: 'Start it.' });
    expect(lines(annotations(result))[0]).toBe('::error title=ERR_TARGET::No answer%0Ado: Start it.');
  });
});

it('holds nothing that a terminal may act on, wherever it is from', () => {
  const result = sampleResult();
  for (const scenario of result.scenarios) {
    scenario.uri += '\u001b]0;x\u0007\u202e';
    scenario.name += '\u009b1m';
  }
  expect(annotations(result)).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202e]/);
});
