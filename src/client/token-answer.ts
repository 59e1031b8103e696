import type { Protocol } from '../contract/protocol.ts';
import { valueAt } from '../contract/pointer.ts';
import { shown } from '../contract/violation.ts';
import type { AccessToken } from '../credentials/access-token.ts';
import { CertifyError } from '../errors.ts';
import { SignatureError } from '../signing/signature-error.ts';
import type { Passage } from './interceptor.ts';
import { answerText, refusesSignature } from './refusal.ts';

/**
 * The access token in the answer of the token endpoint (RFC 6749 section 5.1). That it is not signed is no reason to refuse it.
 * @throws {CertifyError} ERR_TOKEN, or why there is no answer.
 */
export function grantedToken({ request, response, failure }: Passage, errors: Protocol['errors']): AccessToken {
  if (failure instanceof SignatureError && failure.code !== 'ERR_SIGNATURE_MISSING') {
    throw new CertifyError('ERR_TOKEN', 'The access token comes in an answer whose signature does not hold', {
      where: request.url,
      expected: 'an answer that is signed with a published key, or not signed',
      actual: failure.message,
      advice: 'Report it to the operator of the target.',
      cause: failure,
    });
  }
  if (failure !== undefined && failure.code !== 'ERR_SIGNATURE_MISSING') throw failure;
  const value = valueAt(response?.json, '/access_token');
  const expiresIn = valueAt(response?.json, '/expires_in');
  if (response?.status === 200 && typeof value === 'string' && value !== '') {
    if (isLifetime(expiresIn)) return { value, expiresIn };
    throw new CertifyError('ERR_TOKEN', 'The access token does not say how long it is valid', {
      where: request.url,
      expected: 'expires_in: a whole number of seconds above 0 (Nopan, OAS)',
      actual: `expires_in: ${shown(expiresIn)}`,
      advice: 'Report it to the operator of the target.',
    });
  }
  throw new CertifyError('ERR_TOKEN', 'No access token was granted', {
    where: request.url,
    expected: '200 with access_token and expires_in',
    actual: answerText(response?.status, response?.json),
    advice: adviceFor(response?.json, errors),
  });
}

const isLifetime = (value: unknown): value is number => Number.isInteger(value) && (value as number) > 0;

function adviceFor(json: unknown, errors: Protocol['errors']): string {
  return refusesSignature(json, errors)
    ? 'Check that the signing key is registered under this keyid; "nopan-certify calibrate" finds the way of signing that the target accepts.'
    : 'Check the organization id, its client certificate and the scopes that it may ask for.';
}
