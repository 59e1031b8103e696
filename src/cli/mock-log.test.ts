import { expect, it } from 'vitest';
import { processRedactor } from '../evidence/process-redactor.ts';
import type { ServedCall } from '../mock/served-call.ts';
import { mockLog } from './mock-log.ts';

const call: ServedCall = {
  ...{ at: Date.parse('2026-01-19T12:00:00Z'), method: 'POST', target: '/payments/initiate', status: 200 },
  tolerated: [
    { id: 'ecdsa-encoding', refusal: 'signatureVerification', text: 'the signature is DER', fix: 'Send r || s.' },
  ],
};
const rejected: ServedCall = {
  ...{ at: call.at, method: 'POST', target: '/auth/token', status: 400, reasonCode: '4990' },
  ...{ reason: 'The message has no signature-input', fix: 'Sign every message (RFC 9421 section 4).', tolerated: [] },
};

function logged(options: { json?: boolean; colour?: boolean }, ...calls: readonly ServedCall[]): string[] {
  const lines: string[] = [];
  const log = mockLog({ json: false, colour: false, ...options, write: (line) => lines.push(line) });
  for (const each of calls) log(each);
  return lines;
}

it('a call is one line, and what it tolerates is said once', () => {
  const [first, warning, second, ...rest] = logged({}, call, call);
  expect(first).toMatch(/^\d\d:\d\d:\d\d POST \/payments\/initiate {2}200\n$/);
  expect(warning).toBe(
    '         accepted here, a sandbox may reject it: the signature is DER → Send r || s. Shown once; --strict rejects it.\n',
  );
  expect([second, rest]).toEqual([first, []]);
});

it('a rejected one has the reason code, the reason and what to do', () => {
  expect(logged({}, rejected)[0]?.slice(9)).toBe(
    'POST /auth/token  400 4990  The message has no signature-input → Sign every message (RFC 9421 section 4).\n',
  );
});

it('has colour only where it is asked for', () => {
  const escape = '\u001b[';
  expect(logged({}, rejected, call).join('')).not.toContain(escape);
  expect(logged({ colour: true }, rejected)[0]).toContain(escape);
});

it('is JSON for machines', () => {
  const [first, second, ...rest] = logged({ json: true }, rejected, call);
  expect(JSON.parse(first ?? '')).toEqual({
    ...{ time: '2026-01-19T12:00:00.000Z', method: 'POST', target: '/auth/token', status: 400, reasonCode: '4990' },
    ...{ reason: rejected.reason, fix: rejected.fix },
  });
  expect(JSON.parse(second ?? '')).toMatchObject({ tolerated: [{ id: 'ecdsa-encoding', fix: 'Send r || s.' }] });
  expect(rest).toEqual([]);
});

it('holds no secret and no line break of a client', () => {
  processRedactor.learn('s3cret-of-the-log');
  for (const json of [false, true]) {
    const [line = ''] = logged(
      { json },
      { ...rejected, target: '/a?token=s3cret-of-the-log', reason: 'a\nb\u001b[31m' },
    );
    expect(line).not.toContain('s3cret-of-the-log');
    expect(line.trimEnd()).not.toMatch(/\n|\u001b/);
  }
});
