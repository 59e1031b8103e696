import { valueAt } from '../contract/pointer.ts';
import type { JsonObject } from '../contract/json.ts';
import type { Connection } from '../target/connection.ts';

/** A call that approves a payment for the payer. */
export interface ApprovalCall {
  readonly name: string;
  readonly overrides?: JsonObject;
}

/** The body of the last `/mock/set` with a Standard Mock for the scenario's payer. */
export type Arranged = JsonObject | undefined;

/** The Standard Mock that a request arranges, if any. */
export function arrangedBy(spec: string, body: JsonObject | undefined): Arranged {
  const isOfPayer = spec === 'mock/set' && valueAt(body, '/key/type') === 'PAYER_ID';
  return isOfPayer && body?.['type'] === 'MOCK' ? body : undefined;
}

/**
 * How the payer approves: through the approve endpoint, or without one through a Standard Mock, which does not wait for the payer
 * (MOCK). Earlier arrangements for the payer remain.
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
