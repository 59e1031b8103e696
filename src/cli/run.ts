import type { MetTarget } from '../certification/identity.ts';
import type { OwnChecks } from '../certification/own-checks.ts';
import { requirementIds } from '../certification/tags.ts';
import { universeOf } from '../certification/universe.ts';
import { loadCatalogue } from '../contract/catalogue.ts';
import { systemClock } from '../clock.ts';
import { seededRandomness, systemRandomness } from '../randomness.ts';
import { protocolFile, schemasDir } from '../contract/locations.ts';
import { loadProtocol } from '../contract/protocol.ts';
import { neededBy } from '../conversation/ability.ts';
import { loadSpecification } from '../conversation/specification.ts';
import type { Failure, Options } from '../contract/types/result.ts';
import { CertifyError } from '../errors.ts';
import { processRedactor } from '../evidence/process-redactor.ts';
import { annotations } from '../report/annotations.ts';
import { defaultFormats, isFormat, type Format } from '../report/formats.ts';
import { findChromium } from '../report/pdf.ts';
import { terminalSummary } from '../report/terminal.ts';
import { visibleLine } from '../report/text.ts';
import { beginReports, writeReports } from '../report/write.ts';
import { MessageLog } from '../runner/messages.ts';
import { settledOrder, type OrderWish } from '../runner/order.ts';
import { loadPlan, type Plan } from '../runner/plan.ts';
import { resultOf, type ResultInput } from '../runner/result.ts';
import { checkOwnScenarios } from '../runner/own/phase.ts';
import { runPhases } from '../runner/phases.ts';
import { Together } from '../runner/records.ts';
import { folderInRepository } from '../runner/repository.ts';
import type { Selection } from '../runner/selection.ts';
import type { Shard } from '../runner/shard.ts';
import { traceability } from '../runner/traceability.ts';
import type { Signer } from '../package/signer.ts';
import type { Target } from '../target/connection.ts';
import { interferenceOf } from '../target/interference.ts';
import { targetFault, unstarted } from './target-fault.ts';
import { withCrashes } from './crashes.ts';
import { screen } from './colours.ts';
import { commonConfigurationDigest, configurationDigest } from './configuration-digest.ts';
import { printDryRun } from './dry-run.ts';
import { printError } from './errors.ts';
import { catchInterruption, guardExit } from './interruption.ts';
import { contentInputs } from './inputs.ts';
import { operatorOf } from './operator.ts';
import { openTarget, type TargetSettings } from './open-target.ts';
import { ownChecks, ownStepsOf, resolved, takingPart, typed } from './own-checks.ts';
import { packageVersion } from './package-version.ts';
import { programOptions } from './program-name.ts';
import { progressFor } from './progress.ts';
import type { WantedFormat } from './report-options.ts';
import { tryPrintPdf } from './print-pdf.ts';
import {
  assertPlace,
  packageSigner,
  removeEarlierPackage,
  writePackage,
  type SigningSettings,
} from './write-package.ts';
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
  /** Whether to run all that is selected, however many scenarios fail in the same precondition. */
  readonly keepGoing?: boolean;
  /** Of the integration that is certified. */
  readonly subjectVersion?: string;
  readonly subjectCommit?: string;
  readonly repeat?: number;
  readonly quiet?: boolean;
}

/** `nopan-certify run`: target, scenarios, verdict, reports, exit code. */
export async function run(features: readonly string[], settings: RunSettings): Promise<void> {
  const startedAt = systemClock.now();
  assertForMock(settings);
  assertSigns(settings);
  const own = typed(ownChecks(settings));
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
  let target = await openTarget({ ...settings, ownSpecs: folders.specs ?? false });
  let exitCode: number;
  let met: readonly MetTarget[] = [];
  let fault: Failure | undefined;
  try {
    assertOneReceiver(settings, target);
    await checkSteps(own, plan);
    if (target.connection.kind === 'sandbox') {
      const { preflight } = await import('../conversation/preflight.ts');
      fault = await targetFault(async () => {
        const needs = neededBy(plan.scenarios.flatMap(({ tags }) => tags));
        const { connection, peers } = await preflight(target.connection, needs, processRedactor);
        target = { ...target, connection };
        met = [{ peers, interference: interferenceOf({ environment: process.env, execArgv: process.execArgv }) }];
      });
    }
    const { settings: profile, protocol } = loadProtocol(protocolFile, schemas, target.connection.protocol);
    const uris = plan.written.map(({ uri }) => uri);
    const inputs = {
      ...contentInputs(takingPart(folders, plan), uris),
      configuration: await commonConfigurationDigest(settings),
    };
    const digest = await configurationDigest(settings, profile);
    const marker = beginReports(settings.out, {
      kinds: kindsOf(settings),
      startedAt: new Date(startedAt).toISOString(),
    });
    if (settings.package !== undefined) removeEarlierPackage(settings.package);
    exitCode = await certify({
      ...settings,
      ...(signer && { signer }),
      ...(fault && { fault }),
      ...(chromium !== undefined && { chromium }),
      opened: target,
      selection,
      own,
      order,
      ...{ marker, inputs, options: optionsOf(settings) },
      plan,
      workingDirectory: folderInRepository(),
      catalogue,
      universe: universeOf({ ...specification, protocol, schemasDir }),
      profile,
      configurationDigest: digest,
      operator: operatorOf(),
      met,
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
      | 'inputs'
      | 'options'
      | 'plan'
      | 'catalogue'
      | 'universe'
      | 'configurationDigest'
      | 'operator'
      | 'met'
      | 'startedAt'
      | 'workingDirectory'
    > {
  readonly opened: Target;
  readonly profile: ResultInput['settings'];
  readonly signer?: Signer;
  /** The id of the marker in the folder of the reports. */
  readonly marker: string;
  /** Why no scenario is started. */
  readonly fault?: Failure;
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
  marker,
  fault,
  chromium,
  quiet = false,
  annotations: marks = process.env['GITHUB_ACTIONS'] === 'true',
  ...options
}: Certification): Promise<number> {
  const interruption = catchInterruption();
  const progress = progressFor(quiet, options.plan.scenarios, process.stderr, {
    ...(options.repeat !== undefined && { repeat: options.repeat }),
    optional: optionalScenarios(options.plan.scenarios, options.catalogue),
  });
  const written = kindsOf({ ...options, ...(file !== undefined && { package: file }) });
  const messages = written.includes('messages') ? new MessageLog(processRedactor) : undefined;
  const { own = {}, plan, parallel, failFast, keepGoing, order } = options;
  const folders = resolved(own);
  const start = () =>
    runPhases({
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
      ...(keepGoing !== undefined && { keepGoing }),
      listener: progress,
      signal: interruption.signal,
    });
  const { recorder, done } = fault === undefined ? start() : unstarted(fault);

  const records = withCrashes(() => recorder);
  const reported = (interrupted: boolean): number => {
    progress.end();
    const version = packageVersion();
    const result = resultOf({
      ...options,
      own: takingPart(own, plan),
      version,
      connection,
      settings: profile,
      recorder: records(),
      interrupted,
      ...integrationOf(options),
      clock: systemClock,
    });
    const paths = writeReports(result, out, { formats: written, marker, ...(messages && { messages: messages.text }) });
    if (marks) process.stdout.write(annotations(result));
    process.stdout.write(terminalSummary(result, { ...paths, ...screen(process.stdout), quiet }));
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

/** Ids of the scenarios that are about requirements of which none is a MUST. */
function optionalScenarios(scenarios: Plan['scenarios'], catalogue: ResultInput['catalogue']): Set<string> {
  const mandatory = new Set(catalogue.filter(({ level }) => level === 'MUST').map(({ id }) => id));
  const isOptional = (ids: readonly string[]): boolean => ids.length > 0 && !ids.some((id) => mandatory.has(id));
  return new Set(scenarios.filter(({ tags }) => isOptional(requirementIds(tags))).map(({ id }) => id));
}

function integrationOf({
  subjectVersion: version,
  subjectCommit: commit,
}: Pick<RunSettings, 'subjectVersion' | 'subjectCommit'>): Pick<ResultInput, 'integration'> {
  const named = { ...(version !== undefined && { version }), ...(commit !== undefined && { commit }) };
  return Object.keys(named).length === 0 ? {} : { integration: named };
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

/** The reports that are written: a PDF is printed from the page, and a package holds the result. */
function kindsOf({ format = defaultFormats, package: file }: Pick<RunSettings, 'format' | 'package'>): Format[] {
  const page = format.includes('pdf') ? (['html'] as const) : [];
  const packed = file === undefined ? [] : (['json'] as const);
  return [...new Set([...page, ...format.filter(isFormat), ...packed])];
}

/** What replay needs to know of the command line, as data. */
const optionsOf = ({ config, baseUrl, protocol, out }: RunSettings): Options => ({
  ...(config !== undefined && { config }),
  ...(baseUrl !== undefined && { baseUrl }),
  ...(protocol !== undefined && { protocol: { ...protocol } }),
  out,
  ...programOptions(),
});
