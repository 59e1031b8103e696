import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import type { JsonObject } from '../contract/json.ts';
import { fieldOf, withField, type Answer, type Signing } from './behaviour.ts';

const curves = {
  'P-256': { hash: 'sha256', alg: 'ES256' },
  'P-384': { hash: 'sha384', alg: 'ES384' },
  'P-521': { hash: 'sha512', alg: 'ES512' },
} as const;

/** Signs responses as Nopan does (Nopan, RESPVAL), written a second time: nothing of it is the code that it stands before. */
export interface ResponseSigner {
  /** @param number of the request that it answers */
  sign(answer: Answer, number: number): Answer;
  /** Its public key of the moment as a JWK. */
  jwk(): JsonObject;
}

export function responseSigner(how: Signing, clock: { now(): number }, keyid = 'nopan-sandbox'): ResponseSigner {
  const { curve = 'P-256', digest = 'sha-512', form = 'rfc9421', encoding = 'ieee-p1363', shift = 0 } = how;
  const { hash, alg } = curves[curve];
  const keyPair = (id: string) => ({ id, ...generateKeyPairSync('ec', { namedCurve: curve }) });
  const [first, next] = [keyPair(keyid), keyPair(how.nextKeyid ?? keyid)];
  let current = first;

  const valueOf = (component: string, answer: Answer): string => {
    if (component === '@status') return String(answer.status);
    const value = fieldOf(answer.fields, component);
    return component === 'content-type' ? (value.split(';')[0] ?? '').trim().toLowerCase() : value;
  };

  return {
    jwk: () => ({ ...(current.publicKey.export({ format: 'jwk' }) as JsonObject), kid: current.id, alg, use: 'sig' }),
    sign(answer, number) {
      if (how.rotatesAt !== undefined && number >= how.rotatesAt) current = next;
      const { id, privateKey } = current;
      const ready = answer.body.length === 0 ? answer : withDigest(answer, digest);
      const covered = componentsOf(ready, how);
      const created = Math.floor(clock.now() / 1000) + shift;
      const parameters = `(${covered.map((name) => `"${name}"`).join(' ')});keyid="${id}";created=${created}`;
      const lines = covered.map((name) => `"${name}": ${valueOf(name, ready)}`);
      const last = `"@signature-params": ${form === 'labelled' ? 'nopan_sig=' : ''}${parameters}`;
      const base = Buffer.from([...lines, last].join('\n'));
      const signature = sign(hash, base, { key: privateKey, dsaEncoding: encoding }).toString('base64');
      return { ...ready, fields: withSignatures(ready.fields, parameters, signature, how.others) };
    },
  };
}

function withDigest(answer: Answer, algorithm: NonNullable<Signing['digest']>): Answer {
  const value = createHash(algorithm.replace('-', '')).update(answer.body).digest('base64');
  const digested = withField(answer.fields, 'content-digest', `${algorithm}=:${value}:`);
  return { ...answer, fields: withField(digested, 'content-length', String(answer.body.length)) };
}

function componentsOf({ body }: Answer, { withoutLength = false, componentsReversed = false }: Signing): string[] {
  if (body.length === 0) return ['@status'];
  const all = ['@status', 'content-digest', 'content-type', ...(withoutLength ? [] : ['content-length'])];
  return componentsReversed ? all.reverse() : all;
}

function withSignatures(
  fields: Answer['fields'],
  parameters: string,
  signature: string,
  others: Signing['others'],
): Answer['fields'] {
  const among = (own: string, name: 'input' | 'signature'): string =>
    others === undefined ? own : [others[0][name], own, others[1][name]].join(', ');
  const named = withField(fields, 'signature-input', among(`nopan_sig=${parameters}`, 'input'));
  return withField(named, 'signature', among(`nopan_sig=:${signature}:`, 'signature'));
}
