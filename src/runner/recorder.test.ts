import { expect, test } from 'vitest';
import { sandboxPeer } from '../certification/fixtures/identity.ts';
import { Recorder, type Envelope } from './recorder.ts';

const time = { seconds: 0, nanos: 0 };
/** As Cucumber writes its messages. */
const envelope = (value: object): Envelope => JSON.parse(JSON.stringify(value)) as Envelope;

test.each([
  ['It fell over', 'It fell over'],
  ['401: Bearer CANARY is not known', /^401: Bearer \[redacted sha256:\w{12}\] is not known$/],
  ['x'.repeat(1 << 20), /^\[cut to 65536 characters; in all 1048576\]\nx{65536}$/],
])('the message of a hook that fails is kept without secrets, and cut (%#)', (message, kept) => {
  const recorder = new Recorder({ started: () => undefined, finished: () => undefined });
  recorder.onMessage(
    envelope({ testRunHookStarted: { id: '1', testRunStartedId: '0', hookId: 'h', timestamp: time } }),
  );
  const result = { status: 'FAILED', duration: time, exception: { type: 'Error', message } };
  recorder.onMessage(envelope({ testRunHookFinished: { testRunHookStartedId: '1', timestamp: time, result } }));

  expect(recorder.faults).toEqual([
    {
      class: 'harness',
      code: 'ERR_HARNESS',
      message: typeof kept === 'string' ? kept : (expect.stringMatching(kept) as string),
      advice: 'This is a fault of nopan-certify: report it with this message.',
    },
  ]);
});

test('who answered is kept, whichever process and step it was', () => {
  const recorder = new Recorder({ started: () => undefined, finished: () => undefined });
  const body = JSON.stringify({ peer: sandboxPeer, interference: ['--import'] });
  const mediaType = 'application/vnd.nopan-certify.peer+json';
  recorder.onMessage(envelope({ attachment: { testCaseStartedId: 'unknown', mediaType, body } }));
  expect(recorder.met).toEqual([{ peers: [sandboxPeer], interference: ['--import'] }]);
});
