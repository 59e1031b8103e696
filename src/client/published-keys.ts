import { keyLookup } from '../credentials/jwks.ts';
import { CertifyError } from '../errors.ts';
import { fieldValue } from '../signing/message.ts';
import { SignatureError } from '../signing/signature-error.ts';
import type { KeyLookup } from '../signing/keys.ts';
import type { ReceivedResponse } from './exchanged.ts';
import type { Passage } from './interceptor.ts';
import { judgeResponse, type Judgement, type ResponseSignatureOptions } from './response-signature.ts';

/**
 * Judges the answer with the target's keys by these keys themselves: it is TLS that vouches for them. That it is not signed is
 * recorded and is no reason to refuse them.
 */
export async function judgeKeys(passage: Passage, options: ResponseSignatureOptions): Promise<Passage> {
  const { response } = passage;
  if (response === undefined) return passage;
  const unusable = unusableKeys(passage);
  if (unusable !== undefined) return { ...passage, ...unusable };
  const own = { keys: () => Promise.resolve(publishedKeys(response)), others: () => Promise.resolve([]) };
  const { verification, failure } = await judgeResponse(response, own, options);
  if (failure?.code !== 'ERR_SIGNATURE_MISSING') return { ...passage, verification, ...(failure && { failure }) };
  return {
    ...passage,
    verification: { ...verification, problem: 'Not verified: the key set is not signed; TLS vouches for it.' },
  };
}

/**
 * The key set in a judged answer, parsed.
 * @throws {CertifyError} ERR_JWKS, or why there is no answer.
 */
export function keysIn({ request, response, failure }: Passage): unknown {
  if (failure === undefined) return response?.json;
  if (!(failure instanceof SignatureError)) throw failure;
  throw new CertifyError('ERR_JWKS', 'The keys of the target contradict the signature of their own key set', {
    where: request.url,
    expected: 'a key set that is signed with a key in it, or not signed',
    actual: failure.message,
    advice: 'Report it to the operator of the target: no response can be verified.',
    cause: failure,
  });
}

/** Largest key set, in bytes: some hundred keys with their certificates. */
const longestSet = 512 * 1024;

/**
 * The keys in a response, read once.
 * @throws {CertifyError} ERR_JWKS
 */
export function publishedKeys(response: ReceivedResponse): KeyLookup {
  const known = lookups.get(response);
  if (known !== undefined) return known;
  const { length } = response.body;
  if (length > longestSet) {
    throw new CertifyError('ERR_JWKS', `The JWK set has ${length} bytes`, {
      expected: `at most ${longestSet} bytes`,
      advice: 'Report it to the operator of the target: each client has to read all of it before its first call.',
    });
  }
  const lookup = keyLookup(response.json);
  lookups.set(response, lookup);
  return lookup;
}

const lookups = new WeakMap<ReceivedResponse, KeyLookup>();

function unusableKeys({ request, response }: Passage): Judgement | undefined {
  try {
    if (response?.status !== 200 || response.json === undefined) throw noKeys(request.url, response);
    publishedKeys(response);
    return undefined;
  } catch (error) {
    if (!(error instanceof CertifyError)) throw error;
    return { verification: { verified: false, problem: `${error.code}: ${error.message}` }, failure: error };
  }
}

/** Describes a response without keys: the address is assumed, so anything may be there. */
export function noKeys(url: string, response: ReceivedResponse | undefined): CertifyError {
  return new CertifyError('ERR_JWKS', 'The target does not publish its keys here', {
    where: url,
    expected: '200 with a JWK set',
    actual: response === undefined ? 'no response' : told(response),
    advice:
      'Set the protocol setting jwks.path to where the portal says they are: no response can be verified without them.',
    blame: 'environment',
  });
}

function told(response: ReceivedResponse): string {
  if (response.status !== 200) return String(response.status);
  return `200 with ${fieldValue(response.fields, 'content-type') ?? 'no Content-Type'}, which is not JSON`;
}
