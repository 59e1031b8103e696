import { sign, verify } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import {
  created,
  failure,
  forRequests,
  forResponses,
  lookup,
  pairs,
  request,
  requestWithoutBody,
  response,
  settings,
  signed,
  withField,
  type Curve,
} from './fixtures/nopan.ts';
import { fieldValue, type Message } from './message.ts';
import { requestProfile, responseProfile, type SignatureProfile } from './profile.ts';
import { signMessage } from './sign.ts';
import { verifyMessage } from './verify.ts';

const digest = 'sha-256=:V8ZLoDSY7KzUCqzBk8dDFZ5ysOhECeboeAAjoZPjYBY=:';
const params =
  '("@authority" "@method" "@request-target" "content-digest" "content-type" "content-length");keyid="key-P-256";created=1766678793';
const verifyRequest = (message: Message) => verifyMessage(message, forRequests, lookup, created);

describe('what is signed', () => {
  const { fields, base } = signMessage(request, forRequests, pairs['P-256'].signing, created);

  test('the base of a request with content', () => {
    expect(base).toBe(
      [
        '"@authority": api.sandbox.nopan.dev',
        '"@method": POST',
        '"@request-target": /payments/initiate?trace=1',
        `"content-digest": ${digest}`,
        '"content-type": application/json',
        '"content-length": 42',
        `"@signature-params": ${params}`,
      ].join('\n'),
    );
  });

  test('the fields: digest, input and signature, in this order', () => {
    expect(fields.slice(0, 2)).toEqual([
      ['Content-Digest', digest],
      ['Signature-Input', `nopan_sig=${params}`],
    ]);
    expect(fields[2]?.[0]).toBe('Signature');
    expect(fields[2]?.[1]).toMatch(/^nopan_sig=:[A-Za-z0-9+/]{86}==:$/);
  });

  test('node:crypto agrees', () => {
    const raw = Buffer.from(fields[2]?.[1].slice('nopan_sig=:'.length, -1) ?? '', 'base64');
    const key = pairs['P-256'].verifying.key;
    expect(verify('sha256', Buffer.from(base), { key, dsaEncoding: 'ieee-p1363' }, raw)).toBe(true);
  });

  test('a Content-Digest that is there stays', () => {
    const message = withField(request, 'content-digest', 'sha-256=:AAAA:');
    const result = signMessage(message, forRequests, pairs['P-256'].signing, created);
    expect(result.fields.map(([name]) => name)).toEqual(['Signature-Input', 'Signature']);
    expect(result.base).toContain('"content-digest": sha-256=:AAAA:\n');
  });

  test('a request without content', () => {
    const result = signMessage(requestWithoutBody, forRequests, pairs['P-256'].signing, created);
    expect(result.fields.map(([name]) => name)).toEqual(['Signature-Input', 'Signature']);
    expect(result.base).toBe(
      '"@authority": api.sandbox.nopan.dev\n"@method": GET\n"@request-target": /payments/4711/status\n' +
        '"@signature-params": ("@authority" "@method" "@request-target");keyid="key-P-256";created=1766678793',
    );
  });

  test('a response, its digest SHA-512', () => {
    const result = signMessage(response, forResponses, pairs['P-256'].signing, created);
    expect(result.base).toMatch(
      /^"@status": 200\n"content-digest": sha-512=:[^\n]+:\n"content-type": application\/json\n"content-length": 42\n/,
    );
    const empty = { status: 204, fields: [], body: Buffer.alloc(0) };
    expect(signMessage(empty, forResponses, pairs['P-256'].signing, created).base).toBe(
      '"@status": 204\n"@signature-params": ("@status");keyid="key-P-256";created=1766678793',
    );
  });

  test('the content type canonical, the field as it was', () => {
    const message = withField(request, 'content-type', 'Application/JSON; charset=UTF-8');
    const result = signed(message);
    expect(verifyRequest(result).base).toContain('"content-type": application/json\n');
    expect(fieldValue(result.fields, 'content-type')).toBe('Application/JSON; charset=UTF-8');
  });

  test('the label inside @signature-params, and not inside Signature-Input', () => {
    const labelled = { ...forRequests, signatureParamsForm: 'labelled' } as const;
    const result = signMessage(request, labelled, pairs['P-256'].signing, created);
    expect(result.base.endsWith(`"@signature-params": nopan_sig=${params}`)).toBe(true);
    expect(result.fields[1]).toEqual(['Signature-Input', `nopan_sig=${params}`]);
  });

  test('a key id with quotes is escaped', () => {
    const key = { ...pairs['P-256'].signing, keyid: 'a"b\\c' };
    const message = signed(request, forRequests, key);
    expect(fieldValue(message.fields, 'signature-input')).toContain(';keyid="a\\"b\\\\c";');
    expect(verifyMessage(message, forRequests, () => ({ ...pairs['P-256'].verifying }), created).keyid).toBe('a"b\\c');
  });

  test.each([
    [{ ...forRequests, components: ['x-missing'] }, 'The covered field x-missing is not in the message'],
    [{ ...forRequests, components: ['Content-Type'] }, 'There is no component "Content-Type"'],
    [{ ...forRequests, components: ['@status'] }, 'A request has no component "@status"'],
    [{ ...forRequests, components: ['@method', '@method'] }, 'The component "@method" is covered twice'],
  ])('refused: %#', (profile, message) => {
    expect(failure(() => signed(request, profile))).toMatchObject({ code: 'ERR_SIGNATURE_MALFORMED', message });
  });
});

describe('every variant verifies, whichever is set, and is named', () => {
  const curves: Curve[] = ['P-256', 'P-384', 'P-521'];
  const variants = curves.flatMap((curve) =>
    (['rfc9421', 'labelled'] as const).flatMap((signatureParamsForm) =>
      (['ieee-p1363', 'der'] as const).map((ecdsaEncoding) => ({ curve, signatureParamsForm, ecdsaEncoding })),
    ),
  );

  test.each(variants)('$curve $signatureParamsForm $ecdsaEncoding', ({ curve, ...variant }) => {
    const signer: SignatureProfile = { ...forRequests, ...variant };
    const message = signed(request, signer, pairs[curve].signing);
    for (const verifier of [forRequests, { ...forRequests, signatureParamsForm: 'labelled' } as const]) {
      expect(verifyMessage(message, verifier, lookup, created)).toEqual({
        base: signMessage(request, signer, pairs[curve].signing, created).base,
        keyid: `key-${curve}`,
        algorithm: pairs[curve].verifying.algorithm,
        created,
        digest: 'sha-256',
        variant,
        warnings: [],
      });
    }
  });

  test.each(settings.digests)('%s', (requestDigest) => {
    const message = signed(request, requestProfile({ ...settings, requestDigest }));
    expect(verifyRequest(message).digest).toBe(requestDigest);
  });

  test('a digest that the profile does not list', () => {
    const message = signed(request, requestProfile({ ...settings, requestDigest: 'sha-384' }));
    const strict = requestProfile({ ...settings, digests: ['sha-256'] });
    expect(failure(() => verifyMessage(message, strict, lookup, created)).code).toBe('ERR_DIGEST_MALFORMED');
  });

  test('responses, with and without content', () => {
    expect(verifyMessage(signed(response, forResponses), forResponses, lookup, created)).toMatchObject({
      digest: 'sha-512',
    });
    const empty = signed({ status: 204, fields: [], body: Buffer.alloc(0) }, forResponses);
    expect(verifyMessage(empty, forResponses, lookup, created)).not.toHaveProperty('digest');
  });
});

describe('departures that are not wrong', () => {
  test('more components, in another order', () => {
    const profile = { ...forRequests, components: ['nopan-version', ...forRequests.components] };
    expect(verifyRequest(signed(request, profile)).warnings).toEqual([
      'The covered components are ("nopan-version" "@authority" "@method" "@request-target" "content-digest" "content-type" ' +
        '"content-length"), in Nopan\'s examples ("@authority" "@method" "@request-target" "content-digest" "content-type" "content-length").',
    ]);
  });

  test('the order that a page on responses prints', () => {
    const order = ['content-digest', 'content-type', 'content-length', '@status'];
    const message = signed(response, responseProfile({ ...settings, responseComponents: order }));
    expect(verifyMessage(message, forResponses, lookup, created).warnings).toHaveLength(1);
  });

  test('other parameters', () => {
    const base = (list: string) =>
      `"@authority": api.sandbox.nopan.dev\n"@method": GET\n"@request-target": /payments/4711/status\n"@signature-params": ${list}`;
    const list = `("@authority" "@method" "@request-target");created=${created};keyid="key-P-256";alg="ecdsa-p256-sha256";nonce="n"`;
    const signature = sign('sha256', Buffer.from(base(list)), pairs['P-256'].signing.key).toString('base64');
    const fields = [
      ['signature-input', `nopan_sig=${list}`],
      ['signature', `nopan_sig=:${signature}:`],
    ] as const;
    const verified = verifyRequest({ ...requestWithoutBody, fields });
    expect(verified.variant).toEqual({ signatureParamsForm: 'rfc9421', ecdsaEncoding: 'der' });
    expect(verified.warnings).toEqual([
      "The signature parameters are created, keyid, alg, nonce, in Nopan's examples keyid, created.",
    ]);
  });
});

describe('the time', () => {
  const message = signed(request);

  test.each([-300, 0, 300])('%i s off', (offset) => {
    expect(verifyMessage(message, forRequests, lookup, created + offset).created).toBe(created);
  });

  test.each([
    [301, 'The signature was created 301 s ago'],
    [-301, 'The signature was created 301 s in the future'],
  ])('%i s off', (offset, text) => {
    const now = created + offset;
    expect(failure(() => verifyMessage(message, forRequests, lookup, now))).toMatchObject({
      code: 'ERR_SIGNATURE_INVALID',
      message: text,
      expected: `created within 300 s of ${now}`,
      actual: 'created=1766678793',
      base: verifyRequest(message).base,
    });
  });

  test('expired', () => {
    const input = `${fieldValue(message.fields, 'signature-input') ?? ''};expires=${created + 1}`;
    const expiring = withField(message, 'signature-input', input);
    expect(failure(() => verifyMessage(expiring, forRequests, lookup, created + 2))).toMatchObject({
      code: 'ERR_SIGNATURE_INVALID',
      message: 'The signature expired 1 s ago',
    });
  });
});

describe('the key', () => {
  const message = signed(request);

  test('unknown', () => {
    expect(failure(() => verifyMessage(message, forRequests, () => undefined, created))).toMatchObject({
      code: 'ERR_SIGNATURE_INVALID',
      message: 'The key key-P-256 is unknown',
      advice: 'Register the public key, and quote its id in keyid.',
    });
  });

  test.each(['P-384', 'P-521'] as const)('another: %s', (curve) => {
    const other = () => ({ ...pairs[curve].verifying, keyid: 'key-P-256' });
    expect(failure(() => verifyMessage(message, forRequests, other, created))).toMatchObject({
      code: 'ERR_SIGNATURE_INVALID',
      message: 'The signature is not one of key-P-256 over this message',
      actual: '64 bytes that do not verify',
    });
  });

  test('alg names another algorithm', () => {
    const input = `${fieldValue(message.fields, 'signature-input') ?? ''};alg="hmac-sha256"`;
    expect(failure(() => verifyRequest(withField(message, 'signature-input', input)))).toMatchObject({
      code: 'ERR_SIGNATURE_INVALID',
      message: 'The signature names the algorithm hmac-sha256, its key is for ecdsa-p256-sha256',
    });
  });
});
