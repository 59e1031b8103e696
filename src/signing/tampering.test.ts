import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fuzz } from '../fixtures/fuzz.ts';
import { mutatedText } from '../fixtures/hostile.ts';
import { coverageOf } from './coverage.ts';
import { created, forRequests, lookup, pairs, request, signed, withField, type Curve } from './fixtures/nopan.ts';
import { fieldValue, type RequestMessage } from './message.ts';
import type { SignatureProfile } from './profile.ts';
import { SignatureError } from './signature-error.ts';
import { parseSignature, parseSignatureInput } from './signature-input.ts';
import { parseUsualInput } from './usual-input.ts';
import { verifyMessage, type Verified } from './verify.ts';

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

/** Another spelling of the same thing may pass: what was verified is then what was signed, by the very same signature. */
function expectNoForgery(original: RequestMessage, spoilt: RequestMessage): void {
  const outcome = judged(spoilt);
  if (outcome instanceof SignatureError) return;
  expect(judged(original)).toMatchObject({ base: outcome.base });
  expect(spoilt.body.equals(original.body)).toBe(true);
  expect(signatureOf(spoilt)).toEqual(signatureOf(original));
}

const signatureOf = ({ fields }: RequestMessage): Buffer =>
  parseSignature(fieldValue(fields, 'signature') ?? '', forRequests.label);

describe('whatever can be signed', () => {
  fuzz('verifies, in every variant', fc.tuple(anyRequest, profile, curve), ([message, signer, name]) => {
    const verified = judged(signed(message, signer, pairs[name].signing));
    expect(verified).toMatchObject({ keyid: `key-${name}`, warnings: [] });
  });
});

describe('no forgery is accepted', () => {
  let rejected = 0;
  const cases = 600;

  fuzz(
    'with one change to what was signed',
    fc.tuple(anyRequest, profile, tampering),
    ([message, signer, tamper]) => {
      const original = signed(message, signer);
      const spoilt = tamper(original);
      if (judged(spoilt) instanceof SignatureError) rejected++;
      expectNoForgery(original, spoilt);
    },
    { cases },
  );

  test('and most changes were ones', () => {
    expect(rejected).toBeGreaterThan(cases / 2);
  });

  const message = signed(request);

  for (const name of ['signature', 'signature-input', 'content-digest', 'content-type', 'content-length']) {
    const value = fieldValue(message.fields, name) ?? '';
    const parts = [...value.split(/(?<=[ ;,=:"()])|(?=[ ;,=:"()])/), ',', ';a', '"'];
    const almost = fc.array(fc.constantFrom(...parts)).map((some) => some.join(''));
    const anything = fc.oneof(fc.string({ unit: 'binary' }), visible(), almost, mutatedText([value], parts));

    fuzz(`with anything at all as ${name}`, anything, (text) => {
      expectNoForgery(message, withField(message, name, text));
    });
  }

  fuzz('with the signature of another message', fc.tuple(anyRequest, anyRequest), ([one, other]) => {
    const donor = signed(one);
    const graft = ['signature', 'signature-input', 'content-digest'].reduce(
      (grafted, name) => withField(grafted, name, fieldValue(donor.fields, name)),
      other,
    );
    expectNoForgery(donor, graft);
  });
});

describe('the fast reading of Signature-Input', () => {
  const coverage = coverageOf(forRequests, true);
  const rest = fc.constantFrom('', ' ', ';alg="x"');
  let fast = 0;

  fuzz(
    'agrees with the general one',
    fc.tuple(visible(1), fc.oneof(fc.nat().map(String), visible()), rest),
    ([keyid, time, end]) => {
      const value = `nopan_sig=${coverage.list};keyid="${keyid}";created=${time}${end}`;
      const usual = parseUsualInput(value, 'nopan_sig', coverage);
      if (usual === undefined) return;
      fast++;
      expect(usual).toEqual(parseSignatureInput(value, 'nopan_sig'));
    },
    { cases: 1000 },
  );

  test('was fast often enough to tell', () => {
    expect(fast).toBeGreaterThan(50);
  });
});
