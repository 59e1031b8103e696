import { settingOf } from '../certification/cause-sentence.ts';
import { groups } from '../certification/groups.ts';
import { reasonOf, stateOf, type State } from '../certification/outcome.ts';
import { counted, list } from '../certification/words.ts';
import type { Failure, RequirementResult, Result, ScenarioResult } from '../contract/types/result.ts';
import { placesIn, type Place } from './finding-places.ts';
import { isOutside } from './repository-path.ts';
import { callText, problemOf, rootCauses, statesOf, type RootCause } from './root-causes.ts';
import { oneLine, shortened, withoutControls } from './text.ts';
import { isBroken, waiverLine, waiverViews, type WaiverView } from './waivers.ts';

/** Something that a reviewer of code has to see, at its place: a cause of failures, or requirements that were not shown for one reason. */
export interface Finding extends Partial<Place> {
  readonly severity: Severity;
  /** Ids of the requirements that it is about, or the code of a failure that is about none. */
  readonly rules: readonly [string, ...string[]];
  /** On one line; it stays the same when the number of scenarios changes. */
  readonly title: string;
  readonly message: string;
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
  BLOCKED: 'warning',
  INTERRUPTED: 'warning',
};

/** How weighty it is that a mandatory requirement was not shown. */
const requirementSeverities: Partial<Record<State, Severity>> = {
  NOT_RUN: 'warning',
  INTERRUPTED: 'warning',
  BLOCKED: 'warning',
  REVIEW: 'note',
  SKIPPED: 'note',
};

/** A note, since no CI system can mark such a file. */
const outside = 'The feature is outside of the repository';

type Known = Pick<
  Result,
  'scenarios' | 'requirements' | 'workingDirectory' | 'basis' | 'options' | 'target' | 'subject'
>;

/** What did not pass by its causes, and what was not shown, in the order of scenarios and then of requirements. */
export function findingsOf(result: Known): Finding[] {
  const { requirements, scenarios } = result;
  const places = placesIn(result);
  const waivers = waiverViews(requirements);
  const told = [
    ...rootCauses(scenarios).flatMap((cause) => causeFinding(cause, { ...places, result, waivers })),
    ...withoutFailure(scenarios).flatMap((same) => unexplained(same, { ...places, result, waivers })),
  ];
  const known = new Set(told.flatMap(({ rules }) => rules));
  return [
    ...told,
    ...notShown(
      requirements.filter(({ id }) => !known.has(onLine(id))),
      { ...places, result, waivers },
    ),
    ...requirements.flatMap((each) => brokenWaiver(each, places.ofWaivers, waivers)),
  ];
}

interface Context extends ReturnType<typeof placesIn> {
  readonly result: Known;
  readonly waivers: readonly WaiverView[];
}

/** Who answers for these requirements; nothing unless somebody does. */
function excuse(ids: readonly string[], waivers: readonly WaiverView[]): Pick<Finding, 'waived'> {
  const applied = waivers.filter(({ id, standing }) => standing === 'APPLIED' && ids.includes(id));
  return applied.length === 0 ? {} : { waived: onLine(applied.map(waiverLine).join('; ')) };
}

function causeFinding(cause: RootCause, { ofScenario, result: { subject }, waivers }: Context): Finding[] {
  const { example, scenarios, requirements } = cause;
  const { name, outcome, failure, waivedBy = [], uri, id } = example;
  const state = stateOf(outcome);
  const severity = scenarioSeverities[state];
  if (severity === undefined) return [];
  const shared = scenarios.length > 1;
  const place = ofScenario(example, settingOf(example, subject));
  const call = callText(example);
  const lines = [
    ...(state === 'FLAKY' ? [`Flaky: ${reasonOf(outcome) ?? ''}`] : []),
    ...(shared
      ? [`${counted(scenarios.length, 'scenario')} share one cause (${statesOf(cause)}). Showing 1: ${onLine(name)}`]
      : []),
    failureText({ ...failure, message: problemOf(cause, subject) }),
    ...(place?.uri === uri || (isOutside(uri) && example.own) ? [] : [`scenario: ${id}`]),
    ...(shared && call !== undefined ? [`call: ${call}`] : []),
    ...(shared ? [`others: ${list(scenarios.slice(1).map((other) => other.id))}`] : []),
    ...(isOutside(uri) ? [`(${outside})`] : []),
  ];
  const [first = failure.code, ...others] = requirements.map(onLine);
  const about = { title: onLine(shared ? failure.message : name), message: withoutControls(lines.join('\n')) };
  return [{ severity, rules: [first, ...others], ...about, ...place, ...excuse(waivedBy, waivers) }];
}

/** Scenarios that did not pass and left no failure, by why. */
const withoutFailure = (scenarios: readonly ScenarioResult[]): ScenarioResult[][] =>
  groups(
    scenarios.filter(({ failure }) => failure === undefined),
    ({ outcome, waivedBy }) => [stateOf(outcome), reasonOf(outcome), waivedBy].join('\n'),
  ).map(([, same]) => same);

function unexplained(same: readonly ScenarioResult[], { ofScenario, waivers }: Context): Finding[] {
  const [example] = same;
  if (example === undefined) return [];
  const severity = scenarioSeverities[stateOf(example.outcome)];
  if (severity === undefined) return [];
  const { name, outcome, waivedBy = [] } = example;
  const state = stateOf(outcome);
  const said = reasonOf(outcome) ?? (state === 'INTERRUPTED' ? 'It was cut short' : state);
  const told = state === 'FLAKY' ? `Flaky: ${said}` : said;
  const [first = state, ...others] = [...new Set(same.flatMap(({ requirements }) => requirements))].map(onLine);
  const ids = same.length === 1 ? [] : [`scenarios: ${list(same.map(({ id }) => id))}`];
  const about = {
    title: onLine(same.length === 1 ? name : said),
    message: withoutControls([told, ...ids, ...(isOutside(example.uri) ? [`(${outside})`] : [])].join('\n')),
  };
  return [{ severity, rules: [first, ...others], ...about, ...ofScenario(example, ''), ...excuse(waivedBy, waivers) }];
}

/** One finding for all that was not run, and one for each other reason. */
function notShown(requirements: readonly RequirementResult[], { ofRequirement, waivers }: Context): Finding[] {
  const open = requirements.filter(
    ({ outcome, attestation }) => requirementSeverities[stateOf(outcome)] !== undefined && attestation === undefined,
  );
  const keyed = groups(open, ({ id, outcome }) => [reasonOf(outcome) ?? '', excuse([id], waivers).waived].join('\n'));
  return keyed.flatMap(([, same]) => {
    const [first] = same;
    if (first === undefined) return [];
    const why = reasonOf(first.outcome) ?? 'its scenarios were not run to their end';
    const weighty = same.filter(({ level }) => level === 'MUST');
    const severity = weighty.map(({ outcome }) => requirementSeverities[stateOf(outcome)])[0] ?? 'note';
    const ids = same.map(({ id }) => onLine(id)) as [string, ...string[]];
    const one = { title: onLine(first.title), message: `${first.level} requirement ${first.id} was not shown: ${why}` };
    const many = {
      title: 'Requirements that were not shown',
      message: `${counted(same.length, 'requirement was', 'requirements were')} not shown (${weighty.length} MUST): ${reasonOf(first.outcome) ?? 'their scenarios were not run to their end'}: ${list(ids)}`,
    };
    const { title, message } = same.length === 1 ? one : many;
    return [
      {
        ...{ severity, rules: ids, title, message: withoutControls(message) },
        ...ofRequirement(first, same.length === 1),
        ...excuse([first.id], waivers),
      },
    ];
  });
}

/** A waiver that nobody may rely on fails the run. */
const brokenWaiver = ({ id }: RequirementResult, place: Place | undefined, waivers: readonly WaiverView[]): Finding[] =>
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
