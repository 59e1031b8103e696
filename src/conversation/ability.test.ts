import { expect, test } from 'vitest';
import type { Connection } from '../target/connection.ts';
import { missingAbility } from './ability.ts';

const sandbox: Connection = {
  kind: 'sandbox',
  name: 'api.sandbox.nopan.dev',
  baseUrl: 'https://api.sandbox.nopan.dev',
  abilities: ['mocking'],
};

test.each([
  [[], undefined],
  [['@SIG-01', '@needs:mocking'], undefined],
  [['@needs:clock'], 'api.sandbox.nopan.dev cannot show it: its clock cannot be moved'],
  [
    ['@needs:webhooks', '@SIG-01', '@needs:clock'],
    'api.sandbox.nopan.dev cannot show it: its webhooks do not arrive here, since the configuration names no URL for them (webhooks), and its clock cannot be moved',
  ],
  [['@needs:wishes'], 'api.sandbox.nopan.dev cannot show it: it offers no wishes'],
])('%j', (tags, reason) => {
  expect(missingAbility(tags, sandbox)).toBe(reason);
});

test('a reason names what was seen, and what two abilities have in common once', () => {
  const lacking = { mocking: '404 on POST /mock/set', approve: '404 on POST /mock/payment/{transactionId}/approve' };
  const neither = { ...sandbox, abilities: [], lacking };
  const told =
    'api.sandbox.nopan.dev cannot show it: it has no endpoint that approves payments or arranges outcomes (404 on POST /mock/set, 404 on POST /mock/payment/{transactionId}/approve)';
  for (const tags of [['@needs:approval'], ['@needs:mocking'], ['@needs:approve', '@needs:mocking']])
    expect(missingAbility(tags, neither)).toBe(told);
  expect(
    missingAbility(['@needs:approve'], {
      ...sandbox,
      abilities: ['mocking', 'approval'],
      lacking: { approve: lacking.approve },
    }),
  ).toBe(
    'api.sandbox.nopan.dev cannot show it: it has no approve endpoint (404 on POST /mock/payment/{transactionId}/approve)',
  );
});
