import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Trace } from '../certification/trace.ts';
import type { TraceProblem } from '../certification/traceability.ts';
import { coherent } from '../certification/fixtures/coherent.ts';
import type { Basis } from '../contract/types/result.ts';
import { packageRoot } from '../contract/locations.ts';
import { sampleResult } from '../report/fixtures/sample.ts';
import { cli, leaveResult, started, withFolder } from './fixtures/cli.ts';

const misspelt = 'src/cli/fixtures/traces/misspelt.feature';
const feature = join(packageRoot(), misspelt);

/** What is wrong with the tags of that feature. */
const problems = [
  `${misspelt}:3: error: Unknown requirement @TOK-1. Did you mean @TOK-01?`,
  `${misspelt}:3: error: Unknown need @need:clock. Did you mean @needs:clock?`,
  `${misspelt}:5:5: error: Undefined step "an organization of your own". Did you mean "an organization of my own"? "${started()} steps" lists all steps.`,
  `${misspelt}:8: error: The scenario "two" names no requirement. Tag it with the id of the requirement that it shows.`,
];

const problemsIn = (text: string): string[] => text.split('\n').filter((line) => line.includes(': error: '));

const expected: string[] = problems.map((problem) => expect.stringContaining(problem) as string);

describe('nopan-certify trace', () => {
  it('leads from requirements to scenarios by stage, and back by feature', async () => {
    await withFolder(async (cwd) => {
      const { code, stdout } = await cli(['trace'], { cwd });
      expect([code, problemsIn(stdout)]).toEqual([0, []]);
      expect(stdout).toMatch(/^transport\n {2}TLS-01 {2}MUST {2}Calls are made over TLS 1\.3\n {6}no evidence {2}An? /);
      expect(stdout).toMatch(
        /\nfeatures\/transport\/connection\.feature\n(.*\n)* +\d+ +TLS-01 +A call is made over TLS 1\.3\n/,
      );
      expect(stdout).toMatch(
        /\n\d+ requirements, \d+ of them need a manual attestation; \d+ scenarios\.\nNo run has left a result here yet\.\n$/,
      );
    });
  });

  it('shows what the last run left of each scenario', async () => {
    await withFolder(async (out) => {
      const result = sampleResult();
      const traced = JSON.parse((await cli(['trace', '--json', '--out', out])).stdout) as Trace;
      const [first] = traced.scenarios;
      const sample = result.scenarios.find(({ id }) => id === 'features/webhooks/webhooks.feature:41');
      if (first === undefined || sample === undefined) throw new Error('There is nothing to compare');
      const [, uri = '', line = ''] = /^(.*):(\d+)$/.exec(first.id) ?? [];
      const basis = { ...(result.basis as Basis), plan: { scenarios: 1, digest: '' } };
      const scenarios = [{ ...sample, ...{ id: first.id, name: first.name, uri, line: Number(line) } }];
      leaveResult(join(out, 'result.json'), coherent({ ...result, scenarios, basis }));

      const { stdout } = await cli(['trace', '--out', out]);
      expect(stdout).toContain(
        `      ✓ passed 2026-01-19 12:00:00 UTC, 2 exchanges, 1 webhook  ${first.name}  (${first.id})\n`,
      );
      expect(stdout).toMatch(
        /\nLast evidence: INCOMPLETE, embedded mock of Nopan \(unofficial\), 2026-01-19 12:00:01 UTC\.\n$/,
      );
      const { scenarios: traces, run } = JSON.parse((await cli(['trace', '--json', '--out', out])).stdout) as Trace;
      expect(run?.verdict).toBe('INCOMPLETE');
      expect(
        traces.flatMap(({ id, evidence }) => (evidence ? [[id, evidence.exchanges, evidence.deliveries]] : [])),
      ).toEqual([[first.id, 2, 1]]);
    });
  });

  it.each([
    ['{', /The last result cannot be read: .* \(ERR_INPUT\)\n {2}at {8}.*result\.json\n/],
    ['{}', /The last result cannot be read: \/formatVersion is required \(ERR_INPUT\)\n/],
    ['[]', /The last result cannot be read: the file must be an object \(ERR_INPUT\)\n/],
  ])('refuses a result that is none: %s', async (content, message) => {
    await withFolder(async (out) => {
      writeFileSync(join(out, 'result.json'), content);
      const { code, stderr } = await cli(['trace', '--out', out]);
      expect([code, stderr]).toEqual([2, expect.stringMatching(message)]);
    });
  });
});

describe('what does not fit together', () => {
  it('is nothing where own features show own requirements', async () => {
    const own = join(packageRoot(), 'docs/examples/own-checks');
    const options = ['--features', join(own, 'features'), '--specs', join(own, 'specs')];
    const { code, stdout } = await cli(['trace', ...options, '--steps', join(own, 'steps')]);
    expect([code, problemsIn(stdout)]).toEqual([0, []]);
    expect(stdout).toMatch(/\n {2}SHOP-01 {2}MUST {2}/);
    const alone = await cli(['trace', ...options.slice(2)]);
    expect([alone.code, problemsIn(alone.stdout)[0]]).toEqual([
      4,
      expect.stringMatching(
        /own-checks\/specs\/requirements\.yaml:\d+:\d+: error: SHOP-01 \(MUST\) has no scenario\. /,
      ),
    ]);
  });

  it('is told by trace, with its place', async () => {
    const { code, stdout } = await cli(['trace', feature]);
    expect([code, problemsIn(stdout)]).toEqual([2, expected]);
    const told = JSON.parse((await cli(['trace', feature, '--json'])).stdout) as { problems: TraceProblem[] };
    expect(told.problems).toHaveLength(problems.length);
  });

  it('is told by run --dry-run', async () => {
    const { code, stdout } = await cli(['run', feature, '--dry-run']);
    expect([code, problemsIn(stdout)]).toEqual([2, expected]);
  });

  it('keeps run from starting, whatever is selected', async () => {
    await withFolder(async (out) => {
      const { code, stdout, stderr } = await cli(['run', `${feature}:4`, '--out', join(out, 'reports')]);
      expect([code, stdout, problemsIn(stderr)]).toEqual([2, '', expected]);
      expect(stderr).toMatch(
        /^nopan-certify: 4 problems in features, steps, specs or requirements; nothing was sent\n/,
      );
    });
  });
});
