import type { OwnChecks } from '../certification/own-checks.ts';
import { universeOf } from '../certification/universe.ts';
import { loadCatalogue } from '../contract/catalogue.ts';
import { systemClock } from '../clock.ts';
import { seededRandomness, systemRandomness } from '../randomness.ts';
import { protocolFile, schemasDir } from '../contract/locations.ts';
import { loadProtocol } from '../contract/protocol.ts';
import { loadSpecification } from '../conversation/specification.ts';
import { CertifyError } from '../errors.ts';
import { processRedactor } from '../evidence/process-redactor.ts';
import { annotations } from '../report/annotations.ts';
import { defaultFormats, isFormat } from '../report/formats.ts';
import { findChromium } from '../report/pdf.ts';
import { terminalSummary } from '../report/terminal.ts';
import { visibleLine } from '../report/text.ts';
import { prepareFolder, writeReports } from '../report/write.ts';
import { MessageLog } from '../runner/messages.ts';
import { settledOrder, type OrderWish } from '../runner/order.ts';
import { loadPlan, type Plan } from '../runner/plan.ts';
import { resultOf, type ResultInput } from '../runner/result.ts';
import { checkOwnScenarios } from '../runner/own/phase.ts';
import { runPhases } from '../runner/phases.ts';
import { Together } from '../runner/records.ts';
import { folderInRepository, typedPath } from '../runner/repository.ts';
import type { Selection } from '../runner/selection.ts';
import type { Shard } from '../runner/shard.ts';
import { traceability } from '../runner/traceability.ts';
import type { Signer } from '../package/signer.ts';
import type { Target } from '../target/connection.ts';
import { withCrashes } from './crashes.ts';
import { wantsColour } from './colours.ts';
import { configurationDigest } from './configuration-digest.ts';
import { printDryRun } from './dry-run.ts';
import { printError } from './errors.ts';
import { catchInterruption, guardExit } from './interruption.ts';
import { operatorOf } from './operator.ts';
import { openTarget, type TargetSettings } from './open-target.ts';
import { ownChecks, ownStepsOf, resolved, takingPart } from './own-checks.ts';
import { packageVersion } from './package-version.ts';
import { progressFor } from './progress.ts';
import type { WantedFormat } from './report-options.ts';
import { tryPrintPdf } from './print-pdf.ts';
import { assertPlace, packageSigner, writePackage, type SigningSettings } from './write-package.ts';
import { protocolOptions } from './protocol-option.ts';
import { incomplete, problemLines, traceProblem } from './trace-problems.ts';

export interface RunSettings extends TargetSettings, SigningSettings {
  readonly tags?: string;
  readonly name?: readonly string[];
  readonly features?: string;
  readonly specs?: string;
  readonly steps?: string;
  readonly order: OrderWish;
  readonly shard?: Shard;
  readonly parallel?: number;
  readonly out: string;
  readonly package?: string;
  /** Default: what is written unless something else is asked for. */
  readonly format?: readonly WantedFormat[];
  /** Whether to mark failures for GitHub Actions; by itself only there. */
  readonly annotations?: boolean;
  readonly dryRun?: boolean;
  readonly failFast?: boolean;
  readonly repeat?: number;
  readonly quiet?: boolean;
}

/** `nopan-certify run`: target, scenarios, verdict, reports, exit code. */
export async function run(features: readonly string[], settings: RunSettings): Promise<void> {
  const startedAt = systemClock.now();
  assertForMock(settings);
  assertSigns(settings);
  const own = ownChecks(settings);
  const folders = resolved(own);
  const selection: Selection = {
    paths: features,
    tags: settings.tags ?? '',
    names: settings.name ?? [],
    ...(folders.features !== undefined && { ownFeatures: folders.features }),
    ...(settings.shard && { shard: settings.shard }),
  };
  const { seed } = settings;
  const order = settledOrder(settings.order, seed === undefined ? systemRandomness : seededRandomness(seed));
  const specification = loadSpecification(undefined, folders.specs);
  const { schemas } = specification;
  const catalogue = loadCatalogue(schemas, folders.specs);
  const plan = await loadPlan(selection);
  const mismatches = traceability({ catalogue, schemas, ownSpecs: folders.specs }, plan.written);
  if (settings.dryRun === true) {
    process.exitCode = await printDryRun({ ...settings, plan, own: folders, mismatches });
    return;
  }
  if (mismatches.length > 0) {
    process.stderr.write(`nopan-certify: requirements and scenarios do not fit together; nothing was sent\n`);
    process.stderr.write(problemLines(mismatches.map(traceProblem)));
    process.exitCode = incomplete;
    return;
  }

  const chromium = settings.format?.includes('pdf') ? findChromium(process.env) : undefined;
  const signer = await signerFor(settings);
  if (settings.target === 'sandbox') {
    const { assertSoundConfiguration } = await import('./examined-configuration.ts');
    await assertSoundConfiguration({ ...settings, ...folders }, process.stderr);
  }
  const target = await openTarget({ ...settings, ownSpecs: folders.specs ?? false });
  let exitCode: number;
  try {
    assertOneReceiver(settings, target);
    await checkSteps(own, plan);
    if (target.connection.kind === 'sandbox') {
      const { preflight } = await import('../conversation/preflight.ts');
      await preflight(target.connection, processRedactor);
    }
    const { settings: profile, protocol } = loadProtocol(protocolFile, schemas, target.connection.protocol);
    prepareFolder(settings.out);
    const repeatOptions = optionsOf(settings);
    exitCode = await certify({
      ...settings,
      ...(signer && { signer }),
      ...(chromium !== undefined && { chromium }),
      opened: target,
      selection,
      own,
      order,
      repeatOptions,
      plan,
      workingDirectory: folderInRepository(),
      catalogue,
      universe: universeOf({ ...specification, protocol, schemasDir }),
      profile,
      configurationDigest: await configurationDigest(settings, profile),
      operator: operatorOf(),
      startedAt,
    });
  } finally {
    await target.close();
  }
  // Whatever step files left behind, timers or exit listeners, has no say in what was concluded.
  process.removeAllListeners('exit');
  process.exit(exitCode);
}

interface Certification
  extends
    Omit<RunSettings, 'order'>,
    Pick<
      ResultInput,
      | 'selection'
      | 'own'
      | 'order'
      | 'repeatOptions'
      | 'plan'
      | 'catalogue'
      | 'universe'
      | 'configurationDigest'
      | 'operator'
      | 'startedAt'
      | 'workingDirectory'
    > {
  readonly opened: Target;
  readonly profile: ResultInput['settings'];
  readonly signer?: Signer;
  /** Prints the report, where that was asked for. */
  readonly chromium?: string;
}

/** Runs the scenarios and writes what came of it, also when that is cut short; gives the exit code. */
async function certify({
  opened: { connection },
  profile,
  out,
  package: file,
  signer,
  chromium,
  quiet = false,
  format = defaultFormats,
  annotations: marks = process.env['GITHUB_ACTIONS'] === 'true',
  ...options
}: Certification): Promise<number> {
  const interruption = catchInterruption();
  const progress = progressFor(quiet, options.plan.scenarios, process.stderr, options.repeat);
  const kinds = chromium === undefined ? format : [...new Set(['html' as const, ...format])];
  const messages = format.includes('messages') ? new MessageLog(processRedactor) : undefined;
  const { own = {}, plan, parallel, failFast, order } = options;
  const folders = resolved(own);
  const { recorder, done } = runPhases({
    scenarios: plan.scenarios,
    times: options.repeat ?? 1,
    ...ownStepsOf(folders, plan),
    ...(folders.specs !== undefined && { ownSpecs: folders.specs }),
    order,
    ...(parallel !== undefined && { parallel }),
    ...(failFast !== undefined && { failFast }),
    ...(messages && { messages }),
    redactor: processRedactor,
    connection,
    listener: progress,
    signal: interruption.signal,
  });

  const records = withCrashes(() => recorder);
  const reported = (interrupted: boolean): number => {
    progress.end();
    const version = packageVersion();
    const result = resultOf({
      ...options,
      own: takingPart(own, plan),
      out,
      version,
      connection,
      settings: profile,
      recorder: records(),
      interrupted,
      clock: systemClock,
    });
    const wanted = [...kinds.filter(isFormat), ...(file === undefined ? [] : (['json'] as const))];
    const written = [...new Set(wanted)];
    const paths = writeReports(result, out, { formats: written, ...(messages && { messages: messages.text }) });
    if (marks) process.stdout.write(annotations(result));
    process.stdout.write(terminalSummary(result, { ...paths, colour: wantsColour(process.stdout), quiet }));
    if (chromium !== undefined && paths.html !== undefined) {
      tryPrintPdf({ chromium, folder: out, html: paths.html }, process.stdout, process.stderr);
    }
    if (file !== undefined && signer) {
      const { specs, steps } = resolved(takingPart(own, plan));
      const packed = { ...(specs !== undefined && { specs }), ...(steps !== undefined && { steps }) };
      writePackage(result, { reports: out, written, file, signer, ...packed });
    }
    return result.exitCode;
  };
  let concluded: number | undefined;
  const conclude = (interrupted: boolean): number => {
    if (concluded !== undefined) return concluded;
    try {
      concluded = reported(interrupted);
    } catch (error) {
      // Told once, and not again when the process ends.
      concluded = printError(error, process.stderr);
    }
    return concluded;
  };

  guardExit(() => conclude(true));
  await done;
  const exitCode = conclude(interruption.signal.aborted);
  // Cucumber cannot be stopped: what it still has under way ends with the process, and nothing waits for it.
  if (interruption.signal.aborted) process.exit(exitCode);
  interruption.release();
  return exitCode;
}

/**
 * Loads step files of the user's own in a process of their own, and looks for the steps of their features there.
 *
 * @throws ERR_STEPS when one cannot be loaded
 */
async function checkSteps(own: OwnChecks, plan: Plan): Promise<void> {
  const { own: steps } = ownStepsOf(resolved(own), plan);
  if (steps === undefined) return;
  const scenarios = plan.scenarios.filter((scenario) => scenario.own === true);
  const { signal } = new AbortController();
  const listener = { started() {}, finished() {} };
  await checkOwnScenarios({ ...steps, scenarios, records: new Together(0), listener, signal });
  if (takingPart(own, plan).steps !== undefined) return;
  const text = `no feature of your own is selected, so nothing runs with the step files in ${own.steps ?? ''}`;
  process.stderr.write(`${visibleLine(`nopan-certify: warning: ${text}`)}\n`);
}

/** @throws ERR_USAGE when several processes would wait for webhooks at the same address */
function assertOneReceiver({ parallel = 0 }: RunSettings, { connection: { webhooks } }: Target): void {
  if (webhooks === undefined || parallel < 2) return;
  throw new CertifyError('ERR_USAGE', 'Webhooks arrive at one address, where only one process can listen', {
    where: `--parallel ${parallel}`,
    expected: 'one process, since the configuration names webhooks.listen',
    advice: 'Leave --parallel out.',
  });
}

/** @throws ERR_USAGE when something else than the embedded mock is to be broken, or to draw from a seed */
function assertForMock({ target, defect = [], seed }: RunSettings): void {
  if (target === 'mock') return;
  if (defect.length > 0)
    throw new CertifyError('ERR_USAGE', 'Only the embedded mock can be broken on purpose', {
      where: `--defect ${defect.join(' --defect ')}`,
      expected: `no --defect with --target ${target}`,
      advice: 'Leave --target out; a mock of your own is broken by its control API (docs/control-api.md).',
    });
  if (seed !== undefined)
    throw new CertifyError('ERR_USAGE', 'Only the embedded mock draws from a seed', {
      where: `--seed ${seed}`,
      expected: `no --seed with --target ${target}`,
      advice: 'Leave --target out; an order at random is repeated by --order random:SEED.',
    });
}

/** @throws ERR_USAGE when there is a key and nothing to sign */
function assertSigns({ key, package: file }: RunSettings): void {
  if (key === undefined || file !== undefined) return;
  throw new CertifyError('ERR_USAGE', '--key signs the package of the run, and none is asked for', {
    where: `--key ${key}`,
    expected: '--package FILE beside it',
    advice: 'Add --package FILE; the key that signs requests stands in the configuration.',
  });
}

/** Before anything is sent: whether the key can sign, and the package can be written. */
async function signerFor(settings: RunSettings): Promise<Signer | undefined> {
  if (settings.package === undefined) return undefined;
  assertPlace(settings.package);
  return packageSigner(settings);
}

/** The options that decide what a scenario runs against and with. */
function optionsOf({
  target,
  config,
  baseUrl,
  protocol = {},
  features,
  specs,
  steps,
  defect = [],
  seed,
}: RunSettings): string[] {
  const own = { '--features': typed(features), '--specs': typed(specs), '--steps': typed(steps) };
  const named = { '--config': config, '--base-url': baseUrl, ...own };
  const given = Object.entries(named).flatMap(([option, value]) => (value === undefined ? [] : [option, value]));
  const broken = defect.flatMap((id) => ['--defect', id]);
  const seeded = seed === undefined ? [] : ['--seed', seed];
  return [
    ...(target === 'mock' ? [] : ['--target', target]),
    ...given,
    ...protocolOptions(protocol),
    ...broken,
    ...seeded,
  ];
}

/** A folder as it can be typed in any checkout of the repository, where it is in one. */
const typed = (folder: string | undefined): string | undefined =>
  folder === undefined ? undefined : typedPath(folder);
