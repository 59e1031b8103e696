import { isDeepStrictEqual } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import { cli, readResult, withFolder } from '../cli/fixtures/cli.ts';
import { packageRoot } from '../contract/locations.ts';
import type { Result } from '../contract/types/result.ts';
import { fuzzSeed } from '../fixtures/fuzz-seed.ts';
import { seededRandomness } from '../randomness.ts';

/** Drawn for each run of the tests and printed at its beginning, as FUZZ_SEED, which repeats it. */
const seed = String(fuzzSeed());
const alone = 4;

/** A run of its own process and mock, as it was concluded. */
const certify = (...options: string[]): Promise<Result> =>
  withFolder(async (out) => {
    const { stderr } = await cli(['run', ...options, '--quiet', '--format', 'json', '--out', out], {
      cwd: packageRoot(),
    });
    expect(stderr).toBe('');
    return readResult(out);
  });

/** What each scenario came to: a scenario that another one disturbs shows here with what it failed at. */
const outcomes = ({ scenarios }: Result): Record<string, unknown> =>
  Object.fromEntries(scenarios.map(({ id, outcome, failure }) => [id, failure ?? outcome]));

/** Scenarios drawn without looking, again the same with the same seed. */
function drawn(ids: readonly string[], count: number): string[] {
  const randomness = seededRandomness(seed);
  return Array.from({ length: count }, () => ids[randomness.bytes(4).readUInt32BE() % ids.length] ?? '');
}

describe(`no scenario depends on another (FUZZ_SEED=${seed})`, () => {
  let shuffled: Record<string, unknown>;
  beforeAll(async () => {
    shuffled = outcomes(await certify('--order', `random:${seed}`));
  });

  it('in random order, where each of them passes', () => {
    const passed = { status: 'FINISHED', result: 'PASSED' };
    expect(Object.entries(shuffled).filter(([, outcome]) => !isDeepStrictEqual(outcome, passed))).toEqual([]);
  });

  it('in shards, which together are exactly everything, one in order and in two processes at once', async () => {
    const order = ['--order', `random:${seed}`];
    const parts: Record<string, unknown>[] = [];
    for (const options of [order, order, ['--parallel', '2']]) {
      parts.push(outcomes(await certify('--shard', `${parts.length + 1}/3`, ...options)));
    }
    const ids = parts.flatMap((part) => Object.keys(part));
    expect(new Set(ids).size).toBe(ids.length);
    expect(Object.assign({}, ...parts)).toEqual(shuffled);
  });

  it('alone', async () => {
    for (const id of drawn(Object.keys(shuffled), alone)) {
      expect(outcomes(await certify(id))).toEqual({ [id]: shuffled[id] });
    }
  });
});
