import type { ExpectedValues } from './expectation.ts';
import type { JsonObject } from './json.ts';
import type { RequestSpecs } from './request-spec.ts';
import { pointerTokens } from './pointer.ts';
import type { Schemas } from './schemas.ts';
import { loadSpecFolder, twice, type Folders, type SpecFolder } from './spec-folder.ts';
import { fill } from './template.ts';
import type { Step, WorkflowDocument } from './types/workflow.ts';
import { resolver, type Variables } from './variables.ts';
import { checkCalls, circularWorkflow, unknownName, type WorkflowFile } from './workflow-checks.ts';

/** Repeats a call until its answer has the values. It waits and asserts nothing: whether that was in time is told apart. */
export interface Poll {
  readonly until: ExpectedValues;
  /** The deadline, from the first call. */
  readonly seconds: number;
}

/** One call of a workflow. Its answer must be a success (2xx) and, unless it is polled, have the expected values. */
export interface WorkflowCall {
  /** The request spec's id. */
  readonly call: string;
  readonly variant?: string;
  /** Merge patch on the request's body. */
  readonly with?: JsonObject;
  readonly expect?: ExpectedValues;
  readonly poll?: Poll;
  /** `file:line:column` of the step. */
  readonly where: string;
  /** `file:line:column` of a value in `with`, by its JSON Pointer. */
  readonly overridePlace: (pointer: string) => string;
}

/** A chain of calls that leads to a state, with the steps of the workflows it names in their place. */
export interface Workflow {
  readonly id: string;
  /** What it leads to, to be read in a sentence: `an approved payment`. */
  readonly title: string;
  readonly summary: string;
  /** Variables with their defaults; those of included workflows are among them. */
  readonly parameters: JsonObject;
  readonly calls: readonly WorkflowCall[];
  readonly file: string;
  /** `file:line:column` of a parameter's default, by its JSON Pointer. */
  readonly parameterPlace: (pointer: string) => string;
}

export type Workflows = SpecFolder<Workflow>;

/**
 * Reads all workflows of the folders.
 * @throws {CertifyError} ERR_SPEC with `file:line:column` when a workflow does not fit its schema, its id is not its file's
 *   name, its title is that of another, it names a call, variant or workflow that does not exist, or it includes itself.
 */
export function loadWorkflows(folders: Folders, schemas: Schemas, specs: RequestSpecs): Workflows {
  const files = loadSpecFolder<WorkflowDocument, WorkflowFile>(
    folders,
    schemas,
    'workflow.schema',
    'workflow',
    (file) => file,
  );
  for (const id of files.ids) checkCalls(files.get(id), specs);
  checkTitles(files);
  const workflows = new Map(files.ids.map((id) => [id, assembled(files.get(id), files, [])]));
  return {
    ids: files.ids,
    has: files.has,
    get: (id) => workflows.get(id) ?? assembled(files.get(id), files, []),
  };
}

/** A title is how features name a workflow. */
function checkTitles(files: SpecFolder<WorkflowFile>): void {
  const byTitle = new Map<string, WorkflowFile>();
  for (const file of files.ids.map((id) => files.get(id))) {
    const { title } = file.value;
    const first = byTitle.get(title);
    if (first !== undefined) throw twice('workflow', title, file.at('/title'), first.at('/title'));
    byTitle.set(title, file);
  }
}

/** The workflow's parameters: those given, and the defaults of the others with their variables filled in, once. */
export function parametersOf(workflow: Workflow, given: JsonObject, variables: Variables): JsonObject {
  const value = resolver(variables);
  const defaults = Object.fromEntries(
    Object.entries(workflow.parameters).filter(([name]) => !Object.hasOwn(given, name)),
  );
  const filled = fill(defaults, (name, pointer) => value(name, () => workflow.parameterPlace(pointer)));
  return { ...(filled as JsonObject), ...given };
}

function assembled(file: WorkflowFile, files: SpecFolder<WorkflowFile>, outer: readonly string[]): Workflow {
  const { id, title, summary, parameters, steps } = file.value;
  const parts = steps.map((step, index) => part(step, index, file, files, [...outer, id]));
  const placeOf = (pointer: string): string => {
    const name = pointerTokens(pointer)[0] ?? '';
    const included = parts.findLast(({ parameters: theirs }) => Object.hasOwn(theirs, name));
    return Object.hasOwn(parameters ?? {}, name) || included === undefined
      ? file.at(`/parameters${pointer}`)
      : included.parameterPlace(pointer);
  };
  return {
    id,
    title,
    summary,
    file: file.file,
    parameterPlace: placeOf,
    parameters: Object.assign({}, ...parts.map((inner) => inner.parameters), parameters) as JsonObject,
    calls: parts.flatMap((inner) => inner.calls),
  };
}

type Part = Pick<Workflow, 'parameters' | 'calls' | 'parameterPlace'>;

function part(
  step: Step,
  index: number,
  file: WorkflowFile,
  files: SpecFolder<WorkflowFile>,
  outer: readonly string[],
): Part {
  const pointer = `/steps/${String(index)}`;
  if (step.workflow === undefined)
    return { parameters: {}, calls: [callOf(step, (inner) => file.at(pointer + inner))], parameterPlace: () => '' };
  if (!files.has(step.workflow)) throw unknownName(file, `${pointer}/workflow`, 'workflow', step.workflow, files.ids);
  if (outer.includes(step.workflow)) throw circularWorkflow(file, `${pointer}/workflow`, [...outer, step.workflow]);
  return assembled(files.get(step.workflow), files, outer);
}

const callOf = (step: Step, at: (pointer: string) => string): WorkflowCall =>
  ({
    ...step,
    get where() {
      return at('');
    },
    overridePlace: (pointer: string) => at(`/with${pointer}`),
  }) as WorkflowCall;
