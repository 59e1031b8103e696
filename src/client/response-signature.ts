import { seconds, type Clock } from '../clock.ts';
import { CertifyError } from '../errors.ts';
import type { KeyLookup } from '../signing/keys.ts';
import { parameterUnder } from '../signing/labelled.ts';
import type { SignatureProfile } from '../signing/profile.ts';
import { fieldValue } from '../signing/message.ts';
import { baseOf } from '../signing/received.ts';
import { SignatureError } from '../signing/signature-error.ts';
import { verifyMessage, type Verified } from '../signing/verify.ts';
import type { ReceivedResponse, Verification } from './exchanged.ts';

/** The judgement of one response's signature; with a failure when the response cannot be relied on. */
export interface Judgement {
  readonly verification: Verification;
  readonly failure?: CertifyError;
}

export interface ResponseSignatureOptions {
  /** How responses are signed. */
  readonly profile: SignatureProfile;
  readonly clock: Clock;
}

/** Where the keys of a target come from. */
export interface KeySource {
  /** @param wanted the id of the key that is asked for */
  keys(wanted?: string): Promise<KeyLookup>;
  /** Other sets, when a signature does not fit by this one: keys are rotated. */
  others(used: KeyLookup): Promise<readonly KeyLookup[]>;
}

/** Judges the signature of a response by the keys that the target publishes. */
export async function judgeResponse(
  response: ReceivedResponse,
  source: KeySource,
  { profile, clock }: ResponseSignatureOptions,
): Promise<Judgement> {
  try {
    const lookup = await source.keys(keyidOf(response, profile));
    const verified = await verifiedByAny(lookup, source, (keys) =>
      verifyMessage(response, profile, keys, seconds(clock)),
    );
    return { verification: verificationOf(verified) };
  } catch (error) {
    if (!(error instanceof CertifyError)) throw error;
    const base = error instanceof SignatureError ? (error.base ?? baseOf(response, profile)) : undefined;
    const failure = error instanceof SignatureError ? ofResponse(error) : error;
    return {
      verification: { verified: false, ...(base === undefined ? {} : { base }), problem: problem(failure) },
      failure,
    };
  }
}

/** Verifies with one key set, and with the others only if that fails; reports the failure of the first. */
async function verifiedByAny(
  lookup: KeyLookup,
  source: KeySource,
  verify: (lookup: KeyLookup) => Verified,
): Promise<Verified> {
  try {
    return verify(lookup);
  } catch (error) {
    if (!(error instanceof SignatureError) || error.code !== 'ERR_SIGNATURE_INVALID') throw error;
    for (const other of await source.others(lookup).catch(() => [])) {
      try {
        return verify(other);
      } catch {
        continue;
      }
    }
    throw error;
  }
}

/** The key that a response names, before anything is judged: keys that were rotated are fetched for it. */
function keyidOf({ fields }: ReceivedResponse, { label }: SignatureProfile): string | undefined {
  const keyid = parameterUnder(label, 'keyid', fieldValue(fields, 'signature-input') ?? '');
  return /^"([^"\\]+)"$/.exec(keyid ?? '')?.[1];
}

function verificationOf({ keyid, algorithm, base, variant, warnings }: Verified): Verification {
  return {
    verified: true,
    keyid,
    algorithm,
    base,
    ...variant,
    ...(warnings.length === 0 ? {} : { warnings: [...warnings] }),
  };
}

/** The same failure, saying whose signature it is about: the advice of the signing room is for those who sign. */
function ofResponse({ code, message, where, expected, actual, base, cause }: SignatureError): SignatureError {
  return new SignatureError(code, `The response cannot be relied on: ${message}`, {
    ...(where === undefined ? {} : { where }),
    ...(expected === undefined ? {} : { expected }),
    ...(actual === undefined ? {} : { actual }),
    ...(base === undefined ? {} : { base }),
    blame: 'api',
    advice: 'A proxy may have changed it. If there is none, report it to the operator of the target with its callId.',
    cause,
  });
}

function problem({ code, message }: CertifyError): string {
  return `${code}: ${message}`;
}
