import { expect, test } from 'vitest';
import { inapplicable } from './applicability.ts';
import { requirement } from './fixtures/run.ts';

const catalogue = [
  requirement('SIG-01'),
  requirement('MIT-01', { applies: 'mit' }),
  requirement('REF-01', { applies: 'refunds' }),
  requirement('SIG-03', { applies: 'http-message-signature' }),
];

test.each([
  [['@MIT-01'], undefined, undefined],
  [['@MIT-01'], ['mit'], undefined],
  [['@MIT-01'], [], 'not applicable: the integration uses no mit'],
  [['@MIT-01', '@REF-01'], [], 'not applicable: the integration uses no mit and no refunds'],
  [['@MIT-01', '@REF-01'], ['refunds'], undefined],
  [['@MIT-01', '@SIG-01'], [], undefined],
  [['@ABC-01'], [], undefined],
])('%j of an integration that uses %j', (tags, capabilities, reason) => {
  expect(inapplicable(tags, catalogue, capabilities === undefined ? {} : { capabilities })).toBe(reason);
});

test('the scheme that is configured is used, listed or not', () => {
  const own = [requirement('SIG-09', { applies: 'detached-jws' })];
  expect(inapplicable(['@SIG-09'], own, { scheme: 'detached-jws', capabilities: [] })).toBeUndefined();
  expect(inapplicable(['@SIG-09'], own, { capabilities: [] })).toBe(
    'not applicable: the integration uses no detached-jws',
  );
});

test.each([
  [{}, undefined],
  [{ capabilities: [] }, undefined],
  [{ scheme: 'http-message-signature', capabilities: [] }, undefined],
  [{ scheme: 'detached-jws' }, 'not applicable: the integration uses no http-message-signature'],
])('what is about HTTP message signatures, for %j', (use, reason) => {
  expect(inapplicable(['@SIG-03'], catalogue, use)).toBe(reason);
});
