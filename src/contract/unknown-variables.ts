import type { JsonObject } from './json.ts';
import type { RequestSpec, RequestSpecs } from './request-spec.ts';
import { nearest } from './suggestion.ts';
import { fill } from './template.ts';
import type { Workflow, Workflows } from './workflow.ts';

/** A variable that nothing can ever set. */
export interface UnknownVariable {
  readonly name: string;
  /** `file:line:column` */
  readonly where: string;
  /** The known name that was probably meant. */
  readonly likely?: string;
}

interface Specs {
  readonly requests: RequestSpecs;
  readonly workflows: Workflows;
}

/**
 * The variables in specs that nothing sets: neither the session, nor a response, nor a parameter of a workflow.
 *
 * @param known names that a session sets by itself
 * @param isOwn whether a file is one of those to look through
 */
export function unknownVariables(
  { requests, workflows }: Specs,
  known: readonly string[],
  isOwn: (file: string) => boolean,
): UnknownVariable[] {
  const specs = requests.ids.map((id) => requests.get(id));
  const states = workflows.ids.map((id) => workflows.get(id));
  const names = new Set([...known, ...specs.flatMap(capturedBy), ...states.flatMap(parametersOf)]);
  const used = [
    ...specs.filter(({ file }) => isOwn(file)).flatMap(usedByRequest),
    ...states.filter(({ file }) => isOwn(file)).flatMap(usedByWorkflow),
  ];
  const unknown = used.filter(({ name }) => !names.has(name));
  const once = new Map(unknown.map((use) => [`${use.name} ${use.where()}`, use]));
  return [...once.values()].map(({ name, where }) => {
    const likely = nearest(
      name,
      [...names].filter((other) => name.startsWith('protocol.') || !other.startsWith('protocol.')),
    );
    return { name, where: where(), ...(likely !== undefined && { likely }) };
  });
}

const capturedBy = ({ value: { responses } }: RequestSpec): string[] =>
  Object.values(responses).flatMap(({ capture = {} }) => Object.keys(capture));

const parametersOf = ({ parameters }: Workflow): string[] => Object.keys(parameters);

interface Use {
  readonly name: string;
  readonly where: () => string;
}

function usedByRequest({ value: { request, variants = {} }, at }: RequestSpec): Use[] {
  const parts = {
    request,
    variants: Object.fromEntries(Object.entries(variants).map(([id, { merge }]) => [id, { merge }])),
  };
  return usedIn(parts as unknown as JsonObject, at);
}

const usedByWorkflow = ({ parameters, calls, parameterPlace }: Workflow): Use[] => [
  ...usedIn(parameters, parameterPlace),
  ...calls.flatMap((call) => usedIn(call.with ?? {}, call.overridePlace)),
];

function usedIn(template: JsonObject, at: (pointer: string) => string): Use[] {
  const uses: Use[] = [];
  fill(template, (name, pointer) => {
    uses.push({ name, where: () => at(pointer) });
    return name;
  });
  return uses;
}
