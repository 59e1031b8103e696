import { join } from 'node:path';
import { loadRequirements } from '../certification/requirements.ts';
import { systemClock } from '../clock.ts';
import { protocolFile, schemasDir, specsDir } from '../contract/locations.ts';
import { loadProtocol } from '../contract/protocol.ts';
import { loadSchemas } from '../contract/schemas.ts';
import type { Result } from '../contract/types/result.ts';
import { terminalSummary } from '../report/terminal.ts';
import { prepareFolder, writeReports } from '../report/write.ts';
import { loadPlan, type Selection } from '../runner/plan.ts';
import type { Recorder } from '../runner/recorder.ts';
import { resultOf } from '../runner/result.ts';
import { runFeatures } from '../runner/run.ts';
import { wantsColour } from './colours.ts';
import { printDryRun } from './dry-run.ts';
import { featurePaths } from './feature-paths.ts';
import { catchInterruption, guardExit } from './interruption.ts';
import { openTarget, type TargetSettings } from './open-target.ts';
import { packageVersion } from './package-version.ts';
import { progressFor } from './progress.ts';

export interface RunSettings extends TargetSettings {
  readonly tags: string;
  readonly name: readonly string[];
  readonly steps?: string;
  readonly parallel: number;
  readonly out: string;
  readonly dryRun: boolean;
  readonly failFast: boolean;
  readonly quiet: boolean;
}

/** `nopan-certify run`: target, scenarios, verdict, reports, exit code. */
export async function run(features: readonly string[], settings: RunSettings): Promise<void> {
  const startedAt = systemClock.now();
  const selection: Selection = { paths: featurePaths(features), tags: settings.tags, names: settings.name };
  const schemas = loadSchemas(schemasDir);
  const catalogue = loadRequirements(join(specsDir, 'requirements.yaml'), schemas);
  const plan = await loadPlan(selection);
  if (settings.dryRun) {
    process.exitCode = await printDryRun({ ...settings, selection, plan, catalogue });
    return;
  }

  prepareFolder(settings.out);
  const interruption = catchInterruption();
  const target = await openTarget(settings);
  const { settings: profile } = loadProtocol(protocolFile, schemas, target.connection.protocol);
  const progress = progressFor(settings, plan, process.stderr);

  const conclude = (recorder: Recorder, interrupted: boolean): Result => {
    progress.end();
    const { connection } = target;
    const result = resultOf({
      version: packageVersion(),
      ...{ connection, catalogue, settings: profile, selection, plan, recorder, interrupted, startedAt },
      clock: systemClock,
    });
    const paths = writeReports(result, settings.out);
    process.stdout.write(
      terminalSummary(result, { ...paths, colour: wantsColour(process.stdout), quiet: settings.quiet }),
    );
    return result;
  };

  const running = runFeatures({
    ...settings,
    selection,
    connection: target.connection,
    listener: progress,
    signal: interruption.signal,
  });
  const releaseGuard = guardExit(() => conclude(running.recorder, true).exitCode);
  await running.done;
  releaseGuard();
  const result = conclude(running.recorder, interruption.signal.aborted);
  process.exitCode = result.exitCode;
  await target.close();
  if (interruption.signal.aborted) process.exit();
  interruption.release();
}
