import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { coverageOf } from './coverage.ts';
import { created, forRequests, lookup, pairs, request, signed, withField, type Curve } from './fixtures/nopan.ts';
import { fieldValue, type RequestMessage } from './message.ts';
import type { SignatureProfile } from './profile.ts';
import { SignatureError } from './signature-error.ts';
import { parseSignatureInput } from './signature-input.ts';
import { signDetached, verifyDetached } from './jws.ts';
import { parseUsualInput } from './usual-input.ts';
import { verifyMessage, type Verified } from './verify.ts';

const seed = 9421;
const times = (numRuns: number) => ({ seed, numRuns });

/** What the verifier makes of a message; anything else than a judgement is a crash. */
function judged(message: RequestMessage): Verified | SignatureError {
  try {
    return verifyMessage(message, forRequests, lookup, created);
  } catch (error) {
    if (error instanceof SignatureError) return error;
    throw error;
  }
}

const curve = fc.constantFrom<Curve>('P-256', 'P-384', 'P-521');
const visible = (minLength = 0) =>
  fc.string({ unit: fc.integer({ min: 0x21, max: 0x7e }).map((code) => String.fromCharCode(code)), minLength });
const profile: fc.Arbitrary<SignatureProfile> = fc
  .record({
    signatureParamsForm: fc.constantFrom('rfc9421', 'labelled'),
    ecdsaEncoding: fc.constantFrom('ieee-p1363', 'der'),
    digest: fc.constantFrom('sha-256', 'sha-384', 'sha-512'),
  })
  .map((variant) => ({ ...forRequests, ...variant }));

const anyRequest: fc.Arbitrary<RequestMessage> = fc
  .record({
    method: fc.constantFrom('GET', 'POST', 'DELETE', 'patch'),
    authority: fc.constantFrom('api.sandbox.nopan.dev', '127.0.0.1:8443', '[::1]:443', 'API.example'),
    target: visible().map((text) => `/${text}`),
    type: fc.constantFrom('application/json', 'Application/JSON; charset=utf-8', 'text/plain ;x="\\""', ''),
    body: fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
  })
  .map(({ type, ...message }) => ({
    ...message,
    fields: [
      ['Content-Type', type],
      ['CONTENT-LENGTH', String(message.body.length)],
    ],
  }));

/** One change to a signed request. */
const tampering: fc.Arbitrary<(message: RequestMessage) => RequestMessage> = fc.oneof(
  fc
    .tuple(
      fc.constantFrom('signature', 'signature-input', 'content-digest', 'content-type', 'content-length'),
      fc.nat(),
      fc.constantFrom('insert', 'replace', 'remove'),
      fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
    )
    .map(([name, at, kind, character]) => (message: RequestMessage) => {
      const value = fieldValue(message.fields, name) ?? '';
      const from = at % (value.length + 1);
      const to = kind === 'insert' ? from : from + 1;
      return withField(message, name, value.slice(0, from) + (kind === 'remove' ? '' : character) + value.slice(to));
    }),
  fc.tuple(fc.nat(), fc.integer({ min: 1, max: 255 })).map(([at, bits]) => (message: RequestMessage) => {
    const body = Buffer.from(message.body);
    if (body.length > 0) body.writeUInt8((body[at % body.length] ?? 0) ^ bits, at % body.length);
    return { ...message, body };
  }),
  visible().map((target) => (message: RequestMessage) => ({ ...message, target: `/${target}` })),
  fc.constantFrom('GET', 'POST', 'post').map((method) => (message: RequestMessage) => ({ ...message, method })),
  visible(1).map((authority) => (message: RequestMessage) => ({ ...message, authority })),
  fc.string({ unit: 'binary' }).map((body) => (message: RequestMessage) => ({ ...message, body: Buffer.from(body) })),
);

describe(`properties, seed ${seed}`, () => {
  test('whatever can be signed verifies, in every variant', () => {
    fc.assert(
      fc.property(anyRequest, profile, curve, (message, signer, name) => {
        const verified = judged(signed(message, signer, pairs[name].signing));
        expect(verified).toMatchObject({ keyid: `key-${name}`, warnings: [] });
      }),
      times(150),
    );
  });

  test('no change is accepted that changes what was signed', () => {
    let rejected = 0;
    fc.assert(
      fc.property(anyRequest, profile, tampering, (message, signer, tamper) => {
        const original = signed(message, signer);
        const before = judged(original);
        const spoilt = tamper(original);
        const after = judged(spoilt);
        if (after instanceof SignatureError) {
          rejected++;
          return;
        }
        // Another spelling of the same thing may pass: the base that was verified is then the base that was signed.
        expect(before).toMatchObject({ base: after.base });
        expect(spoilt.body.equals(original.body)).toBe(true);
      }),
      times(1500),
    );
    expect(rejected).toBeGreaterThan(1000);
  });

  test.each(['signature', 'signature-input', 'content-digest', 'content-type', 'content-length'])(
    'anything at all as %s is judged, never a crash',
    (name) => {
      const message = signed(request);
      const value = fieldValue(message.fields, name) ?? '';
      const almost = fc
        .array(fc.constantFrom(...value.split(/(?<=[ ;,=:"()])|(?=[ ;,=:"()])/), ',', ';a', '"'))
        .map((parts) => parts.join(''));
      fc.assert(
        fc.property(fc.oneof(fc.string({ unit: 'binary' }), visible(), almost), (text) => {
          const outcome = judged(withField(message, name, text));
          if (!(outcome instanceof SignatureError)) expect(judged(message)).toMatchObject({ base: outcome.base });
        }),
        times(400),
      );
    },
  );

  test('a signature of another message is never accepted', () => {
    fc.assert(
      fc.property(anyRequest, anyRequest, (one, other) => {
        const donor = signed(one);
        const graft = ['signature', 'signature-input', 'content-digest'].reduce(
          (message, name) => withField(message, name, fieldValue(donor.fields, name)),
          other,
        );
        const outcome = judged(graft);
        if (!(outcome instanceof SignatureError)) expect(judged(donor)).toMatchObject({ base: outcome.base });
      }),
      times(150),
    );
  });

  test('the fast reading of Signature-Input agrees with the general one', () => {
    const coverage = coverageOf(forRequests, true);
    let fast = 0;
    fc.assert(
      fc.property(
        visible(1),
        fc.oneof(fc.nat().map(String), visible()),
        fc.constantFrom('', ' ', ';alg="x"'),
        (keyid, time, rest) => {
          const value = `nopan_sig=${coverage.list};keyid="${keyid}";created=${time}${rest}`;
          const usual = parseUsualInput(value, 'nopan_sig', coverage);
          if (usual === undefined) return;
          fast++;
          expect(usual).toEqual(parseSignatureInput(value, 'nopan_sig'));
        },
      ),
      times(1000),
    );
    expect(fast).toBeGreaterThan(100);
  });

  test('no changed JWS is accepted', async () => {
    const body = Buffer.from('{"amount":1099}');
    const { value } = await signDetached(body, pairs['P-256'].signing, created);
    await fc.assert(
      fc.asyncProperty(
        fc.nat(value.length - 1),
        fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
        async (at, character) => {
          fc.pre(value[at] !== character);
          const spoilt = value.slice(0, at) + character + value.slice(at + 1);
          const verifying = verifyDetached(spoilt, body, lookup, { header: 'X', iatWindowSeconds: 300 }, created);
          await expect(verifying).rejects.toBeInstanceOf(SignatureError);
        },
      ),
      times(400),
    );
  });
});
