import { expect, it } from 'vitest';
import type { Exchange } from '../contract/types/exchange.ts';
import { initiate } from '../report/fixtures/exchanges.ts';
import { exchangeText } from './exchange-text.ts';

const hostile = '\u001b]0;owned\u0007\u009b31m\u202e\n\nJudgement: accepted';
const harmless = '\\u001b]0;owned\\u0007\\u009b31m\\u202e\\n\\nJudgement: accepted';

/** An exchange that a hostile target has filled; without an answer, unless there is one among the changes. */
function withHostile(changes: Partial<Exchange>): string {
  const { id, spec, startedAt, request, signature, timings } = initiate('1');
  return exchangeText({ id, spec, startedAt, request, signature, timings, ...changes });
}

it.each<[string, Partial<Exchange>, string]>([
  [
    'key id of the answer',
    { signature: { response: { verified: true, keyid: hostile } } },
    `Answer's signature verified (, key ${harmless})`,
  ],
  [
    'problem of the answer',
    { signature: { response: { verified: false, problem: hostile } } },
    `Answer's signature not verified: ${harmless}`,
  ],
  [
    'field of the answer',
    { response: { status: 200, fields: [[`x${hostile}`, hostile]], body: '' } },
    `  x${harmless}: ${harmless}`,
  ],
  ['failure', { failure: { code: 'E', message: hostile } }, `no answer: ${harmless} (E)`],
  ['cipher', { tls: { protocol: 'TLSv1.3', cipher: hostile, serverCertificate: '' } }, `TLSv1.3, ${harmless}, 3.4 ms`],
])('a terminal shows the %s on one line and does not act on it', (_, changes, expected) => {
  const text = withHostile(changes);
  expect(text.split('\n')).toContain(expected);
  expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
});

it('shows the lines of a body and of a signature base as lines', () => {
  const text = withHostile({
    response: { status: 200, fields: [], body: 'first\n\u009bsecond' },
    signature: { response: { verified: true, base: 'one\ntwo' } },
  });
  expect(text).toContain('\n  first\n  \\u009bsecond\n');
  expect(text).toContain('\n  one\n  two\n');
});
