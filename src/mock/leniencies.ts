import type { Call } from './call.ts';
import type { Nopan } from './nopan.ts';
import type { RefusalName } from './refusal.ts';

/** Something that the mock tolerates, since Nopan's pages leave it open or allow it, and that a sandbox may reject. */
export interface Leniency {
  readonly id: string;
  /** What the request did. */
  readonly text: string;
  readonly fix: string;
  /** The error with --strict. */
  readonly refusal: RefusalName;
}

type Found = Pick<Leniency, 'text' | 'fix'>;
type Check = (call: Call, nopan: Nopan) => Found | undefined;

const encodings = { 'ieee-p1363': 'r || s (RFC 9421 section 3.3.4)', der: 'DER' };
const forms = { rfc9421: 'the parameters alone (RFC 9421 section 2.3)', labelled: 'the label before the parameters' };

/** Every leniency of guards and signature verification that shows in a single call. */
const checks: readonly (readonly [id: string, refusal: RefusalName, check: Check])[] = [
  [
    'scheme',
    'signatureFormat',
    ({ signature }, { profiles }) =>
      signature && differs(signature.scheme, profiles.scheme, (scheme) => `the signature is of the scheme ${scheme}`),
  ],
  [
    'ecdsa-encoding',
    'signatureVerification',
    ({ verified }, { profiles }) =>
      differs(
        verified?.variant?.ecdsaEncoding,
        profiles.request.ecdsaEncoding,
        (encoding) => `the signature is ${encodings[encoding]}`,
        (encoding) => encodings[encoding],
      ),
  ],
  [
    'signature-params-form',
    'signatureVerification',
    ({ verified }, { profiles }) =>
      differs(
        verified?.variant?.signatureParamsForm,
        profiles.request.signatureParamsForm,
        (form) => `the last line of the signature base has ${forms[form]}`,
        (form) => forms[form],
      ),
  ],
  [
    'digest',
    'signatureFormat',
    ({ verified }, { profiles }) =>
      differs(verified?.digest, profiles.request.digest, (digest) => `Content-Digest is ${digest}`),
  ],
  [
    'coverage',
    'signatureFormat',
    ({ verified }) =>
      verified?.warnings?.length
        ? {
            text: verified.warnings.join(' '),
            fix: 'Cover exactly these components, and send only keyid and created, in this order.',
          }
        : undefined,
  ],
  [
    'version',
    'invalidInput',
    (call, { protocol: { version } }) =>
      call.operation.scope === undefined || call.header(version.header) !== undefined
        ? undefined
        : { text: `no ${version.header}`, fix: `Send ${version.header}: ${version.current}.` },
  ],
  [
    'unknown-properties',
    'invalidInput',
    ({ ignored }) =>
      ignored.length === 0
        ? undefined
        : {
            text: `unknown properties were ignored: ${ignored.join(', ')}`,
            fix: 'Remove them, or correct their names.',
          },
  ],
  [
    'idempotency-key',
    'invalidInput',
    (call, { protocol: { idempotency } }) =>
      !call.operation.writes || call.header(idempotency.header) !== undefined
        ? undefined
        : {
            text: `no ${idempotency.header}`,
            fix: 'Send a new key with each request, and the same one with its retry.',
          },
  ],
];

function differs<T extends string>(
  met: T | undefined,
  configured: T,
  text: (met: T) => string,
  wanted: (configured: T) => string = (value) => value,
): Found | undefined {
  return met === undefined || met === configured ? undefined : { text: text(met), fix: `Send ${wanted(configured)}.` };
}

/** What a call that every guard let pass did otherwise than the wire profile says. */
export const leniencies = (call: Call, nopan: Nopan): Leniency[] =>
  checks.flatMap(([id, refusal, check]) => {
    const found = check(call, nopan);
    return found === undefined ? [] : [{ id, refusal, ...found }];
  });
