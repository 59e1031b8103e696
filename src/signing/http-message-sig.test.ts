import { sign, verify } from 'node:crypto';
import { createSignatureSync, verifySignature, type MessageDescriptor } from 'http-message-sig';
import { describe, expect, test } from 'vitest';
import {
  created,
  forRequests,
  forResponses,
  lookup,
  pairs,
  request,
  requestWithoutBody,
  response,
  signed,
  type Curve,
} from './fixtures/nopan.ts';
import { contentDigest } from './digest.ts';
import { isRequest, type Message } from './message.ts';
import type { SignatureProfile } from './profile.ts';
import { verifyMessage } from './verify.ts';

/** Our message in the notation of http-message-sig, an implementation that is not ours. */
function descriptor(message: Message): MessageDescriptor {
  const fields = message.fields.map(([name, value]) => ({ name, value }));
  if (!isRequest(message)) return { kind: 'response', status: message.status, fields };
  const { method, authority, target } = message;
  return { kind: 'request', method, targetUri: `https://${authority}${target}`, requestTarget: target, fields };
}

const hashes: Record<Curve, string> = { 'P-256': 'sha256', 'P-384': 'sha384', 'P-521': 'sha512' };

const messages: [string, Message, SignatureProfile, readonly string[]][] = [
  ['a request', request, forRequests, forRequests.components],
  ['a request without content', requestWithoutBody, forRequests, forRequests.componentsWithoutBody],
  ['a request to another port', { ...request, authority: '127.0.0.1:8443' }, forRequests, forRequests.components],
  [
    'a request with an odd target',
    { ...request, method: 'patch', target: "/a%2Fb/../c?q=it's(a)*!" },
    forRequests,
    forRequests.components,
  ],
  ['a response', response, forResponses, forResponses.components],
  [
    'a response without content',
    { status: 204, fields: [], body: Buffer.alloc(0) },
    forResponses,
    forResponses.componentsWithoutBody,
  ],
];

describe.each(Object.keys(pairs) as Curve[])('http-message-sig, %s', (curve) => {
  const { signing, verifying } = pairs[curve];

  test.each(messages)('verifies %s that we sign', async (_, message, profile, requiredComponents) => {
    const verified = await verifySignature(descriptor(signed(message, profile, signing)), {
      label: 'nopan_sig',
      policy: {
        algorithms: [verifying.algorithm],
        requiredComponents,
        requiredParameters: ['keyid', 'created'],
        maxAge: 300,
        now: created,
      },
      resolveVerifier: () => ({
        algorithm: verifying.algorithm,
        verify: (data, signature) =>
          verify(hashes[curve], data, { key: verifying.key, dsaEncoding: 'ieee-p1363' }, signature),
      }),
    });
    expect(verified.parameters).toEqual({ keyid: signing.keyid, created });
  });

  test.each(messages)('signs %s that we verify', (_, message, profile, components) => {
    const digest: Message['fields'] =
      message.body.length === 0 ? [] : [['Content-Digest', contentDigest(message.body, profile.digest)]];
    const digested = { ...message, fields: [...message.fields, ...digest] };
    const { signature, signatureInput } = createSignatureSync(descriptor(digested), {
      label: 'nopan_sig',
      components,
      parameters: { keyid: signing.keyid, created },
      signer: {
        algorithm: signing.algorithm,
        sign: (data) => sign(hashes[curve], data, { key: signing.key, dsaEncoding: 'ieee-p1363' }),
      },
    });
    const fields = [...digested.fields, ['Signature-Input', signatureInput], ['Signature', signature]] as const;
    const verified = verifyMessage({ ...message, fields }, profile, lookup, created);
    expect(verified).toMatchObject({
      algorithm: signing.algorithm,
      variant: { signatureParamsForm: 'rfc9421', ecdsaEncoding: 'ieee-p1363' },
      warnings: [],
    });
  });
});
