import { signBase } from '../../signing/algorithms.ts';
import type { SignatureAlgorithm } from '../../signing/keys.ts';
import type { OutgoingRequest, Signer } from '../outgoing.ts';
import { doesNotApply, type Operator } from './spoil.ts';

/** Signs a JWS with another protected header than the profile's, and correctly by that header. */
export const jwsHeader: Operator = ({ alg, b64 }) => ({
  unsigned: (request) => {
    const { signing } = request;
    if (signing.scheme !== 'detached-jws') throw doesNotApply('jws-header', request, 'detached JWS');
    return { ...request, signing: { ...signing, sign: otherwise(signing.sign, alg, b64 === 'absent') } };
  },
});

const jwaNames: Partial<Record<SignatureAlgorithm, string>> = {
  'ecdsa-p256-sha256': 'ES256',
  'ecdsa-p384-sha384': 'ES384',
  'ecdsa-p521-sha512': 'ES512',
};

function otherwise(sign: Signer, alg: string | undefined, encoded: boolean): Signer {
  return async (request, created) => {
    const { fields, signed } = await sign(request, created);
    const { key } = request.signing;
    const header = {
      alg: alg ?? jwaNames[key.algorithm],
      kid: key.keyid,
      iat: created,
      ...(encoded ? {} : { b64: false, crit: ['b64'] }),
    };
    const protectedHeader = base64url(Buffer.from(JSON.stringify(header)));
    const input = signingInput(protectedHeader, request, encoded);
    const signature = alg === 'none' ? '' : base64url(signBase(input, key, 'ieee-p1363'));
    return {
      fields: fields.map(([name]) => [name, `${protectedHeader}..${signature}`]),
      // The evidence shows the content, which the redactor could not find in its encoding.
      signed: {
        ...signed,
        algorithm: header.alg ?? 'none',
        base: `${protectedHeader}.${request.body.toString('utf8')}`,
      },
    };
  };
}

/** Bytes as the text of the same code units, which signBase takes. */
function signingInput(protectedHeader: string, { body }: OutgoingRequest, encoded: boolean): string {
  return `${protectedHeader}.${encoded ? base64url(body) : body.toString('latin1')}`;
}

const base64url = (bytes: Buffer): string => bytes.toString('base64url');
