import { setDefinitionFunctionWrapper, setWorldConstructor, World, type IWorldOptions } from '@cucumber/cucumber';
import { attachFailure } from '../src/conversation/attachment.ts';
import { CertifyError } from '../src/errors.ts';
import { withoutSecrets } from '../src/evidence/error-texts.ts';
import { isOurs } from '../src/evidence/media-types.ts';
import { processRedactor } from '../src/evidence/process-redactor.ts';
import type { Conversation } from '../src/conversation/conversation.ts';
import type { Notification } from '../src/conversation/notification.ts';
import type { Turn } from '../src/conversation/turn.ts';
import type { Trial } from '../src/conversation/trial.ts';

/** What the steps of one scenario share. */
export class Scenario extends World {
  declare conversation: Conversation;
  /** The call that was spoilt, with its controls. */
  declare trial: Trial;
  /** Calls that were made at once. */
  declare simultaneous: readonly Turn[];
  /** The webhook that was waited for last. */
  declare notification: Notification;
  /** Why a step of it failed. */
  declare failure: Pick<CertifyError, 'code' | 'message'> | undefined;

  /** What steps of a user's own attach or log loses its secrets here, in the process that has met them. */
  constructor(options: IWorldOptions) {
    const { attach, log } = options;
    super({
      ...options,
      attach: redacting(attach),
      log: (text) => {
        log(processRedactor.text(text));
      },
    });
  }
}

const redacting = (attach: World['attach']): World['attach'] =>
  ((data: unknown, media: unknown, ...rest: unknown[]) => {
    const isText = typeof data === 'string' && !(typeof media === 'string' && isOurs(media));
    return (attach as (...args: unknown[]) => unknown)(isText ? processRedactor.text(data) : data, media, ...rest);
  }) as World['attach'];

setWorldConstructor(Scenario);

type Definition = (this: Partial<Scenario>, ...args: unknown[]) => unknown;

/** Every step and hook tells its failure with all that is known of it before it fails, and fails without telling a secret. */
setDefinitionFunctionWrapper(function explained(definition: Definition): Definition {
  return function (...args) {
    const done = args.at(-1);
    if (definition.length < args.length || !isCallback(done))
      return attempted.call(this, () => definition.apply(this, args));
    // The last argument is always Cucumber's callback. It waits for that alone where a definition takes as many as there are: one that
    // calls back, or one that lacks a table.
    const outcome = attempted.call(this, () =>
      calledBack((end) => definition.apply(this, [...args.slice(0, -1), end])),
    );
    outcome.then(() => {
      done();
    }, done);
    return undefined;
  };
});

async function attempted(this: Partial<Scenario>, action: () => unknown): Promise<unknown> {
  try {
    return await action();
  } catch (error) {
    if (this.attach) this.failure ??= attachFailure(this.attach, error, processRedactor);
    throw withoutSecrets(error, processRedactor);
  }
}

type Callback = (error?: unknown) => void;

const isCallback = (value: unknown): value is Callback => typeof value === 'function';

/** What a definition comes to that calls back; one that returns a promise instead was given a callback in place of what it lacks. */
const calledBack = (start: (end: Callback) => unknown): Promise<void> =>
  new Promise((resolve, reject) => {
    const fail = (error: unknown): void => {
      const told = usedAsTable(error) ? lacking() : error;
      reject(told instanceof Error ? told : new Error(`It called back with ${JSON.stringify(told)}`));
    };
    try {
      const returned = start((error) => {
        if (error === undefined || error === null) resolve();
        else fail(error);
      });
      if (returned instanceof Promise) {
        returned.then(() => {
          fail(lacking());
        }, fail);
      }
    } catch (error) {
      fail(error);
    }
  });

const usedAsTable = (error: unknown): boolean =>
  error instanceof TypeError && /\.(?:raw|rows|hashes|rowsHash|transpose) is not a function$/.test(error.message);

const lacking = (): CertifyError =>
  new CertifyError('ERR_FEATURE', 'The step lacks its table or doc string', {
    advice: 'Write it below the step: docs/steps.md and "nopan-certify steps" show each step with what belongs to it.',
  });
