import { departures } from '../contract/expectation.ts';
import type { JsonObject } from '../contract/json.ts';
import type { Workflow, WorkflowCall, Workflows } from '../contract/workflow.ts';
import { CertifyError } from '../errors.ts';
import { expectAccepted, told } from './answer.ts';
import type { CallOptions } from './conversation.ts';
import { poll } from './polling.ts';
import type { Turn } from './turn.ts';

export interface WorkflowOptions {
  readonly call: (name: string, options: CallOptions) => Promise<Turn>;
  /** Values of the workflow's parameters. */
  readonly parameters: JsonObject;
}

/** The workflow of that title. @throws ERR_FEATURE when there is none */
export function workflowCalled(title: string, workflows: Workflows): Workflow {
  const all = workflows.ids.map((id) => workflows.get(id));
  const found = all.find((workflow) => workflow.title === title);
  if (found !== undefined) return found;
  throw new CertifyError('ERR_FEATURE', `There is no workflow that leads to "${title}"`, {
    expected: `one of ${all.map((known) => known.title).join(', ')}`,
    advice: 'Use one of these titles, or add the workflow to specs/workflows.',
  });
}

/**
 * Makes a workflow's calls one after the other, each of which must succeed.
 *
 * @throws ERR_TIMEOUT when a poll's deadline passes; what expectAccepted throws; ERR_ASSERTION when an answer says something else
 */
export async function runWorkflow(workflow: Workflow, options: WorkflowOptions): Promise<void> {
  for (const step of workflow.calls) {
    const turn = step.poll === undefined ? await callOnce(step, options) : await callUntil(step, step.poll, options);
    const { json } = expectAccepted(turn);
    const [violation] = departures(step.expect ?? {}, json);
    if (violation === undefined) continue;
    throw new CertifyError(
      'ERR_ASSERTION',
      `${workflow.title} was not reached: ${violation.pointer} ${violation.message}`,
      {
        where: step.where,
        expected: violation.expected ?? violation.message,
        actual: violation.actual ?? 'something else',
      },
    );
  }
}

function callOnce(
  { call: id, variant, with: overrides, overridePlace }: WorkflowCall,
  { call, parameters }: WorkflowOptions,
): Promise<Turn> {
  return call(variant === undefined ? id : `${id}#${variant}`, {
    parameters,
    ...(overrides !== undefined && { overrides, overridePlace }),
  });
}

function callUntil(
  step: WorkflowCall,
  until: NonNullable<WorkflowCall['poll']>,
  options: WorkflowOptions,
): Promise<Turn> {
  return poll({
    what: `${step.call} says ${JSON.stringify(until.until)}`,
    attempt: () => callOnce(step, options),
    done: (turn) =>
      isRefusal(turn) || isOver(turn) || departures(until.until, turn.exchanged.response?.json).length === 0,
    describe: ({ exchanged: { response, failure } }) =>
      response === undefined ? (failure?.message ?? 'no answer') : told(response),
    deadlineMs: until.seconds * 1000,
    excused: ({ exchanged: { paused = 0 } }) => paused * 1000,
  });
}

/** Whether repeating is useless: an error stays one, except for too many requests (429). */
function isRefusal({ exchanged: { response } }: Turn): boolean {
  return response !== undefined && response.status >= 400 && response.status < 500 && response.status !== 429;
}

/** Whether the last response was not from the API, in spite of retries. */
function isOver({ exchanged: { response, failure } }: Turn): boolean {
  return response !== undefined && failure?.blame === 'environment';
}
