import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageRoot, schemasDir } from '../contract/locations.ts';
import { loadSchemas } from '../contract/schemas.ts';
import type { Covered, Result } from '../contract/types/result.ts';
import { cli, leaveResult, readResult, withFolder } from './fixtures/cli.ts';

const features = ['features/versioning', 'features/payments/cancel.feature'];

const run = (...options: string[]) =>
  cli(['run', ...features, '--quiet', ...options], { cwd: packageRoot(), reports: true });

/** A process asks for its token and for the published keys once, in whichever of its scenarios comes first. */
const once = ['auth/token', 'auth/jwks'];

/** A result without what belongs to its run: times, ports, ids, and how often a process had to ask for what it keeps. */
function repeatable({ scenarios, coverage, ...result }: Result) {
  const uncounted = (covered: Covered[]) =>
    covered.map(({ name, seen, unseen }) => ({ name, unseen, seen: seen.map(({ value }) => value) }));
  return {
    ...result,
    coverage: [uncounted(coverage.operations), uncounted(coverage.values)],
    summary: { ...result.summary, exchanges: 0 },
    ...{ startedAt: '', finishedAt: '', durationMs: 0, options: {} },
    // Each process has a mock of its own, with a certificate and a port of its own.
    target: { ...result.target, baseUrl: '', identity: undefined },
    scenarios: scenarios.map(({ steps, ...scenario }) => ({
      ...scenario,
      ...{ startedAt: '', durationMs: 0 },
      steps: steps.map(({ keyword, text, status, exchanges, deliveries }) => ({
        ...{ keyword, text, status, deliveries: deliveries.length },
        // How often a state is asked for until it changes is chance.
        exchanges: exchanges
          .filter(({ spec }) => !once.includes(spec))
          .map(({ spec, request, response }) => `${request.method} ${spec} ${response?.status ?? 'unanswered'}`)
          .filter((exchange, place, all) => exchange !== all[place - 1]),
      })),
    })),
  };
}

/** Of what a repeated run reproduces byte for byte. */
const digestIn = (folder: string): string | undefined =>
  /"certificationDigest":"(\w+)"/.exec(readFileSync(join(folder, 'result.json'), 'utf8'))?.[1];

describe('nopan-certify merge', () => {
  it('joins shards, in any order, into what one run leaves', async () => {
    await withFolder(async (folder) => {
      const at = (name: string): string => join(folder, name);
      const whole = await run('--out', at('whole'));
      for (const index of ['1', '2', '3']) await run('--shard', `${index}/3`, '--out', at(index));
      const merged = await cli([
        'merge',
        at('3'),
        at('1'),
        join(at('2'), 'result.json'),
        '--quiet',
        '--out',
        at('all'),
      ]);
      expect([merged.code, merged.stderr, merged.stdout]).toEqual([whole.code, '', whole.stdout]);
      const result = readResult(at('all'));
      expect(repeatable(result)).toEqual(repeatable(readResult(at('whole'))));
      expect(digestIn(at('all'))).toBe(digestIn(at('whole')));
      expect(loadSchemas(schemasDir).violations('whole-result.schema', result)).toEqual([]);
      expect(readdirSync(at('all')).sort()).toEqual(readdirSync(at('whole')).sort());

      const twice = await cli(['merge', at('1'), at('1'), at('2'), at('3')], { cwd: folder });
      expect([twice.code, twice.stdout]).toEqual([2, '']);
      expect(twice.stderr).toContain('nopan-certify: Duplicate shard 1 of 3 (ERR_INPUT)\n');

      const older = ['1', '2', '3'].map((index) => {
        const shard = readResult(at(index));
        shard.tool.version = '0.0.1';
        leaveResult(at(`${index}.json`), shard);
        return at(`${index}.json`);
      });
      const refused = await cli(['merge', ...older], { cwd: folder });
      expect([refused.code, refused.stderr.split('\n')[0]]).toEqual([
        2,
        'nopan-certify: The shards were run by another version of nopan-certify (ERR_INPUT)',
      ]);
    });
  });

  it('writes the reports that are asked for, and marks failures where GitHub reads them', async () => {
    await withFolder(async (folder) => {
      const at = (name: string): string => join(folder, name);
      for (const index of ['1', '2'])
        await run('--tags', '@stage:versioning', '--shard', `${index}/2`, '--out', at(index));
      const merge = (...options: string[]) =>
        cli(['merge', at('1'), at('2'), '--quiet', '--out', at('all'), ...options], {
          env: { GITHUB_ACTIONS: 'true' },
        });
      const { stdout, stderr } = await merge('--format', 'json,sarif,codequality,ctrf');
      expect(stderr).toBe('');
      expect(readdirSync(at('all')).sort()).toEqual([
        ...['ctrf.json', 'gl-code-quality-report.json', 'result.json', 'results.sarif'],
      ]);
      expect(stdout).toMatch(/^::warning file=/);
      expect((await merge('--no-annotations')).stdout).not.toContain('::');

      const refused = await merge('--format', 'json,messages');
      expect([refused.code, refused.stderr]).toEqual([
        2,
        expect.stringContaining('joined by commas, and not messages.') as string,
      ]);
    });
  });

  it('refuses a run that was not dealt out', async () => {
    await withFolder(async (folder) => {
      await run('--name', 'version', '--out', folder);
      const { code, stderr } = await cli(['merge', folder], { cwd: folder });
      expect(code).toBe(2);
      expect(stderr).toContain('nopan-certify: This result is not from a sharded run (ERR_INPUT)\n');
    });
  });
});
