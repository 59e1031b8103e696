import { Call, type Received } from '../call.ts';
import type { Nopan } from '../nopan.ts';

/** The same call, some of it received otherwise; what the guards have found out goes along. */
export function receivedAs(call: Call, changes: Partial<Received>, { clock, randomness }: Nopan): Call {
  const { operation, message, headers, parameters, certificate, caller: organization } = call;
  const { signature, verified, token, content, keyed } = call;
  const received = { operation, message, headers, parameters, certificate, organization, clock, randomness };
  return Object.assign(new Call({ ...received, ...changes }), { signature, verified, token, content, keyed });
}
