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
  [['@needs:clock'], 'api.sandbox.nopan.dev offers no clock'],
  [['@needs:webhooks', '@SIG-01', '@needs:clock'], 'api.sandbox.nopan.dev offers no webhooks and no clock'],
  [['@needs:wishes'], 'api.sandbox.nopan.dev offers no wishes'],
])('%j', (tags, reason) => {
  expect(missingAbility(tags, sandbox)).toBe(reason);
});
