import { join } from 'node:path';
import { expect, it } from 'vitest';
import { packageRoot } from '../contract/locations.ts';
import { cli, readResult, withFolder } from './fixtures/cli.ts';

const feature = join(packageRoot(), 'src/cli/fixtures/odd-features/arguments.feature');

/** With a worker, which a step that calls back in vain would end. */
it('mistakes in features of a user’s own are no faults of nopan-certify, and each scenario ends', async () => {
  await withFolder(async (out) => {
    const { code, stderr } = await cli([
      'run',
      feature,
      '--parallel',
      '1',
      '--quiet',
      '--format',
      'json',
      '--out',
      out,
    ]);
    const { scenarios, faults } = readResult(out);
    expect([code, faults, stderr]).toEqual([1, [], '']);
    expect(scenarios.map(({ failure }) => failure && [failure.class, failure.code, failure.message])).toEqual([
      ['configuration', 'ERR_FEATURE', 'The step takes no table and no doc string'],
      ['configuration', 'ERR_FEATURE', 'The step takes no table and no doc string'],
      ['configuration', 'ERR_FEATURE', 'The step lacks its table or doc string'],
      ['configuration', 'ERR_FEATURE', expect.stringContaining('Cannot destructure property')],
      undefined,
    ]);
  });
});
