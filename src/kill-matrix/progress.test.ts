import { afterEach, expect, test, vi } from 'vitest';
import type { WriteStream } from 'node:tty';
import { row } from './fixtures/made-up.ts';
import { progressFor } from './progress.ts';

afterEach(() => vi.unstubAllEnvs());

function told(isTTY: boolean): string {
  vi.stubEnv('CI', '');
  vi.stubEnv('TERM', 'xterm');
  const written: string[] = [];
  const progress = progressFor(10, { isTTY, write: (text: string) => written.push(text) } as unknown as WriteStream);
  progress.finished(row());
  progress.finished(row({ verdict: 'survived' }));
  progress.end();
  return written.join('');
}

test('a log has a line for each defect', () => {
  expect(told(false)).toBe(
    ' 1/10  killed     SIG-01  any-signature-taken\n 2/10  survived   SIG-01  any-signature-taken\n',
  );
});

test('a terminal has one line, which is gone in the end', () => {
  const clear = '\r\u001b[2K';
  expect(told(true).split(clear)).toEqual([
    '',
    'starting',
    ' 1/10  killed     SIG-01  any-signature-taken',
    ' 2/10  1 not killed  survived   SIG-01  any-signature-taken',
    '',
  ]);
});
