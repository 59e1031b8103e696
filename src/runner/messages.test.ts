import { describe, expect, it } from 'vitest';
import { mediaTypes } from '../evidence/media-types.ts';
import { MessageLog } from './messages.ts';
import type { Envelope } from './recorder.ts';

const time = { seconds: 0, nanos: 0 };
const at = { testCaseStartedId: 'case', testStepId: 'step' };

/** What is kept of messages, as Cucumber writes them. */
function kept(...messages: object[]): unknown[] {
  const log = new MessageLog();
  for (const message of messages) log.add(JSON.parse(JSON.stringify(message)) as Envelope);
  const lines = log.text.split('\n');
  expect(lines.pop()).toBe('');
  return lines.map((line) => JSON.parse(line) as unknown);
}

const attached = (mediaType: string, body: unknown, contentEncoding = 'IDENTITY'): object => ({
  attachment: { ...at, mediaType, contentEncoding, body: typeof body === 'string' ? body : JSON.stringify(body) },
});

const failed = (message: string): object => ({
  testStepFinished: {
    ...{ ...at, timestamp: time },
    testStepResult: {
      ...{ status: 'FAILED', duration: time, message: `Error: ${message}\n    at call (client.ts:1:2)` },
      exception: { type: 'Error', message, stackTrace: `Error: ${message}\nnext CANARY\n    at call (client.ts:1:2)` },
    },
  },
});

const result = (message: string): object => ({
  ...{ status: 'FAILED', duration: time, message },
  exception: { type: 'Error', message, stackTrace: '    at call (client.ts:1:2)' },
});

describe('MessageLog', () => {
  it('keeps evidence and whatever holds no foreign text as it is', () => {
    const messages = [
      { testRunStarted: { timestamp: time } },
      attached(mediaTypes.exchange, { id: '1', request: { url: 'https://x/' } }),
      { testStepFinished: { ...at, timestamp: time, testStepResult: { status: 'PASSED', duration: time } } },
    ];
    expect(kept(...messages)).toEqual(messages);
  });

  it('tells what a step threw in the words of the failure that it attached', () => {
    const failure = attached(mediaTypes.failure, { message: 'Refused: [redacted]' });
    expect(kept(failure, failed('Refused: CANARY'))).toEqual([
      failure,
      { testStepFinished: { ...at, timestamp: time, testStepResult: result('Refused: [redacted]') } },
    ]);
  });

  it('hides what is a secret by its form where a step or a hook attached no failure', () => {
    const hook = { testRunHookStartedId: '1', timestamp: time, result: { status: 'FAILED', duration: time } };
    const thrown = { type: 'Error', message: '401: Bearer CANARY is not known', stackTrace: 'Bearer CANARY' };
    const lines = kept(failed('401: Bearer CANARY'), {
      testRunHookFinished: { ...hook, result: { ...hook.result, exception: thrown } },
    });
    expect(JSON.stringify(lines)).not.toContain('CANARY');
    expect(lines).toMatchObject([
      { testStepFinished: { testStepResult: { message: expect.stringMatching(/^401: Bearer \[redacted/) as string } } },
      { testRunHookFinished: { result: { exception: { type: 'Error', stackTrace: '' } } } },
    ]);
  });

  it('hides secrets in what own steps attach, and keeps nothing that it cannot read', () => {
    expect(
      kept(
        attached('text/x.cucumber.log+plain', 'sent "access_token": "CANARY"'),
        attached('image/png', 'Q0FOQVJZ', 'BASE64'),
      ),
    ).toEqual([
      attached('text/x.cucumber.log+plain', 'sent "access_token": "[redacted]"'),
      attached('text/plain', '[not kept: an attachment of 8 characters in Base64]'),
    ]);
  });
});
