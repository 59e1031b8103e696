import type { Coverage, Covered, Result } from '../contract/types/result.ts';
import { coverageOf } from './coverage.ts';
import { observableSettings, type Universe } from './universe.ts';

/** What a coverage says that was met and how often, as the evidence of its result gives it. What was known besides is taken as it is. */
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

/** Names alone: what is known of each decides only on what was not met. */
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
