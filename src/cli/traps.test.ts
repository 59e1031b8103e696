import { readdirSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageRoot } from '../contract/locations.ts';
import type { Result } from '../contract/types/result.ts';
import { cli, readResult, withFolder, type Ended } from './fixtures/cli.ts';

const traps = join(packageRoot(), 'src/cli/fixtures/traps');

/** What comes of a run of one feature, whose scenario falls into a trap. */
async function fallInto(name: string, ...options: string[]): Promise<Ended & { result: Result }> {
  return withFolder(async (out) => {
    const feature = join(traps, `${name}.feature`);
    const ended = await cli(['run', feature, '--steps', traps, '--out', out, ...options]);
    return { ...ended, result: readResult(out) };
  });
}

const id = (name: string): RegExp => new RegExp(`${name}\\.feature:\\d+`);

describe('a run never fails open', () => {
  it('when a step is skipped without a reason', async () => {
    const { code, result } = await fallInto('skipped');
    expect([code, result.verdict]).toEqual([4, 'INCOMPLETE']);
    expect(result.reasons).toContainEqual(
      expect.stringMatching(
        /^1 scenario shows nothing, since it was skipped and gave no reason: .*skipped\.feature:3\.$/,
      ),
    );
  });

  it('when a step is pending', async () => {
    const { code, result } = await fallInto('pending');
    expect(code).not.toBe(0);
    expect(result.scenarios[0]?.failure?.message).toBe(
      'The step could not be run: its step definition is not written yet',
    );
  });

  it('when a step is undefined', async () => {
    await withFolder(async (out) => {
      const { code, stderr } = await cli(['run', join(traps, 'undefined.feature'), '--steps', traps, '--out', out]);
      expect([code, readdirSync(out)]).toEqual([2, []]);
      expect(stderr).toMatch(/undefined\.feature:\d+:5: error: Undefined step "/);
    });
  });

  it('when every step passes and nothing was exchanged', async () => {
    const { code, result } = await fallInto('empty');
    expect([code, result.verdict]).toEqual([4, 'INCOMPLETE']);
    expect(result.reasons).toContainEqual(expect.stringMatching(/it passed without an answer or a webhook on record/));
  });

  it('when a step throws something of its own', async () => {
    const { code, result } = await fallInto('throws');
    expect([code, result.verdict]).toEqual([1, 'NOT CERTIFIED']);
    expect(result.scenarios[0]?.failure).toMatchObject({
      class: 'configuration',
      code: 'ERR_STEPS',
      message: 'as a broken step does',
      step: 'Given a step that throws',
      where: expect.stringMatching(/fixtures\/traps\/.*:\d+:\d+$/) as string,
      frame: expect.stringMatching(/^> +\d+ \| .*as a broken step does.*\n.*\^$/m) as string,
    });
  });

  it('when a step ends the process', async () => {
    const { code, result } = await fallInto('exit');
    expect([code, result.verdict, result.interrupted]).toEqual([4, 'INCOMPLETE', false]);
    expect(result.reasons).toContainEqual(expect.stringMatching(id('exit')));
    expect(result.faults).toEqual([
      expect.objectContaining({
        ...{ class: 'integration', code: 'ERR_STEPS' },
        message: 'The process with your step files ended too early, with code 0',
      }),
    ]);
  });

  it.each(['1', '2'])('when a step ends one of %s worker processes', async (workers) => {
    const { code, result } = await fallInto('exit', '--parallel', workers);
    expect([code, result.verdict]).not.toContain('CERTIFIED');
    expect(code).not.toBe(0);
    expect(result.reasons).toContainEqual(expect.stringMatching(/0 of 1 planned scenarios finished/));
  });

  it('when what a step left behind ends the process after the verdict', async () => {
    const folder = join(packageRoot(), 'src/cli/fixtures/late');
    await withFolder(async (out) => {
      const { code, stdout } = await cli(['run', join(folder, 'late.feature'), '--steps', folder, '--out', out]);
      expect([code, readResult(out).verdict]).toEqual([1, 'NOT CERTIFIED']);
      expect(stdout.match(/NOT CERTIFIED/g)).toHaveLength(1);
    });
  });

  it.each([['--dry-run'], ['--quiet']])('when a step file ends the process while it is loaded (%s)', async (option) => {
    const steps = join(packageRoot(), 'src/cli/fixtures/early');
    await withFolder(async (out) => {
      const { code, stdout, stderr } = await cli(['run', '--steps', steps, '--out', out, option]);
      expect([code, stdout]).toEqual([2, '']);
      expect(stderr).toMatch(
        /The step file \S+steps\.js cannot be loaded: the process ended .* with code 0 \(ERR_STEPS\)/,
      );
    });
  });

  it.each([
    ['features/token/access-token.feature:999', 2, 'ERR_USAGE'],
    [join(traps, 'without-examples.feature'), 2, 'ERR_FEATURE'],
    [join(traps, '..', 'late', 'steps.js'), 2, 'ERR_USAGE'],
  ] as const)('when %s is named beside others and holds no scenario', async (path, expected, error) => {
    await withFolder(async (out) => {
      const { code, stderr } = await cli(['run', 'features', path, '--out', out]);
      expect([code, readdirSync(out)]).toEqual([expected, []]);
      expect(stderr).toMatch(new RegExp(`\\(${error}\\)\\n {2}at {8}.*${basename(path)}`));
    });
  });

  it.each([
    ['half-empty', 8],
    ['half-empty-examples', 10],
  ])('when examples have no rows, whatever is beside them (%s)', async (name, line) => {
    await withFolder(async (out) => {
      const { code, stderr } = await cli(['run', join(traps, `${name}.feature`), '--steps', traps, '--out', out]);
      expect([code, readdirSync(out)]).toEqual([2, []]);
      expect(stderr).toMatch(
        new RegExp(`The examples at .*${name}\\.feature:${line} have no rows, so they prove nothing \\(ERR_FEATURE\\)`),
      );
    });
  });

  it('when the selection leaves a scenario out, although the others show all that is mandatory', async () => {
    await withFolder(async (out) => {
      const { code } = await cli(['run', '--name', '^(?!A repeated start)', '--out', out]);
      const { verdict, reasons, notes, summary } = readResult(out);
      expect(summary.scenarios.failed + summary.requirements.notRun).toBe(0);
      expect([code, verdict, reasons]).toEqual([4, 'INCOMPLETE', ['1 scenario was left out by the selection.']]);
      expect(notes).toEqual([
        expect.stringMatching(/^\d+ requirements need a person’s confirmation at go-live; not required for a mock/),
      ]);
    });
  });

  it('when a scenario names a requirement that nobody knows', async () => {
    await withFolder(async (out) => {
      const { code, stderr } = await cli(['run', join(traps, 'unknown-requirement.feature'), '--out', out]);
      expect([code, readdirSync(out)]).toEqual([2, []]);
      expect(stderr).toMatch(/unknown-requirement\.feature:1: error: Unknown requirement @NOPE-99\. /);
    });
  });

  it.each([
    ['two tags', ['--tags', '@PAY-12 and @SIG-02']],
    ['a name', ['--name', 'no such name']],
  ])('when %s selects nothing', async (_, options) => {
    await withFolder(async (out) => {
      const { code, stdout, stderr } = await cli(['run', '--out', out, ...options]);
      expect([code, stdout, readdirSync(out)]).toEqual([4, '', []]);
      expect(stderr).toContain('nopan-certify: No scenario is selected, so nothing can be shown (ERR_SELECTION)');
    });
  });

  it('and publishes nothing, whatever the environment says', async () => {
    let requests = 0;
    const server = createServer((_, response) => {
      requests += 1;
      response.end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const env = { CUCUMBER_PUBLISH_ENABLED: 'true', CUCUMBER_PUBLISH_TOKEN: 'token', CUCUMBER_PUBLISH_URL: url };
    await withFolder((out) => cli(['run', join(traps, 'empty.feature'), '--steps', traps, '--out', out], { env }));
    server.close();
    expect(requests).toBe(0);
  });
});

describe('a feature that cannot be read', () => {
  it('is told with its place, and nothing is sent', async () => {
    await withFolder(async (out) => {
      const { code, stderr } = await cli(['run', join(traps, 'broken.feature'), '--out', out]);
      expect(code).toBe(2);
      expect(stderr).toMatch(
        /The feature file cannot be read: \(4:5\): .*\(ERR_FEATURE\)\n {2}at {8}.*broken\.feature:4/,
      );
    });
  });
});
