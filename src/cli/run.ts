import type { TraceProblem } from '../certification/traceability.ts';
import { universeOf } from '../certification/universe.ts';
import { counted } from '../certification/words.ts';
import { systemClock } from '../clock.ts';
import { protocolFile, schemasDir } from '../contract/locations.ts';
import { loadProtocol } from '../contract/protocol.ts';
import { flushed } from '../runner/flushed.ts';
import { visibleLine } from '../report/text.ts';
import { folderInRepository } from '../runner/repository.ts';
import type { CheckedSteps } from '../runner/step-check.ts';
import { certify, type Certification } from './certify.ts';
import { comparableResult, earlierResult, type EarlierResult } from './baseline.ts';
import { changedInputs } from './changed-inputs.ts';
import { commonConfigurationDigest, configurationDigest } from './configuration-digest.ts';
import { printDryRun } from './dry-run.ts';
import { contentInputs } from './inputs.ts';
import { openTarget } from './open-target.ts';
import { operatorOf } from './operator.ts';
import { ownStepsOf, resolved } from './own-checks.ts';
import { checkOwnSteps } from './own-steps-check.ts';
import { packageVersion } from './package-version.ts';
import { beginOutput, prepareOutput, type RunOutput } from './run-output.ts';
import { planRun, type RunPlan } from './run-plan.ts';
import { integrationOf, replayOptions, type RunSettings } from './run-settings.ts';
import { assertOneReceiver, assertUsage } from './run-usage.ts';
import { checkedTarget, type CheckedTarget } from './target-preflight.ts';
import { exitCodeFor, problemLines } from './trace-problems.ts';

/** `nopan-certify run`: target, scenarios, verdict, reports, exit code. */
export async function run(features: readonly string[], settings: RunSettings): Promise<void> {
  const startedAt = systemClock.now();
  assertUsage(settings);
  const planned = await planRun(features, settings);
  const { plan, folders, problems } = planned;
  if (settings.dryRun === true) {
    process.exitCode = await printDryRun({ ...settings, plan, own: folders, problems });
    return;
  }
  const output = await prepareOutput(settings);
  const earlier = await earlierResult(settings, planned.specification.schemas);
  if (settings.target === 'sandbox') {
    const { assertSoundConfiguration } = await import('./examined-configuration.ts');
    await assertSoundConfiguration({ ...settings, ...folders }, process.stderr);
  }
  const readContent = contentReader(planned);
  const content = readContent();
  const target = await openTarget({ ...settings, ownSpecs: folders.specs ?? false });
  let exitCode: number;
  try {
    // Only now the redactor knows what a step file may print: the secrets of the target's credentials.
    const steps = await checkOwnSteps(planned, settings);
    if (rejected([...problems, ...steps.problems])) return;
    assertOneReceiver(settings, target.connection);
    const checked = await checkedTarget(target.connection, plan.scenarios);
    exitCode = await certify(
      await certificationOf({ settings, planned, checked, output, content, readContent, startedAt, steps, earlier }),
    );
  } finally {
    await target.close();
  }
  await flushed();
  // Whatever step files left behind, timers or exit listeners, has no say in what was concluded.
  process.removeAllListeners('exit');
  process.exit(exitCode);
}

/** Whether problems keep the run from starting. */
function rejected(problems: readonly TraceProblem[]): boolean {
  if (problems.length === 0) return false;
  const count = counted(problems.length, 'problem');
  process.stderr.write(`nopan-certify: ${count} in features, steps, specs or requirements; nothing was sent\n`);
  process.stderr.write(problemLines(problems));
  process.exitCode = exitCodeFor(problems);
  return true;
}

type Content = ReturnType<typeof contentInputs>;

const contentReader =
  ({ participating, plan }: RunPlan) =>
  (): Content =>
    contentInputs(
      resolved(participating),
      plan.written.map(({ uri }) => uri),
    );

interface Beginning {
  readonly settings: RunSettings;
  readonly planned: RunPlan;
  readonly checked: CheckedTarget;
  readonly output: RunOutput;
  readonly steps: CheckedSteps;
  /** Digests of features, specs and step files before the first step file was loaded, and as they are now. */
  readonly content: Content;
  readonly readContent: () => Content;
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  readonly startedAt: number;
  readonly earlier: EarlierResult | undefined;
}

/** Begins the output as soon as everything that can be wrong before the first scenario was looked at. */
async function certificationOf({
  settings,
  planned,
  checked,
  output,
  content,
  readContent,
  startedAt,
  steps,
  earlier,
}: Beginning): Promise<Certification> {
  const { plan, folders, participating, specification, catalogue, selection, order } = planned;
  const { connection, met, fault } = checked;
  const { parallel, failFast, keepGoing, seed, repeat } = settings;
  const integration = integrationOf(settings);
  const { settings: profile, protocol } = loadProtocol(protocolFile, specification.schemas, connection.protocol);
  const taking = resolved(participating);
  const inputs = { ...content, configuration: await commonConfigurationDigest(settings) };
  const digest = await configurationDigest(settings, profile);
  const baseline = comparableResult(earlier, { ...connection, target: connection }, settings);
  if (baseline !== undefined && 'problem' in baseline && settings.quiet !== true)
    process.stderr.write(`${visibleLine(`Not compared with the earlier result: ${baseline.problem}`)}\n`);
  const marker = beginOutput(output, new Date(startedAt).toISOString());
  return {
    ...{ connection, output, baseline, content: { marker, own: taking } },
    ...(fault && { fault }),
    changed: () => changedInputs(content, readContent),
    options: {
      ...ownStepsOf(folders, plan),
      ...(steps.loaded && { loaded: steps.loaded }),
      ...(folders.specs !== undefined && { ownSpecs: folders.specs }),
      ...(parallel !== undefined && { parallel }),
      ...(failFast !== undefined && { failFast }),
      ...(keepGoing !== undefined && { keepGoing }),
    },
    facts: {
      ...{ selection, order, plan, catalogue, met, inputs, startedAt },
      ...(seed !== undefined && { seed }),
      ...(repeat !== undefined && { repeat }),
      ...(integration && { integration }),
      version: packageVersion(),
      own: participating,
      options: replayOptions(settings),
      settings: profile,
      universe: universeOf({ ...specification, protocol, schemasDir }),
      configurationDigest: digest,
      operator: operatorOf(),
      workingDirectory: folderInRepository(),
    },
  };
}
