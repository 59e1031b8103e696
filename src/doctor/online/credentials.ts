import { answerText, reasonCodeOf, refusesSignature } from '../../client/refusal.ts';
import { valueAt } from '../../contract/pointer.ts';
import { fullScopes } from '../../conversation/party.ts';
import { CertifyError } from '../../errors.ts';
import { ok, skipped, type Check, type Verdict } from '../check.ts';
import { calling } from './needs.ts';
import type { Answered, OnlineSubject } from './subject.ts';

const heading = 'Credentials at the target';

/** The target knows the credentials, and lets them do what the scenarios do. */
export const credentialChecks: readonly Check<OnlineSubject>[] = [
  {
    id: 'credentials.certificate',
    heading,
    title: 'client certificate is accepted',
    source: 'SK-ERR',
    needs: [...calling, 'target.clock'],
    examine: certificate,
  },
  {
    id: 'credentials.keyid',
    heading,
    title: 'signing key is known',
    source: 'SK-ERR',
    needs: [...calling, 'target.clock', 'credentials.certificate'],
    examine: keyid,
  },
  {
    id: 'credentials.token',
    heading,
    title: 'token with the needed scopes',
    source: 'TOKEN',
    needs: [...calling, 'target.clock', 'credentials.certificate', 'credentials.keyid'],
    examine: token,
  },
  {
    id: 'credentials.call',
    heading,
    title: 'signed call with that token',
    source: 'SK-AUTH',
    needs: [...calling, 'target.clock', 'credentials.certificate', 'credentials.keyid', 'credentials.token'],
    examine: signedCall,
  },
];

async function certificate(subject: OnlineSubject): Promise<Verdict> {
  const answer = await subject.greeting();
  const { errors } = (await subject.environment()).specification.protocol;
  const reasonCode = reasonCodeOf(answer.response.json);
  // The greeting asks for the least scope there is: what is not allowed is the client.
  const refusals = [errors.certificate, errors.authorization];
  if (!refusals.some((error) => error.reasonCode === reasonCode)) return ok('by the token endpoint');
  const { tls, organization } = subject.configuration.value;
  throw new CertifyError('ERR_CERTIFICATE', 'The target does not accept the client certificate', {
    where: tls.certificate ?? tls.pkcs12 ?? '',
    expected: `the certificate that Nopan issued for ${organization}, for this environment`,
    actual: told(answer),
    advice: 'Compare it and the organization with the portal; production and sandbox have certificates of their own.',
    blame: 'integration',
  });
}

async function keyid(subject: OnlineSubject): Promise<Verdict> {
  const answer = await subject.greeting();
  const { signing } = subject.configuration.value;
  if (answer.response.status === 200) return ok(signing.keyid);
  const { errors } = (await subject.environment()).specification.protocol;
  if (refusesSignature(answer.response.json, errors)) throw unknownKey(subject, answer);
  return skipped(`the answer says nothing of the signature: ${told(answer)}`);
}

function unknownKey({ configuration }: OnlineSubject, answer: Answered): CertifyError {
  return new CertifyError('ERR_SIGNATURE_INVALID', 'The target refuses what is signed with the signing key', {
    where: configuration.origin('/signing/keyid').where,
    expected: `the public key of signing.privateKey to be registered as "${configuration.value.signing.keyid}"`,
    actual: told(answer),
    advice:
      'Compare both with the portal. If they are right, nopan-certify calibrate finds out whether the target wants another way of signing.',
  });
}

async function token(subject: OnlineSubject): Promise<Verdict> {
  const answer = await subject.token();
  const { response } = answer;
  const scopes = fullScopes.split(' ');
  const granted = valueAt(response.json, '/scope');
  // A token with the scopes that were asked for need not name them (RFC 6749 section 5.1).
  const held = typeof granted === 'string' ? granted.split(' ') : scopes;
  const missing = scopes.filter((scope) => !held.includes(scope));
  if (response.status === 200 && tokenOf(answer) !== undefined && missing.length === 0) return ok(scopes.join(', '));
  const refused = response.status !== 200 || tokenOf(answer) === undefined;
  throw new CertifyError(
    'ERR_TOKEN',
    refused ? 'No access token is granted' : `The token lacks ${missing.join(', ')}`,
    {
      where: answer.request.url,
      expected: `a token for ${scopes.join(', ')}`,
      actual: refused ? told(answer) : `scope: ${held.join(' ')}`,
      advice: 'Ask Nopan to allow the organization these scopes; the client id is "organization" in the configuration.',
    },
  );
}

async function signedCall(subject: OnlineSubject): Promise<Verdict> {
  const answer = await subject.signedCall(tokenOf(await subject.token()) ?? '');
  const { errors } = (await subject.environment()).specification.protocol;
  const { status } = answer.response;
  if (status === 200 || status === errors.notFound.status) return ok(`answered with ${told(answer)}`);
  if (refusesSignature(answer.response.json, errors)) throw unknownKey(subject, answer);
  throw new CertifyError('ERR_ASSERTION', 'A signed call with a valid token is refused', {
    where: answer.request.url,
    expected: `${errors.notFound.status}, as there is no such payment`,
    actual: told(answer),
    advice: 'Report it to the operator of the target, with the call id.',
  });
}

/** The granted access token. It is a secret. */
function tokenOf({ response }: Answered): string | undefined {
  const value = valueAt(response.json, '/access_token');
  return typeof value === 'string' && value !== '' ? value : undefined;
}

const told = ({ response }: Answered): string => answerText(response.status, response.json);
