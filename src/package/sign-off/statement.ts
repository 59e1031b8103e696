import type { SignOff } from '../../contract/types/sign-off.ts';
import { jwks } from '../../credentials/jwks.ts';
import type { SignatureKey } from '../../signing/keys.ts';
import { names } from '../member.ts';

export type Decision = SignOff['predicate']['decision'];

export const decisions = ['approved', 'rejected', 'approved-with-conditions'] as const satisfies readonly Decision[];

export interface Review {
  readonly reviewer: SignOff['predicate']['reviewer'];
  readonly decision: Decision;
  readonly note?: string;
  /** ISO 8601, in UTC. */
  readonly timestamp: string;
}

/**
 * The in-toto Statement of a sign-off. Its subject is the attestation of the package, which holds the digest of every other member, so
 * that `sha256sum` of one member is enough to check it.
 */
export const signOffStatement = (review: Review, key: SignatureKey, attestationSha256: string): SignOff => ({
  _type: 'https://in-toto.io/Statement/v1',
  subject: [{ name: names.envelope, digest: { sha256: attestationSha256 } }],
  predicateType: 'https://in-toto.io/attestation/human-review/v0.1',
  predicate: {
    result: resultOf(review.decision),
    timestamp: review.timestamp,
    decision: review.decision,
    reviewer: review.reviewer,
    ...(review.note !== undefined && { note: review.note }),
    key: { ...jwks([key]).keys[0] },
  },
});

export const resultOf = (decision: Decision): 'pass' | 'fail' => (decision === 'approved' ? 'pass' : 'fail');
