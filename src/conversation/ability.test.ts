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
