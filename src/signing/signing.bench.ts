import { sign, verify } from 'node:crypto';
import { bench, describe } from 'vitest';
import { created, forRequests, lookup, pairs, request, signed } from './fixtures/nopan.ts';
import { signMessage } from './sign.ts';
import { verifyMessage } from './verify.ts';

// Expected: at most 1.3 times the bare primitive.
const { signing, verifying } = pairs['P-256'];
const base = Buffer.from(signMessage(request, forRequests, signing, created).base);
const bareKey = { key: signing.key, dsaEncoding: 'ieee-p1363' } as const;
const signature = sign('sha256', base, bareKey);
const message = signed(request);

describe('signing, ECDSA P-256', () => {
  bench('node:crypto alone', () => void sign('sha256', base, bareKey));
  bench('signMessage', () => void signMessage(request, forRequests, signing, created));
});

describe('verifying, ECDSA P-256', () => {
  bench('node:crypto alone', () => void verify('sha256', base, { ...bareKey, key: verifying.key }, signature));
  bench('verifyMessage', () => void verifyMessage(message, forRequests, lookup, created));
});
