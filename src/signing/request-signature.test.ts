import { sign } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { protocolFile, schemasDir } from '../contract/locations.ts';
import { loadProtocol, type ProtocolOverrides } from '../contract/protocol.ts';
import { loadSchemas } from '../contract/schemas.ts';
import { contentDigest } from './digest.ts';
import { created, failure, lookup, pairs, request, requestWithoutBody } from './fixtures/nopan.ts';
import { signDetached } from './jws.ts';
import type { RequestMessage } from './message.ts';
import { requestProfile } from './profile.ts';
import { signMessage } from './sign.ts';
import { readRequestSignature, requestProfiles } from './request-signature.ts';

const schemas = loadSchemas(schemasDir);
const protocolWith = (overrides: ProtocolOverrides) => loadProtocol(protocolFile, schemas, overrides).protocol;
const { signing } = pairs['P-256'];

const digests = ['sha-256', 'sha-384', 'sha-512'];

/** Every variant in which a request can be signed. */
const variants: ProtocolOverrides[] = [
  ...['rfc9421', 'labelled'].flatMap((form) =>
    ['ieee-p1363', 'der'].flatMap((encoding) =>
      digests.map((digest) => ({
        'signature.signatureParamsForm': form,
        'signature.ecdsaEncoding': encoding,
        'signature.requestDigest': digest,
      })),
    ),
  ),
  ...digests.map((digest) => ({ 'signature.profile': 'detached-jws', 'signature.requestDigest': digest })),
];

async function signedAs(message: RequestMessage, overrides: ProtocolOverrides): Promise<RequestMessage> {
  const { signature, jws } = protocolWith(overrides);
  const digest = ['Content-Digest', contentDigest(message.body, signature.requestDigest)] as const;
  const digested = message.body.length === 0 ? message : { ...message, fields: [...message.fields, digest] };
  const added =
    signature.profile === 'detached-jws'
      ? [[jws.header, (await signDetached(message.body, signing, created)).value] as const]
      : signMessage(digested, requestProfile(signature), signing, created).fields;
  return { ...digested, fields: [...digested.fields, ...added] };
}

async function judged(message: RequestMessage, overrides: ProtocolOverrides): Promise<string> {
  const profiles = requestProfiles(protocolWith(overrides));
  return (await readRequestSignature(message, profiles).verify(lookup, created)).keyid;
}

const strictly = (variant: ProtocolOverrides) => ({ ...variant, 'signature.acceptedVariants': 'configured' });

const accepted = (message: RequestMessage, overrides: ProtocolOverrides) =>
  judged(message, overrides).then(
    () => true,
    () => false,
  );

describe('with "every", each variant is accepted whichever is configured', () => {
  test.each(variants)('%o', async (configured) => {
    for (const variant of variants) {
      await expect(judged(await signedAs(request, variant), configured)).resolves.toBe('key-P-256');
    }
  });
});

describe('with "configured", the configured variant is accepted and no other', () => {
  let messages: RequestMessage[];

  beforeAll(async () => {
    messages = await Promise.all(variants.map((variant) => signedAs(request, variant)));
  });

  test.each(variants.map((variant, index) => ({ variant, index })))('$variant', async ({ variant, index }) => {
    const outcomes = await Promise.all(messages.map((message) => accepted(message, strictly(variant))));
    expect(outcomes).toEqual(variants.map((_, other) => other === index));
  });
});

describe('what is refused is told from what is configured', () => {
  const http = strictly({});
  const profilesOf = (overrides: ProtocolOverrides) => requestProfiles(protocolWith(overrides));
  const refusal = (message: RequestMessage, overrides: ProtocolOverrides) =>
    failure(() => readRequestSignature(message, profilesOf(overrides)).verify(lookup, created));

  test.each([
    [{ 'signature.signatureParamsForm': 'labelled' }, 'signatureParamsForm', 'labelled', 'rfc9421'],
    [{ 'signature.ecdsaEncoding': 'der' }, 'ecdsaEncoding', 'der', 'ieee-p1363'],
  ])('%o', async (variant, setting, actual, expected) => {
    expect(refusal(await signedAs(request, variant), http)).toMatchObject({
      code: 'ERR_SIGNATURE_INVALID',
      message: `The request is signed as ${actual}, and only ${expected} is accepted`,
      where: `signature.${setting}`,
      expected,
      actual,
    });
  });

  test.each([
    ['detached-jws', 'http-message-signature'],
    ['http-message-signature', 'detached-jws'],
  ])('%s', async (met, configured) => {
    const message = await signedAs(requestWithoutBody, { 'signature.profile': met });
    expect(refusal(message, strictly({ 'signature.profile': configured }))).toMatchObject({
      code: 'ERR_SIGNATURE_MISSING',
      message: `The request is signed as ${met}, and only ${configured} is accepted`,
      where: 'signature.profile',
    });
  });

  test('a digest', async () => {
    const message = await signedAs(request, { 'signature.requestDigest': 'sha-512' });
    const error = refusal(message, http);
    expect([error.code, error.expected]).toEqual(['ERR_DIGEST_MALFORMED', 'sha-256']);
    expect(error.actual).toMatch(/^sha-512=/);
  });

  test('no signature at all is still a missing one', () => {
    expect(refusal(request, http).message).toBe('The message has no Signature-Input');
  });

  test('of two signatures the configured one counts', async () => {
    const jws = await signedAs(requestWithoutBody, { 'signature.profile': 'detached-jws' });
    const both = await signedAs(jws, {});
    expect(await accepted(both, strictly({ 'signature.profile': 'detached-jws' }))).toBe(true);
    expect(await accepted(both, http)).toBe(true);
  });
});

describe('parameters that no page names', () => {
  const signedWith = (parameters: string): RequestMessage => {
    const list = '("@authority" "@method" "@request-target")';
    const base = [
      `"@authority": ${requestWithoutBody.authority}`,
      `"@method": ${requestWithoutBody.method}`,
      `"@request-target": ${requestWithoutBody.target}`,
      `"@signature-params": ${list}${parameters}`,
    ].join('\n');
    const value = sign('sha256', Buffer.from(base), { key: signing.key, dsaEncoding: 'ieee-p1363' }).toString('base64');
    const fields = [
      ['Signature-Input', `nopan_sig=${list}${parameters}`],
      ['Signature', `nopan_sig=:${value}:`],
    ] as const;
    return { ...requestWithoutBody, fields: [...requestWithoutBody.fields, ...fields] };
  };
  const usual = `;keyid="key-P-256";created=${created}`;

  test.each([
    ['as the examples have them', usual, {}, true],
    ['in another order', `;created=${created};keyid="key-P-256"`, {}, true],
    ['in another order', `;created=${created};keyid="key-P-256"`, { 'signature.parameterOrder': 'configured' }, false],
    ['with a nonce', `${usual};nonce="n"`, {}, true],
    ['with a nonce', `${usual};nonce="n"`, { 'signature.extraParameters': 'rejected' }, false],
    ['with one that nobody knows', `${usual};strength="high"`, {}, false],
    ['with one that nobody knows', `${usual};strength="high"`, { 'signature.unknownParameters': 'accepted' }, true],
    [
      'with one that nobody knows, where known ones are rejected',
      `${usual};strength="high"`,
      { 'signature.unknownParameters': 'accepted', 'signature.extraParameters': 'rejected' },
      true,
    ],
  ])('%s, %s, %o', async (_what, parameters, overrides, outcome) => {
    expect(await accepted(signedWith(parameters), overrides)).toBe(outcome);
  });
});
