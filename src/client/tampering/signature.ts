import { generateKeyPair, type Curve } from '../../credentials/key-pair.ts';
import type { OutgoingRequest, SigningPlan } from '../outgoing.ts';
import { doesNotApply, type Operator } from './spoil.ts';

/** Flips one bit in the middle of the signature: still base64, still of the right length. */
export const flipSignature: Operator = () => ({
  signed: (request) => {
    const { field, pattern, encoding } = signatureValues[request.signing.scheme];
    const fields = request.fields.map(([name, value]): [string, string] => [
      name,
      field.test(name) ? value.replace(pattern, (signature) => flipped(signature, encoding)) : value,
    ]);
    if (fields.every(([, value], index) => value === request.fields[index]?.[1])) {
      throw doesNotApply('flip-signature', request, 'signature');
    }
    return { ...request, fields };
  },
});

/** Where the signature stands: `Signature: label=:base64:`, or `header..base64url` in a field whose name is a setting. */
const signatureValues = {
  'http-message-signature': {
    field: /^signature$/i,
    pattern: /(?<=^[a-z][\w-]*=:)[A-Za-z0-9+/]{32,}={0,2}(?=:$)/,
    encoding: 'base64',
  },
  'detached-jws': { field: /^/, pattern: /(?<=^[\w-]+\.\.)[\w-]+$/, encoding: 'base64url' },
} as const;

function flipped(text: string, encoding: 'base64' | 'base64url'): string {
  const bytes = Buffer.from(text, encoding);
  const middle = bytes.length >> 1;
  bytes.writeUInt8(bytes.readUInt8(middle) ^ 1, middle);
  return bytes.toString(encoding);
}

/** Leaves a component out of what is signed. */
export const uncover: Operator = ({ component = '' }) => ({
  unsigned: (request) => {
    const { profile } = request.signing;
    const covered = request.body.length > 0 ? profile.components : profile.componentsWithoutBody;
    if (!covered.includes(component)) throw doesNotApply('uncover', request, `${component} among what is signed`);
    const others = (names: readonly string[]) => names.filter((name) => name !== component);
    return planned(request, {
      profile: {
        ...profile,
        components: others(profile.components),
        componentsWithoutBody: others(profile.componentsWithoutBody),
      },
    });
  },
});

/** Signs with the right key and quotes another key id. */
export const nameKey: Operator = ({ keyid = '' }) => ({
  unsigned: (request) => planned(request, { key: { ...request.signing.key, keyid } }),
});

/** Signs with a key that nobody knows, and quotes the right key id. */
export const useOtherKey: Operator = () => ({
  unsigned: (request) => {
    const { key } = request.signing;
    const curve = curves[String(key.key.asymmetricKeyDetails?.namedCurve)];
    if (curve === undefined) throw doesNotApply('use-other-key', request, 'elliptic curve key to sign with');
    return planned(request, { key: { ...key, key: generateKeyPair(curve).privateKey } });
  },
});

const curves: Readonly<Record<string, Curve>> = { prime256v1: 'P-256', secp384r1: 'P-384', secp521r1: 'P-521' };

/** Signs as of another time. */
export const shiftCreated: Operator = ({ seconds = 0 }) => ({
  unsigned: (request) => planned(request, { shift: request.signing.shift + seconds }),
});

/** Signs another method, path or host than that of the request. */
export const signOtherRequest: Operator = ({ method, target, authority }) => ({
  unsigned: (request) =>
    planned(request, {
      ...(method === undefined ? {} : { method }),
      ...(target === undefined ? {} : { target }),
      ...(authority === undefined ? {} : { authority }),
    }),
});

function planned(request: OutgoingRequest, change: Partial<SigningPlan>): OutgoingRequest {
  return { ...request, signing: { ...request.signing, ...change } };
}
