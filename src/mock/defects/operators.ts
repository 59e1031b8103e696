import type { Defect } from '../../contract/types/defects.ts';
import type { Behaviour } from '../behaviour.ts';
import { editAnswer, sendWithout, signAs, spoilAnswer, tellErrorAs, tellStatus } from './answers.ts';
import { believeToken } from './believe-token.ts';
import { issueToAnybody, takeCallerFromToken } from './callers.ts';
import { forgive, withoutGuard } from './forgive.ts';
import {
  editReplay,
  keepRefusal,
  misjudgeAge,
  refuseReplay,
  repeatEffect,
  repeatLostEffect,
  spoilReplay,
} from './idempotency.ts';
import { ignorePayload, misjudgeReach, overlookTwins, shareKeys } from './keys.ts';
import type { Operator } from './operator.ts';
import {
  acceptReference,
  approveAtOnce,
  changeTransition,
  chargeAnybody,
  chargeAnyToken,
  editRequest,
  seeOthers,
  withoutEffect,
} from './payments.ts';
import { refuse } from './refuse.ts';
import { repeatRow } from './reports.ts';
import {
  deliverAgain,
  dropNotification,
  editNotification,
  giveUp,
  ignoreRegistration,
  misauthenticate,
  renewNotificationId,
  repeatEvenly,
  repeatNotification,
} from './webhooks.ts';

const operators: Readonly<Record<Defect['operator'], Operator>> = {
  'accept-reference': acceptReference,
  'approve-at-once': approveAtOnce,
  'believe-token': believeToken,
  'change-transition': changeTransition,
  'charge-any-token': chargeAnyToken,
  'charge-anybody': chargeAnybody,
  'deliver-again': deliverAgain,
  'drop-notification': dropNotification,
  'edit-answer': editAnswer,
  'edit-notification': editNotification,
  'edit-replay': editReplay,
  'edit-request': editRequest,
  forgive,
  'give-up': giveUp,
  'ignore-payload': ignorePayload,
  'ignore-registration': ignoreRegistration,
  'issue-to-anybody': issueToAnybody,
  'keep-refusal': keepRefusal,
  misauthenticate,
  'misjudge-age': misjudgeAge,
  'misjudge-reach': misjudgeReach,
  'overlook-twins': overlookTwins,
  refuse,
  'refuse-replay': refuseReplay,
  'renew-notification-id': renewNotificationId,
  'repeat-effect': repeatEffect,
  'repeat-evenly': repeatEvenly,
  'repeat-lost-effect': repeatLostEffect,
  'repeat-notification': repeatNotification,
  'repeat-row': repeatRow,
  'see-others': seeOthers,
  'send-without': sendWithout,
  'share-keys': shareKeys,
  'sign-as': signAs,
  'spoil-answer': spoilAnswer,
  'spoil-replay': spoilReplay,
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
