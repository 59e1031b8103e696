import { reasonOf, stateOf, type State } from '../certification/outcome.ts';
import type { Failure, RequirementResult, Result, ScenarioResult } from '../contract/types/result.ts';
import { oneLine, shortened, withoutControls } from './text.ts';

/** Something that a reviewer of code has to see, at its place: a scenario that did not pass, or a requirement that was not shown. */
export interface Finding {
  readonly severity: Severity;
  /** Ids of the requirements that it is about, or the code of a failure that is about none. */
  readonly rules: readonly [string, ...string[]];
  /** On one line. */
  readonly title: string;
  readonly message: string;
  readonly uri: string;
  readonly line: number;
}

export type Severity = 'error' | 'warning' | 'note';

/** How weighty a scenario's state is; of one that was not run its requirement tells. */
const scenarioSeverities: Partial<Record<State, Severity>> = {
  FAILED: 'error',
  FLAKY: 'error',
  WARNING: 'warning',
  REVIEW: 'warning',
  INTERRUPTED: 'warning',
};

/** How weighty it is that a mandatory requirement was not shown. */
const requirementSeverities: Partial<Record<State, Severity>> = {
  NOT_RUN: 'warning',
  INTERRUPTED: 'warning',
  REVIEW: 'note',
  SKIPPED: 'note',
};

/** Where a requirement stands that no scenario shows. */
const catalogue = 'specs/requirements.yaml';

/** What did not pass and what was not shown, in the order of scenarios and then of requirements. */
export function findingsOf({ scenarios, requirements }: Pick<Result, 'scenarios' | 'requirements'>): Finding[] {
  const told = scenarios.flatMap(scenarioFinding);
  const known = new Set(told.flatMap(({ rules }) => rules));
  const byId = new Map(scenarios.map((scenario) => [scenario.id, scenario]));
  return [...told, ...requirements.filter(({ id }) => !known.has(id)).flatMap((each) => notShown(each, byId))];
}

function scenarioFinding(scenario: ScenarioResult): Finding[] {
  const { name, outcome, failure, requirements, uri, line } = scenario;
  const state = stateOf(outcome);
  const severity = scenarioSeverities[state];
  if (severity === undefined) return [];
  const said = failure === undefined ? (reasonOf(outcome) ?? state) : failureText(failure);
  const message = state === 'FLAKY' ? `Flaky: ${reasonOf(outcome) ?? said}` : said;
  const [first = failure?.code ?? state, ...others] = requirements.map(onLine);
  return [{ severity, rules: [first, ...others], title: onLine(name), message: withoutControls(message), uri, line }];
}

function notShown(requirement: RequirementResult, scenarios: ReadonlyMap<string, ScenarioResult>): Finding[] {
  const { id, title, level, outcome, attestation, scenarios: own } = requirement;
  const state = stateOf(outcome);
  const severity = requirementSeverities[state];
  if (severity === undefined || attestation !== undefined) return [];
  const { uri, line } = scenarios.get(own[0] ?? '') ?? { uri: catalogue, line: 1 };
  const why = reasonOf(outcome) ?? 'its scenarios were not run to their end';
  const message = withoutControls(`${level} requirement ${id} was not shown: ${why}`);
  return [
    { severity: level === 'MUST' ? severity : 'note', rules: [onLine(id)], title: onLine(title), message, uri, line },
  ];
}

/** Everything that helps with a failure, a line each. */
export function failureText({ message, step, where, expected, actual, advice, repeat }: Failure): string {
  const details = Object.entries({ step, where, expected, actual, do: advice, repeat });
  return [message, ...details.flatMap(([name, value]) => (value === undefined ? [] : `${name}: ${value}`))]
    .map((text) => shortened(text, longest))
    .join('\n');
}

const longest = 2000;

const onLine = (text: string): string => shortened(oneLine(withoutControls(text)), 300);
