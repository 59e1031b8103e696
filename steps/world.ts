import { setDefinitionFunctionWrapper, setWorldConstructor, World, type IWorldOptions } from '@cucumber/cucumber';
import { attachFailure } from '../src/conversation/attachment.ts';
import { withoutSecrets } from '../src/evidence/error-texts.ts';
import { isOurs } from '../src/evidence/media-types.ts';
import { processRedactor } from '../src/evidence/process-redactor.ts';
import type { Conversation } from '../src/conversation/conversation.ts';
import type { Notification } from '../src/conversation/notification.ts';
import type { CertifyError } from '../src/errors.ts';
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
  return async function (...args) {
    try {
      return await definition.apply(this, args);
    } catch (error) {
      if (this.attach) this.failure ??= attachFailure(this.attach, error, processRedactor);
      throw withoutSecrets(error, processRedactor);
    }
  };
});
