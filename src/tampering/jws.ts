import { createHmac } from 'node:crypto';
import { publicKeyPem } from '../credentials/key-pair.ts';
import { signBase } from '../signing/algorithms.ts';
import { jwsAlgorithms } from '../signing/jws.ts';
import type { SignatureKey } from '../signing/keys.ts';
import type { TamperingArguments } from '../contract/types/tampering.ts';
import { doesNotApply, planned, type Operator, type Signer, type Spoilable } from './spoilable.ts';

type HeaderArguments = Pick<TamperingArguments, 'alg' | 'b64' | 'crit' | 'kid'>;

/** Signs a JWS with another protected header than the profile's, and correctly by that header. */
export const jwsHeader: Operator = (given) => ({
  unsigned: (message) => {
    assertJws('jws-header', message);
    return planned(message, { sign: withHeader(message.signing.sign, given) });
  },
});

/** Leaves the content inside the JWS, which then is not detached (RFC 7515 appendix F). */
export const attachPayload: Operator = () => ({
  signed: (message) => {
    assertJws('attach-payload', message);
    const payload = base64url(message.body);
    if (payload === '') throw doesNotApply('attach-payload', message, 'content');
    return {
      ...message,
      fields: message.fields.map(([name, value]) => [
        name,
        value.replace(/^([\w-]+)\.\.(?=[\w-]+$)/, `$1.${payload}.`),
      ]),
    };
  },
});

const signatures: Readonly<Record<string, (input: string, key: SignatureKey) => string>> = {
  none: () => '',
  // The attack: who takes the algorithm from the message takes the public key for the secret of an HMAC.
  HS256: (input, { key }) => createHmac('sha256', publicKeyPem(key)).update(input, 'latin1').digest('base64url'),
};

function withHeader(sign: Signer, { alg, b64, crit, kid }: HeaderArguments): Signer {
  return async (message, created) => {
    const { fields, signed } = await sign(message, created);
    const { key } = message.signing;
    const encoded = b64 !== undefined;
    const header = {
      alg: alg ?? jwsAlgorithms.get(key.algorithm),
      kid: kid ?? key.keyid,
      iat: created,
      ...(b64 === 'absent' ? {} : { b64: b64 === 'true', crit: ['b64', ...(crit === undefined ? [] : [crit])] }),
      ...(crit !== undefined && { [crit]: true }),
    };
    const protectedHeader = base64url(Buffer.from(JSON.stringify(header)));
    const input = signingInput(protectedHeader, message.body, encoded);
    const signature = (signatures[alg ?? ''] ?? ecdsa)(input, key);
    return {
      fields: fields.map(([name]) => [name, `${protectedHeader}..${signature}`]),
      // The evidence shows the content, which the redactor could not find in its encoding.
      signed: {
        ...signed,
        keyid: header.kid,
        algorithm: header.alg ?? 'none',
        base: `${protectedHeader}.${message.body.toString('utf8')}`,
      },
    };
  };
}

const ecdsa = (input: string, key: SignatureKey): string => base64url(signBase(input, key, 'ieee-p1363'));

/** Bytes as the text of the same code units, which signBase takes. */
function signingInput(protectedHeader: string, body: Buffer, encoded: boolean): string {
  return `${protectedHeader}.${encoded ? base64url(body) : body.toString('latin1')}`;
}

const base64url = (bytes: Buffer): string => bytes.toString('base64url');

function assertJws(operator: string, message: Spoilable): void {
  if (message.signing.scheme !== 'detached-jws') throw doesNotApply(operator, message, 'detached JWS');
}
