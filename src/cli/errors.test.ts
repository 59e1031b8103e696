import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { CertifyError } from '../errors.ts';
import { printError } from './errors.ts';

/** What is printed of an error, and the exit code. */
function printed(error: unknown): [text: string, exitCode: number] {
  const stream = new PassThrough();
  const exitCode = printError(error, stream);
  return [String(stream.read()), exitCode];
}

it('foreign line breaks and controls forge no line of an error', () => {
  const foreign = 'no\n\nTarget\r\n  ✓ everything is fine\u009b31m';
  const shown = 'no\\n\\nTarget\\n  ✓ everything is fine\\u009b31m';
  const error = new CertifyError('ERR_ASSERTION', foreign, { where: foreign, expected: foreign, advice: foreign });
  expect(printed(error)).toEqual([
    `nopan-certify: ${shown} (ERR_ASSERTION)\n  at        ${shown}\n  expected  ${shown}\n  do        ${shown}\n`,
    1,
  ]);
});

it('the line break at the end of what OpenSSL says is none of the message', () => {
  const error = new CertifyError('ERR_TLS', 'refused', { actual: 'EPROTO: alert number 42:\n' });
  expect(printed(error)).toEqual(['nopan-certify: refused (ERR_TLS)\n  actual    EPROTO: alert number 42:\n', 3]);
});

describe('an error that was not foreseen', () => {
  it('is told with its trace, without control characters', () => {
    const error = new TypeError('\u001b]0;owned\u0007\u009b31m');
    const [text, exitCode] = printed(error);
    expect(exitCode).toBe(5);
    expect(text).toMatch(
      /^nopan-certify: a fault of nopan-certify itself \(ERR_HARNESS\)\nTypeError: \\u001b\]0;owned\\u0007\\u009b31m\n {4}at /,
    );
  });

  it.each([['Error'], ['text']])('is cut where it holds a whole answer: %s', (kind) => {
    const long = '\u009b'.repeat(100_000);
    const [text] = printed(kind === 'Error' ? new Error(long) : long);
    expect(text.length).toBeLessThan(4300);
    expect(text).toMatch(/… \(\d+ more characters\)\n$/);
  });
});
