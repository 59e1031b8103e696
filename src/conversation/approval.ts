import { valueAt } from '../contract/pointer.ts';
import type { JsonObject } from '../contract/json.ts';
import type { Connection } from '../target/connection.ts';

/** A call by which a payment gets the payer's approval. */
export interface ApprovalCall {
  readonly name: string;
  readonly overrides?: JsonObject;
}

/** The content of the last `/mock/set` that arranged something for the scenario's payer by a Standard Mock. */
export type Arranged = JsonObject | undefined;

/** What a request arranges for a payer, if it does. */
export function arrangedBy(spec: string, body: JsonObject | undefined): Arranged {
  const isOfPayer = spec === 'mock/set' && valueAt(body, '/key/type') === 'PAYER_ID';
  return isOfPayer && body?.['type'] === 'MOCK' ? body : undefined;
}

/**
 * How the payer approves: by the approve endpoint, or at a target without one by a Standard Mock, which does not wait for the payer
 * (MOCK). What was arranged for the payer before stays so.
 */
export function approvalCall({ abilities }: Pick<Connection, 'abilities'>, arranged: Arranged): ApprovalCall {
  if (abilities.includes('approve') || !abilities.includes('mocking')) return { name: 'mock/approve' };
  if (arranged === undefined) return { name: 'mock/set#by-payer' };
  const { scenario = null, oneTime = false, steps = {} } = arranged;
  const approved = { finalizeStep: { status: 'APPROVED' }, ...(steps as JsonObject) };
  return {
    name: 'mock/set#by-payer',
    overrides: scenario === null ? { scenario, oneTime, steps: approved } : { scenario, oneTime, steps },
  };
}
