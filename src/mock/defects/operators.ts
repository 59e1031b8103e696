import type { Defect } from '../../contract/types/defects.ts';
import type { Behaviour } from '../behaviour.ts';
import { editAnswer, sendWithout, spoilAnswer, tellErrorAs, tellStatus } from './answers.ts';
import { believeToken } from './believe-token.ts';
import { issueToAnybody, takeCallerFromToken } from './callers.ts';
import { forgive, withoutGuard } from './forgive.ts';
import {
  editReplay,
  ignorePayload,
  keepRefusal,
  misjudgeAge,
  refuseReplay,
  repeatEffect,
  repeatLostEffect,
} from './idempotency.ts';
import type { Operator } from './operator.ts';
import {
  acceptReference,
  approveAtOnce,
  changeTransition,
  chargeAnybody,
  editRequest,
  seeOthers,
  withoutEffect,
} from './payments.ts';
import { refuse } from './refuse.ts';
import {
  dropNotification,
  editNotification,
  giveUp,
  misauthenticate,
  renewNotificationId,
  repeatNotification,
} from './webhooks.ts';

const operators: Readonly<Record<Defect['operator'], Operator>> = {
  'accept-reference': acceptReference,
  'approve-at-once': approveAtOnce,
  'believe-token': believeToken,
  'change-transition': changeTransition,
  'charge-anybody': chargeAnybody,
  'drop-notification': dropNotification,
  'edit-answer': editAnswer,
  'edit-notification': editNotification,
  'edit-replay': editReplay,
  'edit-request': editRequest,
  forgive,
  'give-up': giveUp,
  'ignore-payload': ignorePayload,
  'issue-to-anybody': issueToAnybody,
  'keep-refusal': keepRefusal,
  misauthenticate,
  'misjudge-age': misjudgeAge,
  refuse,
  'refuse-replay': refuseReplay,
  'renew-notification-id': renewNotificationId,
  'repeat-effect': repeatEffect,
  'repeat-lost-effect': repeatLostEffect,
  'repeat-notification': repeatNotification,
  'see-others': seeOthers,
  'send-without': sendWithout,
  'spoil-answer': spoilAnswer,
  'take-caller-from-token': takeCallerFromToken,
  'tell-error-as': tellErrorAs,
  'tell-status': tellStatus,
  'without-effect': withoutEffect,
  'without-guard': withoutGuard,
};

/** A behaviour that is broken in each of these ways. */
export function withDefects(sound: Behaviour, defects: readonly Defect[]): Behaviour {
  return defects.reduce(
    (behaviour, { operator, arguments: given = {} }) => ({ ...operators[operator](behaviour, given), sound: false }),
    sound,
  );
}
