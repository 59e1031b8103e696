import { reasonOf, stateOf, type State } from '../certification/outcome.ts';
import type { Result, ScenarioResult, StepResult } from '../contract/types/result.ts';
import { failureText } from './findings.ts';
import { jsonText } from './json-text.ts';
import { repositoryPath } from './repository-path.ts';
import { sameCauses } from './same-causes.ts';

type Status = (typeof statuses)[number];

const statuses = ['passed', 'failed', 'skipped', 'pending', 'other'] as const;

/** What CTRF calls a state. It knows no warnings: those pass, and say so in their message. */
const ofScenario: Readonly<Record<State, Status>> = {
  PASSED: 'passed',
  WARNING: 'passed',
  FAILED: 'failed',
  FLAKY: 'failed',
  SKIPPED: 'skipped',
  REVIEW: 'other',
  BLOCKED: 'other',
  NOT_RUN: 'pending',
  INTERRUPTED: 'other',
};

const ofStep: Readonly<Record<StepResult['status'], Status>> = {
  PASSED: 'passed',
  FAILED: 'failed',
  SKIPPED: 'skipped',
  PENDING: 'pending',
  UNDEFINED: 'other',
  AMBIGUOUS: 'other',
  UNKNOWN: 'other',
};

/** The result in the Common Test Report Format (ctrf.io), version 1.0.0. An incomplete run has a failed test of its own, as in JUnit. */
export function ctrf(result: Result): string {
  const { tool, target, verdict, exitCode, reasons } = result;
  const sameCause = sameCauses(result.scenarios);
  const tests = [
    ...result.scenarios.map((scenario) => testOf(scenario, result, sameCause.get(scenario))),
    ...(verdict === 'INCOMPLETE' ? [incomplete(result)] : []),
  ];
  return jsonText({
    reportFormat: 'CTRF',
    specVersion: '1.0.0',
    timestamp: result.finishedAt,
    generatedBy: `${tool.name} ${tool.version}`,
    results: {
      tool,
      summary: {
        tests: tests.length,
        ...Object.fromEntries(
          statuses.map((status) => [status, tests.filter((test) => test.status === status).length]),
        ),
        suites: new Set(tests.map(({ suite }) => suite[0])).size,
        start: Date.parse(result.startedAt),
        stop: Date.parse(result.finishedAt),
      },
      tests,
      environment: { appName: target.name, testEnvironment: target.kind, extra: targetDetails(target) },
    },
    extra: { verdict, exitCode, reasons },
  });
}

const targetDetails = ({ baseUrl, official, unproven, identity }: Result['target']) => ({
  ...{ baseUrl, official },
  ...(unproven && { unproven }),
  ...(identity && { identity }),
});

interface Test {
  readonly name: string;
  readonly status: Status;
  readonly duration: number;
  readonly suite: readonly [string];
  readonly [detail: string]: unknown;
}

/** A failure that waivers excuse neither passed nor counts as failed: for that there is `other`. */
const statusOf = ({ outcome, waivedBy }: ScenarioResult): Status =>
  waivedBy === undefined ? ofScenario[stateOf(outcome)] : 'other';

function testOf(scenario: ScenarioResult, result: Result, same: string | undefined): Test {
  const { name, feature, uri, line, outcome, failure, waivedBy, tags, requirements, startedAt } = scenario;
  const { durationMs = 0 } = scenario;
  const state = stateOf(outcome);
  const said = failure?.message ?? reasonOf(outcome);
  const message = waivedBy === undefined ? said : `Waived by ${waivedBy.join(', ')}: ${said ?? state}`;
  const start = startedAt === undefined ? undefined : Date.parse(startedAt);
  const duration = Math.round(durationMs);
  return {
    name: name || scenario.id,
    status: statusOf(scenario),
    ...{ duration, ...(start !== undefined && { start, stop: start + duration }) },
    suite: [feature || uri],
    ...(message !== undefined && { message }),
    ...(failure && { trace: same ?? failureText(failure) }),
    ...(state === 'FLAKY' && { flaky: true }),
    ...{ rawStatus: state, tags, type: 'conformance', filePath: repositoryPath(scenario, result), line },
    steps: scenario.steps.map(({ keyword, text, status }) => ({
      name: `${keyword} ${text}`.trim(),
      status: ofStep[status],
    })),
    extra: { requirements },
  };
}

function incomplete({ reasons }: Result): Test {
  const message = reasons.join('\n');
  return { name: 'the run is complete', status: 'failed', duration: 0, suite: ['Completeness'], message };
}
