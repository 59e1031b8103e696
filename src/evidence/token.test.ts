import { expect, test } from 'vitest';
import { createRedactor } from './redactor.ts';
import { tokenEvidence } from './token.ts';

const encoded = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const jwt = (claims: unknown): string => `${encoded({ alg: 'ES256' })}.${encoded(claims)}.c2lnbmF0dXJl`;
const evidence = (authorization: string) => tokenEvidence([['Authorization', authorization]], createRedactor());

test('of a JWT its fingerprint and what it grants are kept, and nothing of a person', () => {
  const claims = { iss: 'nopan', scope: 'payments:read', exp: 1_700_000_000, sub: 'ada', email: 'ada@example.com' };
  const confirmed = { ...claims, cnf: { 'x5t#S256': 'abc' } };

  expect(evidence(`Bearer ${jwt(confirmed)}`)).toEqual({
    fingerprint: expect.stringMatching(/^\[redacted sha256:[0-9a-f]{12}\]$/) as string,
    claims: { iss: 'nopan', scope: 'payments:read', exp: 1_700_000_000, cnf: '{"x5t#S256":"abc"}' },
  });
});

test.each([
  ['an opaque token', 'Bearer canary-token-1'],
  ['a JWT whose claims are none', `Bearer ${jwt([1])}`],
  ['a JWT whose claims are no JSON', 'Bearer eyJh.canary.canary'],
  ['a JWT that claims nothing of that', `Bearer ${jwt({ sub: 'ada' })}`],
  ['a JWT whose claims are too long', `Bearer ${jwt({ iss: 'x'.repeat(600) })}`],
])('of %s the fingerprint is all', (_, authorization) => {
  expect(Object.keys(evidence(authorization) ?? {})).toEqual(['fingerprint']);
});

test('without a token there is nothing to keep', () => {
  expect([evidence('Basic abc'), tokenEvidence([], createRedactor())]).toEqual([undefined, undefined]);
});

test('a secret that a claim quotes is hidden', () => {
  const redactor = createRedactor();
  redactor.learn('canary-secret-1');
  const kept = tokenEvidence([['authorization', `Bearer ${jwt({ iss: 'canary-secret-1' })}`]], redactor);

  expect(JSON.stringify(kept)).not.toContain('canary');
});
