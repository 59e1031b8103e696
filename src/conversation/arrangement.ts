import type { JsonObject } from '../contract/json.ts';
import type { Conversation } from './conversation.ts';

/** The steps of a payment as prose names them, and as `/mock/set` does (Nopan, OAS). */
export const mockedSteps = {
  start: 'initiateStep',
  finalization: 'finalizeStep',
  capture: 'captureStep',
  cancellation: 'cancelStep',
  refund: 'refundStep',
  charge: 'chargeStep',
} as const;

export type MockedStep = keyof typeof mockedSteps;

/** The arranged outcome of a step. */
export interface Arranged {
  /** Absent: the scheme fails for the reason. */
  readonly status?: string;
  readonly reasonCode?: string;
}

/** Merge patch on the request of `/mock/set`: what comes of one step, in place of a scenario. */
export function arrangement(step: MockedStep, { status, reasonCode }: Arranged): JsonObject {
  const outcome = {
    ...(status !== undefined && { status }),
    ...(reasonCode !== undefined && { statusInfo: { reasonCode, message: 'Arranged by the certification' } }),
  };
  return { scenario: null, steps: { [mockedSteps[step]]: outcome } };
}

/** Says what shall come of a scenario's payments, by their payer. @throws what aside throws */
export async function arrangeForPayer(conversation: Conversation, overrides: JsonObject): Promise<void> {
  await conversation.aside('mock/set#by-payer', { overrides });
}

/** Says what shall come of the next payment, by the reference that it will have. @throws what aside throws */
export async function arrangeForNext(conversation: Conversation, overrides: JsonObject): Promise<void> {
  const clientTransactionId = conversation.references.reserveOrder();
  await conversation.aside('mock/set', { overrides, parameters: { clientTransactionId } });
}
