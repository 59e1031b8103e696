import { describe, expect, it } from 'vitest';
import type { CertifyError } from '../errors.ts';
import { assertKnownTags, noScenarioAt } from './selection-hints.ts';

const known = new Set(['@PAY-12', '@PAY-13', '@stage:signing', '@needs:clock']);

function refused(expression: string): object | undefined {
  try {
    assertKnownTags(expression, known);
    return undefined;
  } catch (error) {
    const { code, message, where, advice } = error as CertifyError;
    return { code, message, where, advice };
  }
}

describe('assertKnownTags', () => {
  it.each([
    '',
    '@PAY-12',
    'not @wip',
    '@PAY-12 and not @wip',
    '@stage:signing and not (@wip or @slow)',
    '(@PAY-12 or @PAY-13) and not @needs:clock',
  ])('takes %j', (expression) => {
    expect(refused(expression)).toBeUndefined();
  });

  it.each([
    ['PAY-12', 'A tag begins with @, and PAY-12 does not', 'Did you mean @PAY-12?'],
    ['@PAY-12 or stage:sining', 'A tag begins with @, and stage:sining does not', 'Did you mean @stage:signing?'],
    ['not PAY-12', 'A tag begins with @, and PAY-12 does not', 'Did you mean @PAY-12?'],
    ['@PAY-1', 'No scenario has the tag @PAY-1', 'Did you mean @PAY-12?'],
    [
      'not (@wip or not @slow) and @stge:signing',
      'No scenario has the tag @stge:signing',
      'Did you mean @stage:signing?',
    ],
    [
      '@something-else',
      'No scenario has the tag @something-else',
      'nopan-certify run --dry-run lists every scenario with its requirements; each is a tag, such as @PAY-12.',
    ],
  ])('says what is meant by %j', (expression, message, advice) => {
    expect(refused(expression)).toEqual({ code: 'ERR_USAGE', message, where: `--tags ${expression}`, advice });
  });
});

it.each([
  [59, 'Line 59 is within the scenario at line 58', 'Did you mean refund.feature:58?'],
  [3, 'No scenario begins at line 3', 'Did you mean refund.feature:9?'],
  [999, 'Line 999 is within the scenario at line 70', 'Did you mean refund.feature:70?'],
])('says which scenario line %d is within', (line, message, advice) => {
  expect(noScenarioAt(line, `refund.feature:${line}`, [58, 9, 70])).toMatchObject({
    ...{ code: 'ERR_USAGE', message, where: `refund.feature:${line}`, advice },
  });
});
