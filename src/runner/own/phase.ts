import type { Failure } from '../../contract/types/result.ts';
import { placeText, thrownAt } from '../../evidence/code-place.ts';
import { processRedactor } from '../../evidence/process-redactor.ts';
import { Recorder, type Envelope } from '../recorder.ts';
import { filesOf, type RunOptions } from '../run.ts';
import type { Together } from '../records.ts';
import { ofStepFiles } from './blame.ts';
import { MessageJudge } from './judge.ts';
import { featureName } from '../feature-name.ts';
import { assertLoaded, problemOf } from './loading.ts';
import type { OwnReport, RunOrder } from './order.ts';
import { runOwnProcess, type Ending, type Limits } from './process.ts';
import { connectionForOwn } from './connection.ts';

/** The user's step files, with which their scenarios run. */
export interface OwnSteps {
  /** By absolute path. */
  readonly files: readonly string[];
  /** Cucumber's messages from reading the features in this process. */
  readonly read: readonly Envelope[];
  /** The environment of their process. */
  readonly environment: NodeJS.ProcessEnv;
}

export interface OwnPhase extends RunOptions, OwnSteps {
  readonly times: number;
  readonly records: Together;
  readonly limits?: Partial<Limits>;
}

/** Runs the user's scenarios with their step files in another process, and judges its reports. Never rejects. */
export async function runOwnScenarios(phase: OwnPhase): Promise<void> {
  const ending = await observed(phase);
  const fault = faultOf(ending);
  // The failure of a hook says more than the end of the process.
  const told = ending.kind === 'stopped' && phase.records.faults.length > 0;
  if (fault !== undefined && !told) phase.records.addFault(fault);
}

/**
 * The same without a connection: loads step files and looks up steps, but sends nothing.
 *
 * @throws ERR_STEPS when a step file cannot be loaded, or the process does not come to its end
 */
export async function checkOwnScenarios(phase: Omit<OwnPhase, 'connection' | 'times'>): Promise<void> {
  const { files } = phase;
  let loading: string | undefined;
  const ending = await observed({ ...phase, times: 1 }, (report) => {
    if (report.type === 'loading') loading = files.find((file) => file === report.file);
    if (report.type === 'loaded') loading = undefined;
  });
  assertLoaded(files, loading, ending);
}

function faultOf(ending: Ending): Failure | undefined {
  const problem = problemOf(ending);
  const place = ending.kind === 'stopped' ? thrownAt(ending.error.stack) : undefined;
  return problem === undefined
    ? undefined
    : {
        ...ofStepFiles.outside,
        message: `The process with your step files ${problem}`,
        ...(place && { where: placeText(place) }),
      };
}

function observed(phase: OwnPhase, notice: (report: OwnReport) => void = () => undefined): Promise<Ending> {
  const { read, scenarios, records, messages } = phase;
  const features = filesOf(scenarios);
  const known = ofFeatures(phase);
  let recorder: Recorder | undefined;
  let judge: MessageJudge | undefined;
  let begun = 0;
  const begin = (): void => {
    begun += 1;
    if (begun > phase.times) throw new Error('the beginning of a run more often than was asked for');
    recorder = new Recorder(phase.listener, phase.failFast, phase.redactor ?? processRedactor, ofStepFiles);
    judge = new MessageJudge(scenarios, read);
    records.add(recorder);
    for (const envelope of known) recorder.onMessage(envelope);
  };
  const onReport = (report: OwnReport): void => {
    notice(report);
    if (report.type === 'begin') begin();
    if (report.type !== 'envelope') return;
    const accepted = judge?.accept(report.envelope);
    if (accepted === undefined) return;
    recorder?.onMessage(accepted);
    messages?.add(accepted);
    if (accepted.meta) for (const envelope of known) messages?.add(envelope);
  };
  return runOwnProcess({
    order: orderOf(phase, features),
    onReport,
    environment: phase.environment,
    signal: phase.signal,
    ...(phase.limits && { limits: phase.limits }),
  });
}

/** The messages with sources, syntax trees and pickles of the features of these scenarios. */
function ofFeatures({ scenarios, read }: Pick<OwnPhase, 'scenarios' | 'read'>): Envelope[] {
  const uris = new Set(scenarios.map(({ uri }) => uri));
  return read.filter(({ source, gherkinDocument, pickle }) =>
    uris.has(featureName(source?.uri ?? gherkinDocument?.uri ?? pickle?.uri ?? '')),
  );
}

function orderOf(phase: OwnPhase, features: readonly string[]): RunOrder {
  const { files, scenarios, order = 'defined', times, parallel = 0, failFast = false, connection, ownSpecs } = phase;
  return {
    task: 'run',
    features,
    steps: files,
    ids: scenarios.map(({ id }) => id),
    order,
    repeat: times,
    parallel,
    failFast,
    ...(connection && { connection: connectionForOwn(connection) }),
    ...(ownSpecs !== undefined && { ownSpecs }),
  };
}
