import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageRoot } from '../contract/locations.ts';
import type { Result } from '../contract/types/result.ts';
import { cli, readResult, withFolder, type Ended } from './fixtures/cli.ts';

const features = ['features/versioning', 'features/payments/cancel.feature'];

/** A run of a few features, as it was concluded. */
async function certify(...options: string[]): Promise<Ended & { result: Result }> {
  return withFolder(async (out) => {
    const ended = await cli(['run', ...features, '--out', out, ...options], { cwd: packageRoot() });
    return { ...ended, result: readResult(out) };
  });
}

const ids = ({ scenarios }: Result): string[] => scenarios.map(({ id }) => id);
const states = ({ scenarios }: Result) => scenarios.map(({ id, outcome }) => [id, outcome]);

/** Scenarios in the order in which they began. */
const begun = ({ stderr }: Ended): string[] => stderr.match(/(?<=\d {2}passed {3}).+/g) ?? [];

describe('--order', () => {
  it('random draws a seed and says it, and the seed repeats the order', async () => {
    const drawn = await certify('--order', 'random');
    expect(drawn.result.order).toMatch(/^random:\d+$/);
    expect(drawn.stdout).toContain(`\n  order        ${drawn.result.order ?? ''}\n`);

    const repeated = await certify('--order', drawn.result.order ?? '');
    expect(begun(repeated)).toEqual(begun(drawn));
    expect(repeated.result.order).toBe(drawn.result.order);
  });

  it('of a seed is another one than that of the features, and changes no outcome and no report', async () => {
    const [defined, random] = await Promise.all([certify(), certify('--order', 'random:a-seed')]);
    expect(begun(random)).not.toEqual(begun(defined));
    expect(begun(random).sort()).toEqual(begun(defined).sort());
    expect(states(random.result)).toEqual(states(defined.result));
    expect([random.code, random.result.reasons]).toEqual([defined.code, defined.result.reasons]);
    expect(defined.result.order).toBeUndefined();
  });
});

describe('--shard', () => {
  it('deals the selected scenarios out, and says in the verdict what is left to the others', async () => {
    const [whole, ...shards] = await Promise.all([
      certify(),
      certify('--shard', '1/3'),
      certify('--shard', '2/3', '--order', 'random:7'),
      certify('--shard', '3/3', '--parallel', '2'),
    ]);
    const all = ids(whole.result);
    expect(shards.flatMap(({ result }) => ids(result)).sort()).toEqual([...all].sort());
    for (const [index, { code, result }] of shards.entries()) {
      const own = result.scenarios.length;
      expect([Math.floor(all.length / 3), Math.ceil(all.length / 3)]).toContain(own);
      expect([code, result.verdict, result.summary.scenarios.passed]).toEqual([4, 'INCOMPLETE', own]);
      expect(result.reasons).toContain(
        `This is shard ${index + 1} of 3: ${all.length - own} scenarios were left to the others.`,
      );
      // What the selection leaves out is told apart from what other shards run.
      expect(result.reasons[0]).toBe(whole.result.reasons[0]);
      expect(result.selection).toMatch(new RegExp(` --shard ${index + 1}/3$`));
    }
  });

  it('of one is everything', async () => {
    const { result } = await certify('--shard', '1/1');
    expect(result.reasons.filter((reason) => reason.includes('shard'))).toEqual([]);
    expect(result.summary.scenarios.passed).toBe(result.scenarios.length);
  });

  it('lists in a dry run what the run would run', async () => {
    const { code, stdout } = await cli(['run', '--dry-run', '--shard', '2/2', 'features/versioning']);
    const { stdout: whole } = await cli(['run', '--dry-run', 'features/versioning']);
    const listed = (text: string) => text.match(/(?<=\()features\/\S+:\d+(?=\))/g) ?? [];
    expect(code).toBe(0);
    expect(listed(stdout)).toEqual(listed(whole).filter((_, position) => position % 2 === 1));
  });

  it('that nothing falls to is an empty selection', async () => {
    const feature = join(packageRoot(), 'features/versioning/version.feature');
    const { code, stderr } = await cli(['run', feature, '--shard', '900/900']);
    expect(code).toBe(4);
    expect(stderr).toContain('(ERR_SELECTION)\n  at        --shard 900/900\n');
  });
});

describe('a bad value is told, and nothing is run', () => {
  const order =
    'It takes defined, random, or random:SEED, where SEED is of letters, digits and . _ - and at most 64 of them.';
  const shard = 'It takes a part and the number of parts, such as 1/3: from 1/3 to 3/3.';

  it.each([
    ['--order', 'reverse', order],
    ['--order', 'random:', order],
    ['--order', 'random:a:b', order],
    ['--order', `random:${'x'.repeat(65)}`, order],
    ['--shard', '0/3', shard],
    ['--shard', '4/3', shard],
    ['--shard', '1/0', shard],
    ['--shard', '1', shard],
    ['--shard', '1/1000', shard],
    ['--shard', '1.5/3', shard],
  ])('%s %s', async (option, value, advice) => {
    const { code, stdout, stderr } = await cli(['run', option, value]);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(new RegExp(`^error: option '${option} <\\w+>' argument '`));
    expect(stderr).toContain(`is invalid. ${advice}\n`);
  });
});
