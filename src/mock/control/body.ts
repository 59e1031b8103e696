import type { Schemas } from '../../contract/schemas.ts';
import type { RequestSettings } from '../../signing/request-signature.ts';
import type { Fault } from '../faults/faults.ts';
import type { Endpoint } from '../state/organization.ts';
import { ControlError } from './error.ts';

/** The contents of the control API's calls, by the name of the schema: specs/schemas/control/clock.request.json. */
export interface ControlBodies {
  readonly organization: { readonly name?: string; readonly accounts?: readonly string[] };
  readonly account: { readonly processingAccountId: string };
  readonly 'client-certificate': {
    readonly publicKey?: string;
    readonly certificateRequest?: string;
    readonly notBefore?: string;
    readonly notAfter?: string;
    readonly commonName?: string;
  };
  readonly 'server-certificate': { readonly publicKey: string; readonly names: readonly [string, ...string[]] };
  readonly key: { readonly publicKey: string; readonly keyid?: string; readonly validUntil?: string };
  readonly 'key-validity': { readonly validUntil: string };
  readonly token: { readonly scope?: string; readonly issuedSecondsAgo?: number };
  readonly webhooks: { readonly endpoints: readonly Endpoint[] };
  readonly faults: { readonly faults: readonly Fault[] };
  readonly defects: { readonly defects: readonly string[] };
  readonly clock: { readonly reset?: true; readonly advanceSeconds?: number; readonly frozen?: boolean };
  readonly 'rate-limit': { readonly requests?: number; readonly perSeconds?: number };
  readonly protocol: Partial<RequestSettings['signature']>;
}

/**
 * The content of a call, once it was found to fit its schema.
 * @throws {ControlError} 400
 */
export function bodyOf<Call extends keyof ControlBodies>(
  call: Call,
  body: unknown,
  schemas: Schemas,
): ControlBodies[Call] {
  const [violation] = schemas.violations(`control/${call}.request`, body);
  if (violation === undefined) return body as ControlBodies[Call];
  const { pointer, message, expected, actual } = violation;
  throw new ControlError(400, ['The content', pointer, message].filter(Boolean).join(' '), {
    where: pointer,
    ...(expected !== undefined && { expected }),
    ...(actual !== undefined && { actual }),
    advice: `Keep to specs/schemas/control/${call}.request.json.`,
  });
}
