import { reasonOf, stateOf, type State } from '../certification/outcome.ts';
import type { Failure, RequirementResult, Result, ScenarioResult } from '../contract/types/result.ts';
import { isOutside, repositoryPath } from './repository-path.ts';
import { oneLine, shortened, withoutControls } from './text.ts';
import { isBroken, waiverLine, waiverViews, type WaiverView } from './waivers.ts';

/** Something that a reviewer of code has to see, at its place: a scenario that did not pass, or a requirement that was not shown. */
export interface Finding {
  readonly severity: Severity;
  /** Ids of the requirements that it is about, or the code of a failure that is about none. */
  readonly rules: readonly [string, ...string[]];
  /** On one line. */
  readonly title: string;
  readonly message: string;
  /** Relative to the root of the repository; absolute only outside of it. */
  readonly uri: string;
  readonly line: number;
  /** The waivers that keep it from deciding on the verdict: who answers for it, and why. */
  readonly waived?: string;
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

/** A note, since no CI system can mark such a file. */
const outside = 'The feature is outside of the repository';

/** Where a requirement stands that no scenario shows. */
const catalogue = 'specs/requirements.yaml';

/** What did not pass and what was not shown, in the order of scenarios and then of requirements. */
export function findingsOf(
  result: Pick<Result, 'scenarios' | 'requirements' | 'workingDirectory' | 'basis'>,
): Finding[] {
  const { requirements } = result;
  const scenarios = result.scenarios.map((scenario) => ({ ...scenario, uri: repositoryPath(scenario, result) }));
  const waivers = waiverViews(requirements);
  const told = scenarios.flatMap((scenario) => scenarioFinding(scenario, waivers));
  const known = new Set(told.flatMap(({ rules }) => rules));
  const place = placeIn(scenarios, catalogueOf(result));
  return [
    ...told,
    ...requirements.filter(({ id }) => !known.has(id)).flatMap((each) => notShown(each, place(each), waivers)),
    ...requirements.flatMap((each) => brokenWaiver(each, place(each), waivers)),
  ];
}

type Place = Pick<Finding, 'uri' | 'line'>;

/** The file of a requirement: built in, or in the user's specs. */
const catalogueOf =
  (result: Pick<Result, 'workingDirectory' | 'basis'>) =>
  ({ own }: RequirementResult): string =>
    own === true
      ? repositoryPath({ uri: `${result.basis?.own?.specs ?? 'specs'}/requirements.yaml`, own }, result)
      : catalogue;

/** Where a requirement is shown, or stands. */
function placeIn(
  scenarios: readonly ScenarioResult[],
  catalogueOf: (requirement: RequirementResult) => string,
): (requirement: RequirementResult) => Place {
  const byId = new Map(scenarios.map(({ id, uri, line }) => [id, { uri, line }]));
  return (requirement) => byId.get(requirement.scenarios[0] ?? '') ?? { uri: catalogueOf(requirement), line: 1 };
}

/** Who answers for these requirements; nothing unless somebody does. */
function excuse(ids: readonly string[], waivers: readonly WaiverView[]): Pick<Finding, 'waived'> {
  const applied = waivers.filter(({ id, standing }) => standing === 'APPLIED' && ids.includes(id));
  return applied.length === 0 ? {} : { waived: onLine(applied.map(waiverLine).join('; ')) };
}

function scenarioFinding(scenario: ScenarioResult, waivers: readonly WaiverView[]): Finding[] {
  const { name, outcome, failure, requirements, uri, line, waivedBy = [] } = scenario;
  const state = stateOf(outcome);
  const severity = scenarioSeverities[state];
  if (severity === undefined) return [];
  const said = failure === undefined ? (reasonOf(outcome) ?? state) : failureText(failure);
  const told = state === 'FLAKY' ? `Flaky: ${reasonOf(outcome) ?? said}` : said;
  const message = isOutside(uri) ? `${told}\n(${outside})` : told;
  const [first = failure?.code ?? state, ...others] = requirements.map(onLine);
  const about = { title: onLine(name), message: withoutControls(message) };
  return [{ severity, rules: [first, ...others], ...about, uri, line, ...excuse(waivedBy, waivers) }];
}

function notShown(requirement: RequirementResult, place: Place, waivers: readonly WaiverView[]): Finding[] {
  const { id, title, level, outcome, attestation } = requirement;
  const state = stateOf(outcome);
  const severity = requirementSeverities[state];
  if (severity === undefined || attestation !== undefined) return [];
  const why = reasonOf(outcome) ?? 'its scenarios were not run to their end';
  const message = withoutControls(`${level} requirement ${id} was not shown: ${why}`);
  const about = { rules: [onLine(id)], title: onLine(title), message } as const;
  return [{ severity: level === 'MUST' ? severity : 'note', ...about, ...place, ...excuse([id], waivers) }];
}

/** A waiver that nobody may rely on fails the run. */
const brokenWaiver = ({ id }: RequirementResult, place: Place, waivers: readonly WaiverView[]): Finding[] =>
  waivers
    .filter((waiver) => waiver.id === id && isBroken(waiver))
    .map((waiver) => ({
      ...({ severity: 'error', rules: [onLine(id)], title: 'Waiver that nobody may rely on' } as const),
      ...{ message: withoutControls(waiverLine(waiver)), ...place },
    }));

/** Everything that helps with a failure, a line each. */
export function failureText({ message, step, where, expected, actual, advice, repeat }: Failure): string {
  const details = Object.entries({ step, where, expected, actual, do: advice, repeat });
  return [message, ...details.flatMap(([name, value]) => (value === undefined ? [] : `${name}: ${value}`))]
    .map((text) => shortened(text, longest))
    .join('\n');
}

const longest = 2000;

const onLine = (text: string): string => shortened(oneLine(withoutControls(text)), 300);
