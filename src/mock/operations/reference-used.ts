import { Refusal } from '../refusal.ts';

export const referenceUsed = (clientTransactionId: string): Refusal =>
  new Refusal('alreadyExists', { reason: `The clientTransactionId ${clientTransactionId} was used before` });
