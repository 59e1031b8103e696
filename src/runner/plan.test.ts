import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadPlan } from './plan.ts';
import { everything } from './selection.ts';

let folder: string;
const feature = `@stage:payments @PAY-12
Feature: Own
  Scenario: one
    Given a captured payment of 1000
  @late
  Scenario Outline: of <amount>
    Given a captured payment of <amount>
    Examples:
      | amount |
      | 1      |
      | 2      |
`;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'nopan-certify-plan-'));
  for (const name of ['team[1]', 'x{a,b}', 'back\\slash', 'empty']) {
    mkdirSync(join(folder, name));
    writeFileSync(join(folder, name, '@own.feature'), feature);
  }
  writeFileSync(join(folder, 'empty', 'none.feature'), 'Feature: none\n');
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const selected = async (...paths: string[]): Promise<string[]> =>
  (await loadPlan({ ...everything, paths: paths.map((path) => join(folder, path)) })).scenarios.map(({ name }) => name);

describe('loadPlan', () => {
  it.each(['team[1]', 'x{a,b}', 'back\\slash'])('has what is in a folder named %s, as the user’s own', async (name) => {
    const { scenarios, written } = await loadPlan({ ...everything, ownFeatures: join(folder, name) });
    expect(scenarios.filter(({ own }) => own).map((scenario) => scenario.name)).toEqual(['one', 'of 1', 'of 2']);
    expect(scenarios).toEqual(written);
    expect(scenarios.length).toBeGreaterThan(600);
  });

  it.each([
    ['team[1]', ['one', 'of 1', 'of 2']],
    ['team[1]/@own.feature', ['one', 'of 1', 'of 2']],
    ['team[1]/@own.feature:3', ['one']],
    ['team[1]/@own.feature:6', ['of 1', 'of 2']],
    ['team[1]/@own.feature:11:3', ['one', 'of 2']],
  ])('selects by %s', async (path, names) => {
    expect(await selected(path)).toEqual(names);
  });

  it('selects by tags and names', async () => {
    const { scenarios, leftOut } = await loadPlan({
      ...everything,
      ownFeatures: join(folder, 'team[1]'),
      tags: '@late and not @stage:token',
      names: ['2$'],
    });
    expect(scenarios.map(({ name }) => name)).toEqual(['of 2']);
    expect(leftOut).toContain(`${join(folder, 'team[1]/@own.feature')}:10`);
  });

  it.each([
    ['team[1]/@own.feature:4', 'ERR_USAGE'],
    ['team[1]/@own.feature:3:4', 'ERR_USAGE'],
    ['team[1]:3', 'ERR_USAGE'],
    ['team[1]/own.feature', 'ERR_USAGE'],
    ['empty/none.feature', 'ERR_SELECTION'],
  ])('refuses %s', async (path, code) => {
    await expect(selected(path)).rejects.toMatchObject({ code, where: join(folder, path) });
  });

  it('refuses a folder with a feature that shows nothing', async () => {
    const file = join(folder, 'empty/none.feature');
    const error = { code: 'ERR_FEATURE', message: `The file ${file} holds no scenario, so it proves nothing` };
    await expect(selected('empty')).rejects.toMatchObject(error);
    await expect(loadPlan({ ...everything, ownFeatures: join(folder, 'empty') })).rejects.toMatchObject(error);
  });

  it('refuses tags that cannot be understood', async () => {
    await expect(loadPlan({ ...everything, tags: '@a and' })).rejects.toMatchObject({
      code: 'ERR_USAGE',
      where: '--tags @a and',
    });
  });
});
