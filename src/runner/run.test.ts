import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCucumber } from '@cucumber/cucumber/api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Failure } from '../contract/types/result.ts';
import { cucumberOptions } from './cucumber-options.ts';
import { cucumberEnvironment } from './environment.ts';
import { loadPlan } from './plan.ts';
import { runFeatures } from './run.ts';
import { everything } from './selection.ts';

const planned = `@PAY-12
Feature: Own
  Scenario Outline: of <amount>
    Given a captured payment of <amount>
    Then it is CAPTURED

    Examples:
      | amount |
      | 1      |
      | 2      |
`;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'nopan-certify-run-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** The faults of a dry run without any step file, where a feature is another when it runs than it was when it was planned. */
async function faultsAfter(text: string): Promise<readonly Failure[]> {
  const file = join(folder, 'own.feature');
  writeFileSync(file, planned);
  const { scenarios, messages } = await loadPlan({ ...everything, paths: [file] });
  writeFileSync(file, text);
  const none = { features: [], steps: [], ids: new Set<string>() };
  const { support } = await runCucumber(cucumberOptions(none), cucumberEnvironment());
  const { recorder, done } = runFeatures({
    ...{ scenarios, planMessages: messages, loaded: support, signal: new AbortController().signal },
    listener: { started() {}, finished() {} },
  });
  await done;
  return recorder.faults;
}

describe('a feature that says something else when it runs than when it was planned is a fault', () => {
  it.each([
    ['a step is gone', planned.replace(/^ *Then.*$/m, '')],
    ['a step says less', planned.replace('CAPTURED', 'there')],
    ['a step has a table', planned.replace('CAPTURED\n', 'CAPTURED\n      | x |')],
    ['a tag is another', planned.replace('PAY-12', 'PAY-13')],
    ['a name is another', planned.replace('of <', 'with <')],
  ])('%s', async (_, text) => {
    const [first, ...others] = await faultsAfter(text);
    expect(first).toMatchObject({
      class: 'environment',
      code: 'ERR_FEATURE',
      message: `The feature ${join(folder, 'own.feature')} was changed after its scenarios had been planned`,
    });
    expect(others).toEqual([first]);
  });

  it('not one that says the same in another way', async () => {
    expect(await faultsAfter(planned.replace(/^/, '# A remark\n').replace('\n\n', '\n'))).toEqual([]);
  });
});
