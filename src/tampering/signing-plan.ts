import { curveOf, generateKeyPair, type Curve } from '../credentials/key-pair.ts';
import { contentDigest } from '../signing/digest.ts';
import { keyAlgorithm } from '../signing/keys.ts';
import { flippedContent } from './content.ts';
import { doesNotApply, planned, type About, type Operator, type Signer, type Spoilable } from './spoilable.ts';

/** Leaves a component out of what is signed. */
export const uncover: Operator = ({ component = '' }) => ({
  unsigned: (message) => {
    const { profile } = message.signing;
    const covered = message.body.length > 0 ? profile.components : profile.componentsWithoutBody;
    if (!covered.includes(component)) throw doesNotApply('uncover', message, `${component} among what is signed`);
    const others = (names: readonly string[]) => names.filter((name) => name !== component);
    return planned(message, {
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
  unsigned: (message) => planned(message, { key: { ...message.signing.key, keyid } }),
});

/** Signs with a key that nobody knows, of the same curve unless another is named, and quotes the right key id. */
export const useOtherKey: Operator = ({ curve }) => ({
  unsigned: (message) => {
    const { key } = message.signing;
    const own = curveOf(key.key);
    if (own === undefined) throw doesNotApply('use-other-key', message, 'elliptic curve key to sign with');
    const { privateKey } = generateKeyPair(curve === undefined ? own : foreignCurve(own));
    return planned(message, { key: { ...key, algorithm: keyAlgorithm(privateKey), key: privateKey } });
  },
});

/** P-384, or P-256 for whom P-384 is the right one. */
const foreignCurve = (own: Curve): Curve => (own === 'P-384' ? 'P-256' : 'P-384');

/** Signs as of another time. */
export const shiftCreated: Operator = ({ seconds = 0 }) => ({
  unsigned: (message) => planned(message, { shift: message.signing.shift + seconds }),
});

/** Signs another method, path, query, host or status than that of the message. */
export const signOther: Operator = ({ method, target, query, authority, status }) => ({
  unsigned: (message) => {
    const { about } = message.signing;
    if ('status' in about) return planned(message, { about: { status: status ?? about.status + 1 } });
    return planned(message, {
      about: {
        method: method ?? about.method,
        target: (target ?? about.target) + (query === undefined ? '' : `?${query}`),
        authority: authority ?? about.authority,
      },
    });
  },
});

/** Carries the signature of another message of the same kind: of other content, or where there is none, of another target or status. */
export const liftSignature: Operator = () => ({
  unsigned: (message) => planned(message, { sign: lifted(message.signing.sign) }),
});

const lifted =
  (sign: Signer): Signer =>
  (message, created) =>
    sign(another(message), created);

function another(message: Spoilable): Spoilable {
  if (message.body.length === 0) return planned(message, { about: anotherSubject(message.signing.about) });
  const body = flippedContent(message.body);
  const digest = contentDigest(body, message.signing.profile.digest);
  const fields = message.fields.map(([name, value]): [string, string] => [
    name,
    name.toLowerCase() === 'content-digest' ? digest : value,
  ]);
  return { ...message, body, fields };
}

const anotherSubject = (about: About): About =>
  'status' in about ? { status: about.status + 1 } : { ...about, target: `${about.target}0` };
