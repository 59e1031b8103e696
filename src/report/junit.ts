import { createRequire } from 'node:module';
import type * as Library from 'xmlbuilder';
import { reasonOf, stateOf, type State } from '../certification/outcome.ts';
import type { Failure, Result, ScenarioResult } from '../contract/types/result.ts';
import { repositoryPath } from './repository-path.ts';
import { sameCauses, type SameCauses } from './same-causes.ts';
import { withoutControls } from './text.ts';
import { isBroken, waiverLine, waiverViews } from './waivers.ts';

const require = createRequire(import.meta.url);

/** What JUnit calls an outcome. It knows no warnings: those pass, and say so in their output. */
const kinds: Readonly<Record<State, 'failure' | 'error' | 'skipped' | undefined>> = {
  PASSED: undefined,
  WARNING: undefined,
  FAILED: 'failure',
  FLAKY: 'failure',
  SKIPPED: 'skipped',
  REVIEW: 'error',
  BLOCKED: 'error',
  NOT_RUN: 'error',
  INTERRUPTED: 'error',
};

/** A failure that waivers excuse is skipped, since a panel knows no other way to say that it does not count. */
const kindOf = ({ outcome, waivedBy }: ScenarioResult): (typeof kinds)[State] =>
  waivedBy === undefined ? kinds[stateOf(outcome)] : 'skipped';

/**
 * The result as JUnit XML, one test suite for each feature, for the test panels of CI systems. An incomplete run gets a suite of
 * its own with one error, since otherwise it would look like a passed one.
 */
export function junit(result: Result): string {
  // Loaded when it is needed, and at once: a report is also written while the process exits.
  const { create } = require('xmlbuilder') as typeof Library;
  const root = create('testsuites', { encoding: 'UTF-8', invalidCharReplacement: '' });
  const { name } = result.tool;
  root.att({ tests: result.scenarios.length, ...counts(result.scenarios), name, time: seconds(result.durationMs) });
  const sameCause = sameCauses(result.scenarios);
  for (const scenarios of byFeature(result.scenarios).values()) addSuite(root, scenarios, { result, sameCause });
  addWaivers(root, result);
  if (result.verdict === 'INCOMPLETE') addIncomplete(root, result);
  return root.end({ pretty: true });
}

function byFeature(scenarios: readonly ScenarioResult[]): Map<string, ScenarioResult[]> {
  const features = new Map<string, ScenarioResult[]>();
  for (const scenario of scenarios) features.set(scenario.uri, [...(features.get(scenario.uri) ?? []), scenario]);
  return features;
}

interface Context {
  readonly result: Result;
  readonly sameCause: SameCauses;
}

function addSuite(root: Library.XMLElement, scenarios: readonly ScenarioResult[], context: Context): void {
  const { result, sameCause } = context;
  const [head] = scenarios;
  const uri = head === undefined ? '' : repositoryPath(head, result);
  const suite = root.ele('testsuite', {
    ...{ name: clean(head?.feature || uri), file: clean(uri), tests: scenarios.length },
    ...counts(scenarios),
  });
  suite.att('time', seconds(scenarios.reduce((sum, { durationMs = 0 }) => sum + durationMs, 0)));
  const [first] = scenarios.flatMap(({ startedAt }) => startedAt ?? []).sort();
  if (first !== undefined) suite.att('timestamp', first);
  addTarget(suite, result.target);
  for (const scenario of scenarios) addCase(suite, scenario, { uri, same: sameCause.get(scenario) });
}

/** The tested target, and whether it is proven to be Nopan's. */
function addTarget(suite: Library.XMLElement, { name, official, unproven = [] }: Result['target']): void {
  const properties = suite.ele('properties');
  const values = [
    ['target', name],
    ['target.official', String(official)],
    ...unproven.map((reason) => ['target.unproven', reason]),
  ];
  for (const [id = '', value = ''] of values) properties.ele('property', { name: id, value: clean(value) });
}

function counts(scenarios: readonly ScenarioResult[]): Readonly<Record<'failures' | 'errors' | 'skipped', number>> {
  const count = (kind: string): number => scenarios.filter((scenario) => kindOf(scenario) === kind).length;
  return { failures: count('failure'), errors: count('error'), skipped: count('skipped') };
}

function addCase(
  suite: Library.XMLElement,
  scenario: ScenarioResult,
  { uri, same }: { readonly uri: string; readonly same: string | undefined },
): void {
  const { name, feature, line, requirements, outcome, failure, waivedBy, durationMs = 0 } = scenario;
  const test = suite.ele('testcase', {
    ...{ name: clean(name), classname: clean(feature || uri), file: clean(uri), line },
    time: seconds(durationMs),
  });
  if (requirements.length > 0) {
    const properties = test.ele('properties');
    for (const id of requirements) properties.ele('property', { name: 'requirement', value: clean(id) });
  }
  const state = stateOf(outcome);
  const kind = kindOf(scenario);
  const reason = reasonOf(outcome);
  const message = state === 'FLAKY' ? `Flaky: ${reason ?? ''}` : (failure?.message ?? reason ?? state);
  const type = state === 'FLAKY' ? state : (failure?.code ?? state);
  if (waivedBy !== undefined) {
    test.ele('skipped', { message: clean(`Waived by ${waivedBy.join(', ')}: ${message}`) });
    test.ele('system-out', clean(same ?? details(failure)));
  } else if (kind === 'skipped') test.ele(kind, { message: clean(message) });
  else if (kind) test.ele(kind, { type, message: clean(message) }, clean(same ?? details(failure)));
  else if (failure) test.ele('system-out', clean(`Warning: ${message}\n${same ?? details(failure)}`));
}

/** Each waiver as a test of its own: one that nobody may rely on fails. */
function addWaivers(root: Library.XMLElement, { requirements }: Result): void {
  const waivers = waiverViews(requirements);
  if (waivers.length === 0) return;
  const name = 'Waivers';
  const failures = waivers.filter(isBroken).length;
  const suite = root.ele('testsuite', {
    name,
    tests: waivers.length,
    failures,
    errors: 0,
    skipped: 0,
    time: seconds(0),
  });
  for (const waiver of waivers) {
    const test = suite.ele('testcase', { name: clean(`waiver of ${waiver.id}`), classname: name, time: seconds(0) });
    if (isBroken(waiver)) test.ele('failure', { type: waiver.standing, message: clean(waiverLine(waiver)) });
    else test.ele('system-out', clean(waiverLine(waiver)));
  }
}

function addIncomplete(root: Library.XMLElement, { reasons }: Result): void {
  const name = 'Completeness';
  const suite = root.ele('testsuite', { name, tests: 1, failures: 0, errors: 1, skipped: 0, time: seconds(0) });
  const test = suite.ele('testcase', { name: 'the run is complete', classname: name, time: seconds(0) });
  test.ele('error', { type: 'INCOMPLETE', message: clean(reasons[0] ?? '') }, clean(reasons.join('\n')));
}

function details(failure: Failure | undefined): string {
  const { step, where, frame, expected, actual, advice, repeat, replay } = failure ?? {};
  const source = frame && `\n${frame}`;
  return Object.entries({ step, where, source, expected, actual, advice, repeat, replay })
    .flatMap(([name, value]) => (value === undefined ? [] : `${name}: ${value}`))
    .join('\n');
}

const seconds = (ms: number): string => (ms / 1000).toFixed(3);

const clean = withoutControls;
