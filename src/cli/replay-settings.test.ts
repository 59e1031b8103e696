import { describe, expect, it } from 'vitest';
import { certifiedResult } from '../report/fixtures/sample.ts';
import { replayWords } from './replay-settings.ts';

/** A case of a result that may come from anybody. */
const failed = (id: string): Parameters<typeof replayWords>[0] => {
  const result = certifiedResult();
  const [scenario] = result.scenarios;
  if (scenario === undefined) throw new Error('The sample has no scenario');
  return { result, scenario: { ...scenario, id }, failure: { class: 'api', code: 'ERR_ASSERTION', message: 'x' } };
};

describe('a feature that a result names', () => {
  const theirs = 'checks/theirs.feature:3';

  it('is not run because a number leads to it, unless it is one of nopan-certify', async () => {
    await expect(replayWords(failed(theirs), '1', {})).rejects.toMatchObject({
      ...{ code: 'ERR_USAGE', message: 'The feature of this case is not built in', where: '1' },
      expected: `the case by its file and line: ${theirs}`,
    });
    expect((await replayWords(failed('features/token/access-token.feature:9'), '1', {}))[0]).toBe('run');
  });

  it('is run when its user names it', async () => {
    expect((await replayWords(failed(theirs), theirs, {}))[0]).toBe('run');
  });
});
