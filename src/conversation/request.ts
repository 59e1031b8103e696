import { X509Certificate } from 'node:crypto';
import type { Exchange } from '../contract/types/exchange.ts';
import type { ClientCredentials } from '../credentials/client-credentials.ts';
import { certificateFingerprint } from '../credentials/fingerprint.ts';
import { samePair } from '../credentials/key-pair.ts';
import { fieldValue } from '../signing/message.ts';
import { expectEqual, unmet } from './expectation.ts';
import type { Turn } from './turn.ts';

/** @throws ERR_ASSERTION when the connection had another TLS version, or not the organization's certificate */
export function expectMutualTls({ exchanged }: Turn, { certificate }: ClientCredentials, protocol: string): void {
  const { tls } = exchanged.evidence;
  expectEqual('The connection had another TLS version', tls?.protocol, protocol);
  expectEqual(
    'The connection had another client certificate',
    tls?.clientCertificate,
    certificateFingerprint(certificate),
  );
}

/** @throws ERR_ASSERTION when the request was not signed with the signing key, or that is the key of the certificate */
export function expectSeparateKeys({ exchanged }: Turn, { certificate, signingKey }: ClientCredentials): void {
  expectEqual('Another key signed', exchanged.evidence.signature.request?.keyid, signingKey.keyid);
  const same = samePair(signingKey.key, new X509Certificate(certificate).publicKey);
  expectEqual(
    'The signing key is the key of the client certificate',
    same,
    false,
    'Make a key of its own for signing.',
  );
}

/** What the client fetches by itself and keeps, by the request spec that fetches it. */
const fetchedBy = { 'auth/token': 'access token', 'auth/jwks': 'key set' } as const;

/** @throws ERR_ASSERTION when it was fetched more or less often */
export function expectFetched(exchanges: readonly Exchange[], by: keyof typeof fetchedBy, count: number): void {
  const fetched = exchanges.filter(({ spec, retriedAfter }) => spec === by && retriedAfter === undefined).length;
  expectEqual(`Fetched ${fetched} ${fetchedBy[by]}${fetched === 1 ? '' : 's'}, expected ${count}`, fetched, count);
}

/** @throws ERR_ASSERTION when a request that changes payments has no idempotency key, or that of another one */
export function expectIdempotencyKeys(turns: readonly Turn[], header: string): void {
  const changing = turns.filter(({ planned }) => planned.method !== 'GET' && planned.spec.startsWith('payments/'));
  const keys = changing.map(({ exchanged }) => fieldValue(exchanged.request.fields, header));
  const bare = changing[keys.findIndex((key) => key === undefined || key === '')];
  if (bare) throw unmet({ what: `${bare.planned.spec} has no ${header}`, expected: 'a key', actual: 'none' });
  expectEqual(`The number of different values of ${header}`, new Set(keys).size, changing.length);
}

/** @throws ERR_ASSERTION when the request named another version, or none */
export function expectVersion({ exchanged }: Turn, header: string, version: string): void {
  expectEqual(`The request has another ${header}`, fieldValue(exchanged.request.fields, header), version);
}
