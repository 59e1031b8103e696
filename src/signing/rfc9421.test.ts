import { describe, expect, test } from 'vitest';
import { signBase, verifyBase } from './algorithms.ts';
import { verifyContentDigest } from './digest.ts';
import {
  request as rfcRequest,
  response as rfcResponse,
  signingKey,
  vectors,
  verifyingKey,
} from './fixtures/rfc9421.ts';
import { fieldValue, type RequestMessage } from './message.ts';
import { signatureBase } from './signature-base.ts';
import { parseSignature, parseSignatureInput } from './signature-input.ts';

describe.each(vectors)('RFC 9421 section $section', (vector) => {
  const { label, message, signatureParams, signature, signingKey, verifyingKey } = vector;
  const input = parseSignatureInput(`${label}=${signatureParams}`, label);
  const base = signatureBase(message, input.components, input.signatureParams);

  test('the signature base, byte for byte', () => {
    expect(base).toBe(vector.base);
  });

  test('the published signature verifies', () => {
    expect(verifyBase(base, parseSignature(`${label}=:${signature}:`, label), verifyingKey)).toBeDefined();
  });

  test('a changed base does not verify', () => {
    expect(verifyBase(`${base} `, Buffer.from(signature, 'base64'), verifyingKey)).toBeUndefined();
  });

  test('what we sign verifies', () => {
    expect(verifyBase(base, signBase(base, signingKey, 'ieee-p1363'), verifyingKey)).toBeDefined();
  });
});

test.each(vectors.filter(({ section }) => section === 'B.2.5' || section === 'B.2.6'))(
  'RFC 9421 section $section: signing gives the published signature, byte for byte',
  ({ base, signingKey, signature }) => {
    expect(signBase(base, signingKey, 'ieee-p1363').toString('base64')).toBe(signature);
  },
);

test('RFC 9421 section B.2.4 is r || s and not DER', () => {
  const vector = vectors.find(({ section }) => section === 'B.2.4');
  if (vector === undefined) throw new Error('no such vector');
  const { base, signature, verifyingKey } = vector;
  expect(verifyBase(base, Buffer.from(signature, 'base64'), verifyingKey)).toEqual({ ecdsaEncoding: 'ieee-p1363' });
});

test.each([rfcRequest, rfcResponse])('RFC 9421 section B.2: the digest of the message', ({ fields, body }) => {
  expect(verifyContentDigest(fieldValue(fields, 'content-digest') ?? '', body, ['sha-512'])).toBe('sha-512');
});

describe('RFC 9421 section B.4: what a proxy may change', () => {
  const signature = 'ZT1kooQsEHpZ0I1IjCqtQppOmIqlJPeo7DHR3SoMn0s5JZ1eRGS0A+vyYP9t/LXlh5QMFFQ6cpLt2m0pmj3NDA==';
  const input = parseSignatureInput(
    'transform=("@method" "@path" "@authority" "accept");created=1618884473;keyid="test-key-ed25519"',
    'transform',
  );
  const original: RequestMessage = {
    method: 'GET',
    authority: 'example.org',
    target: '/demo?name1=Value1&Name2=value2',
    fields: [
      ['Date', 'Fri, 15 Jul 2022 14:24:55 GMT'],
      ['Accept', 'application/json'],
      ['Accept', '*/*'],
    ],
    body: Buffer.alloc(0),
  };
  const key = { keyid: 'test-key-ed25519', algorithm: 'ed25519' } as const;
  const verifies = (message: RequestMessage) =>
    verifyBase(signatureBase(message, input.components, input.signatureParams), Buffer.from(signature, 'base64'), {
      ...key,
      key: verifyingKey(key.keyid),
    }) !== undefined;

  test('the original, and its signature reproduced', () => {
    expect(verifies(original)).toBe(true);
    const base = signatureBase(original, input.components, input.signatureParams);
    expect(signBase(base, { ...key, key: signingKey(key.keyid) }, 'der').toString('base64')).toBe(signature);
  });

  test.each<[string, Partial<RequestMessage>]>([
    ['another query parameter', { target: '/demo?name1=Value1&Name2=value2&param=added' }],
    ['the values of a field joined', { fields: [['accept', 'application/json, */*']] }],
    [
      'spaces around a value',
      {
        fields: [
          ['Accept', ' application/json '],
          ['Accept', '\t*/*'],
        ],
      },
    ],
    ['the authority in another case, with the default port', { authority: 'EXAMPLE.org:443' }],
  ])('still verifies: %s', (_, change) => {
    expect(verifies({ ...original, ...change })).toBe(true);
  });

  test.each<[string, Partial<RequestMessage>]>([
    ['another method', { method: 'POST' }],
    ['another authority', { authority: 'example.com' }],
    [
      'the values of a field in another order',
      {
        fields: [
          ['Accept', '*/*'],
          ['Accept', 'application/json'],
        ],
      },
    ],
    ['another path', { target: '/demo/?name1=Value1&Name2=value2' }],
  ])('no longer verifies: %s', (_, change) => {
    expect(verifies({ ...original, ...change })).toBe(false);
  });
});
