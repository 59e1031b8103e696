import { account } from './account.ts';
import { certificate } from './certificate.ts';
import { content } from './content.ts';
import { faults } from './faults.ts';
import type { Guard } from './guard.ts';
import { idempotency } from './idempotency.ts';
import { lock } from './lock.ts';
import { query } from './query.ts';
import { rateLimit } from './rate-limit.ts';
import { scope } from './scope.ts';
import { signatureFormat } from './signature-format.ts';
import { signature } from './signature.ts';
import { strict } from './strict.ts';
import { token } from './token.ts';
import { version } from './version.ts';

/**
 * Every guard, in the order in which a call meets them: a layer that fails ends the call before business logic (SK-AUTH; the order
 * within is assumed).
 */
export const guards: readonly Guard[] = [
  certificate,
  rateLimit,
  signatureFormat,
  token,
  signature,
  scope,
  version,
  content,
  query,
  account,
  idempotency,
  lock,
  faults,
];

/** The same with the guard that tolerates nothing, once a call was read and before it is kept for a retry. */
export const strictGuards: readonly Guard[] = guards.flatMap((guard) =>
  guard === idempotency ? [strict, idempotency] : [guard],
);
