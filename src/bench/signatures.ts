import {
  constants,
  createHmac,
  createSecretKey,
  generateKeyPairSync,
  randomBytes,
  sign,
  verify,
  type KeyObject,
} from 'node:crypto';
import { protocolFile, schemasDir } from '../contract/locations.ts';
import { loadProtocol } from '../contract/protocol.ts';
import { loadSchemas } from '../contract/schemas.ts';
import { signDetached, verifyDetached } from '../signing/jws.ts';
import type { SignatureAlgorithm, SignatureKey } from '../signing/keys.ts';
import type { RequestMessage } from '../signing/message.ts';
import { requestProfile } from '../signing/profile.ts';
import { signMessage } from '../signing/sign.ts';
import { verifyMessage } from '../signing/verify.ts';
import { compare } from './measure.ts';

/** Milliseconds of one operation: ours on a whole message, and the bare primitive on the same base. */
export interface SignatureTimes {
  readonly name: string;
  readonly sign: number;
  readonly bareSign: number;
  readonly verify: number;
  readonly bareVerify: number;
}

interface Candidate {
  readonly algorithm: SignatureAlgorithm;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
  /** OpenSSL's name of the hash, and what else the bare primitive is told. */
  readonly hash?: string;
  readonly options?: object;
}

const p1363 = { dsaEncoding: 'ieee-p1363' };
const pss = { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 64 };

const ec = (namedCurve: string) => generateKeyPairSync('ec', { namedCurve });
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const secret = createSecretKey(randomBytes(32));

const candidates: readonly Candidate[] = [
  { algorithm: 'ecdsa-p256-sha256', ...ec('P-256'), hash: 'sha256', options: p1363 },
  { algorithm: 'ecdsa-p384-sha384', ...ec('P-384'), hash: 'sha384', options: p1363 },
  { algorithm: 'ecdsa-p521-sha512', ...ec('P-521'), hash: 'sha512', options: p1363 },
  { algorithm: 'ed25519', ...generateKeyPairSync('ed25519') },
  { algorithm: 'rsa-pss-sha512', ...rsa, hash: 'sha512', options: pss },
  { algorithm: 'rsa-v1_5-sha256', ...rsa, hash: 'sha256', options: { padding: constants.RSA_PKCS1_PADDING } },
  { algorithm: 'hmac-sha256', privateKey: secret, publicKey: secret, hash: 'sha256' },
];

const created = 1_766_678_793;
const body = Buffer.from('{"amount":{"value":1099,"currency":"EUR"},"clientTransactionId":"order-4711"}');
const request: RequestMessage = {
  method: 'POST',
  authority: 'api.sandbox.nopan.dev',
  target: '/payments/initiate',
  fields: [
    ['Host', 'api.sandbox.nopan.dev'],
    ['Content-Type', 'application/json'],
    ['Content-Length', String(body.length)],
    ['Nopan-Version', '0.1'],
  ],
  body,
};

interface Size {
  readonly rounds: number;
  readonly calls: number;
}

/** Signing and verifying by each algorithm, beside bare node:crypto in the same moments. */
export async function timeSignatures(size: Size): Promise<SignatureTimes[]> {
  const { protocol } = loadProtocol(protocolFile, loadSchemas(schemasDir));
  const profile = requestProfile(protocol.signature);
  const times: SignatureTimes[] = [];
  for (const candidate of candidates) {
    const { signer, lookup } = keysOf(candidate);
    const { base, fields } = signMessage(request, profile, signer, created);
    const signed = { ...request, fields: [...request.fields, ...fields] };
    times.push(
      await timed(candidate.algorithm, candidate, Buffer.from(base), size, {
        sign: () => signMessage(request, profile, signer, created),
        verify: () => verifyMessage(signed, profile, lookup, created),
      }),
    );
  }
  const [p256] = candidates;
  if (p256 === undefined) return times;
  const { signer, lookup } = keysOf(p256);
  const { value, signingInput } = await signDetached(body, signer, created);
  times.push(
    await timed('detached JWS, ES256', p256, Buffer.from(signingInput), size, {
      sign: () => signDetached(body, signer, created),
      verify: () => verifyDetached(value, body, lookup, protocol.jws, created),
    }),
  );
  return times;
}

function keysOf({ algorithm, privateKey, publicKey }: Candidate) {
  const signer: SignatureKey = { keyid: 'key-1', algorithm, key: privateKey };
  const verifier: SignatureKey = { keyid: 'key-1', algorithm, key: publicKey };
  return { signer, lookup: () => verifier };
}

async function timed(
  name: string,
  candidate: Candidate,
  base: Buffer,
  size: Size,
  ours: { readonly sign: () => unknown; readonly verify: () => unknown },
): Promise<SignatureTimes> {
  const { bareSign, bareVerify } = bare(candidate, base);
  const times = await compare({ sign: ours.sign, bareSign, verify: ours.verify, bareVerify }, size);
  const of = (key: string): number => times[key] ?? NaN;
  return { name, sign: of('sign'), bareSign: of('bareSign'), verify: of('verify'), bareVerify: of('bareVerify') };
}

function bare({ algorithm, privateKey, publicKey, hash, options }: Candidate, base: Buffer) {
  if (algorithm === 'hmac-sha256') {
    const mac = () => createHmac('sha256', privateKey).update(base).digest();
    return { bareSign: mac, bareVerify: mac };
  }
  const signing = { key: privateKey, ...options };
  const verifying = { key: publicKey, ...options };
  const signature = sign(hash, base, signing);
  return { bareSign: () => sign(hash, base, signing), bareVerify: () => verify(hash, base, verifying, signature) };
}
