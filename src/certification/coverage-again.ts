import type { Coverage, Covered, Result } from '../contract/types/result.ts';
import { coverageOf } from './coverage.ts';
import { observableSettings, type Universe } from './universe.ts';

/** Counts again what the evidence of a result covers. The list of everything that could be covered is taken from the result. */
export function coverageAgain({ scenarios, coverage }: Pick<Result, 'scenarios' | 'coverage'>): Coverage {
  const derived = coverageOf(scenarios, universeOf(coverage));
  return {
    operations: coverage.operations.map((each) => metAgain(each, derived.operations)),
    values: coverage.values.map((each) => metAgain(each, derived.values)),
  };
}

function metAgain(covered: Covered, derived: readonly Covered[]): Covered {
  const seen = derived.find(({ name }) => name === covered.name)?.seen ?? [];
  const met = new Set(seen.map(({ value }) => value));
  const unseen = covered.unseen.filter((value) => !met.has(value));
  return { name: covered.name, seen, unseen, ...(covered.known !== undefined && { known: covered.known }) };
}

/** Names without values: values matter only for what was not covered. */
function universeOf({ operations, values }: Coverage): Universe {
  const settings = values
    .map(({ name }) => name)
    .filter((name) => (observableSettings as readonly string[]).includes(name));
  return {
    operations: Object.fromEntries(operations.map(({ name }) => [name, []])),
    ...{ statuses: [], reasonCodes: [], webhookTypes: [], providers: [] },
    settings: Object.fromEntries(settings.map((name) => [name, []])),
  };
}
