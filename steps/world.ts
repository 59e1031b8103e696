import { setDefinitionFunctionWrapper, setWorldConstructor, World } from '@cucumber/cucumber';
import { attachFailure } from '../src/conversation/attachment.ts';
import { createRedactor } from '../src/evidence/redactor.ts';
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
}

setWorldConstructor(Scenario);

type Definition = (this: Partial<Scenario>, ...args: unknown[]) => unknown;

/** Every step and hook tells its failure with all that is known of it before it fails. */
setDefinitionFunctionWrapper(function explained(definition: Definition): Definition {
  return async function (...args) {
    try {
      return await definition.apply(this, args);
    } catch (error) {
      if (this.attach) attachFailure(this.attach, error, this.conversation?.redactor ?? createRedactor());
      throw error;
    }
  };
});
