import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { packageRoot } from '../../contract/locations.ts';
import { mediaTypes } from '../../evidence/media-types.ts';
import { readFeatures, type Reading } from '../features.ts';
import { Recorder, type Envelope } from '../recorder.ts';
import { ofStepFiles } from './blame.ts';
import { MessageJudge } from './judge.ts';

type Told = Record<string, Record<string, unknown>>;

let reading: Reading;
beforeAll(async () => {
  reading = await readFeatures([join(packageRoot(), 'src/runner/fixtures/tags.feature')]);
});

const timestamp = { seconds: 1, nanos: 0 };
const passed = { status: 'PASSED', duration: { seconds: 0, nanos: 0 } };

/** What a process reports that runs the first scenario of the plan. */
function honest(): Told[] {
  const pickle = reading.messages.find((message) => message.pickle)?.pickle;
  const theirs = JSON.parse(JSON.stringify(pickle)) as { id: string; steps: { id: string }[] };
  theirs.id = 'p';
  for (const [index, step] of theirs.steps.entries()) step.id = `s${index}`;
  return [
    { meta: { protocolVersion: '1' } },
    { pickle: theirs },
    {
      testCase: {
        ...{ id: 'c', pickleId: 'p' },
        testSteps: [
          { id: 'h', hookId: 'before' },
          { id: 't', pickleStepId: 's0', stepDefinitionIds: ['d'] },
        ],
      },
    },
    { testCaseStarted: { id: 'b', testCaseId: 'c', attempt: 0, timestamp } },
    { testStepFinished: { testCaseStartedId: 'b', testStepId: 'h', testStepResult: passed, timestamp } },
    { testStepFinished: { testCaseStartedId: 'b', testStepId: 't', testStepResult: passed, timestamp } },
    { testCaseFinished: { testCaseStartedId: 'b', willBeRetried: false, timestamp } },
    { testRunFinished: { success: true, timestamp } },
  ];
}

/** What is recorded of messages. */
function recordedOf(messages: readonly unknown[]): Recorder {
  const [scenario] = reading.scenarios;
  const recorder = new Recorder({ started() {}, finished() {} }, false, undefined, ofStepFiles);
  for (const message of reading.messages) recorder.onMessage(message);
  const judge = new MessageJudge(scenario === undefined ? [] : [scenario], reading.messages);
  for (const message of messages) {
    const accepted: Envelope | undefined = judge.accept(message);
    if (accepted !== undefined) recorder.onMessage(accepted);
  }
  return recorder;
}

const at = (index: number, changes: Record<string, unknown>): Told[] =>
  honest().map((message, place) =>
    place === index
      ? Object.fromEntries(Object.entries(message).map(([kind, value]) => [kind, { ...value, ...changes }]))
      : message,
  );

const after = (index: number, ...more: Told[]): Told[] => honest().toSpliced(index + 1, 0, ...more);

const attachment = (mediaType: string, body: unknown, testStepId = 't'): Told => ({
  attachment: {
    ...{ mediaType, body: JSON.stringify(body), contentEncoding: 'IDENTITY' },
    ...{ testCaseStartedId: 'b', testStepId, timestamp },
  },
});

describe('what a process with step files of the user’s own reports', () => {
  it('counts when it fits the plan, by our own words for it', () => {
    const { finished, completion } = recordedOf(honest());
    expect(completion).toEqual({ success: true });
    expect(finished).toMatchObject([
      {
        id: 'src/runner/fixtures/tags.feature:5',
        steps: [{ keyword: 'Given', text: 'a table:', status: 'PASSED' }],
      },
    ]);
  });

  it.each<[string, () => readonly unknown[]]>([
    ['a message that is none of Cucumber’s', () => [null]],
    ['a message that is none of Cucumber’s', () => [[]]],
    ['a message that is none of Cucumber’s', () => ['x']],
    ['a message that is none of Cucumber’s', () => [{ ...honest()[1], ...honest()[2] }]],
    ['a message of an unknown kind: fine', () => [{ fine: {} }]],
    ['a message of an unknown kind: __proto__', () => [JSON.parse('{"__proto__":{}}') as unknown]],
    ['the scenario src/runner/fixtures/tags.feature:5 twice', () => after(1, honest()[1] ?? {})],
    ['with other steps than its feature has', () => at(1, { name: 'another' })],
    ['with other steps than its feature has', () => at(1, { steps: [] })],
    ['with other steps than its feature has', () => at(1, { tags: [] })],
    ['a scenario that is not planned', () => at(2, { pickleId: 'q' })],
    ['a scenario that is not planned', () => after(2, { testCase: { ...honest()[2]?.['testCase'], id: 'd' } })],
    ['without all of its steps', () => at(2, { testSteps: [{ id: 'h', hookId: 'before' }] })],
    ['without all of its steps', () => at(2, { testSteps: [{ id: 't', pickleStepId: 'other' }] })],
    [
      'without all of its steps',
      () =>
        at(2, {
          testSteps: [
            { id: 't', pickleStepId: 's0' },
            { id: 'u', pickleStepId: 's0' },
          ],
        }),
    ],
    [
      'a step of the scenario src/runner/fixtures/tags.feature:5 twice',
      () =>
        at(2, {
          testSteps: [
            { id: 't', hookId: 'before' },
            { id: 't', pickleStepId: 's0' },
          ],
        }),
    ],
    ['the beginning of a scenario that was not announced', () => at(3, { testCaseId: 'd' })],
    ['twice', () => after(3, { testCaseStarted: { id: 'x', testCaseId: 'c', timestamp } })],
    ['twice', () => [...honest().slice(0, -1), { testCaseStarted: { id: 'x', testCaseId: 'c', timestamp } }]],
    ['a time that is none', () => at(3, { timestamp: { seconds: 1e300, nanos: 0 } })],
    ['the end of a step that is not running', () => after(5, honest()[5] ?? {})],
    ['the end of a step that is not running', () => at(5, { testCaseStartedId: 'x' })],
    ['a step without a known status', () => at(5, { testStepResult: { ...passed, status: 'GREEN' } })],
    ['a step without a duration', () => at(5, { testStepResult: { status: 'PASSED' } })],
    ['before that of its steps', () => honest().toSpliced(5, 1)],
    ['the end of a scenario that is not running', () => after(6, honest()[6] ?? {})],
    ['after the end of the run', () => after(7, honest()[7] ?? {})],
    ['an attachment of a step that is not running', () => after(5, attachment('text/plain', 'x'))],
    ['evidence that is none', () => after(4, attachment(mediaTypes.exchange, { id: 'forged' }))],
    ['evidence that is none', () => after(4, attachment(mediaTypes.delivery, null))],
    ['a failure that is none', () => after(4, attachment(mediaTypes.failure, 5))],
    ['a message without reason', () => after(4, attachment(mediaTypes.skip, {}))],
    ['the end of a hook that is not running', () => after(0, { testRunHookFinished: { testRunHookStartedId: 'x' } })],
  ])('is refused: %s (%#)', (problem, messages) => {
    expect(() => recordedOf(messages())).toThrow(problem);
  });

  it('finishes a scenario once, although it is said that it will be tried again', () => {
    expect(recordedOf(at(6, { willBeRetried: true })).finished).toHaveLength(1);
  });

  it('says nothing of the sources, which are read here', () => {
    const forged = {
      gherkinDocument: { uri: 'features/token/access-token.feature', feature: { name: 'x', children: [] } },
    };
    expect(recordedOf([forged, ...honest()]).finished).toHaveLength(1);
  });

  it('says nothing of who answered', () => {
    const peer = attachment('application/vnd.nopan-certify.peer+json', null);
    expect(recordedOf(after(4, peer)).finished).toHaveLength(1);
  });

  it('is never a fault of ours', () => {
    const harness = { class: 'harness', code: 'ERR_HARNESS', message: 'x is not a function', advice: 'report it' };
    const failed = { ...passed, status: 'FAILED' };
    const messages = after(4, attachment(mediaTypes.failure, harness)).map((message) =>
      message['testStepFinished']?.['testStepId'] === 't'
        ? { testStepFinished: { ...message['testStepFinished'], testStepResult: failed } }
        : message,
    );
    expect(recordedOf(messages).finished[0]?.failure).toEqual({
      ...{ class: 'configuration', code: 'ERR_STEPS', message: 'x is not a function', step: 'Given a table:' },
      advice: 'Correct the step, or what it calls: this is an error in a step file, not a failed expectation.',
    });
  });
});
