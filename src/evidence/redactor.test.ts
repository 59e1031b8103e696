import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fuzz } from '../fixtures/fuzz.ts';
import { createRedactor } from './redactor.ts';

const sha256 = (secret: string): string => createHash('sha256').update(secret).digest('hex').slice(0, 12);
const content = (value: unknown): Buffer => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value));
const jwt = 'eyJhbGciOiJFUzI1NiIsInR5cCI6IkpXVCJ9.eyJjYW5hcnkiOiJjYW5hcnkifQ.Y2FuYXJ5LXNpZ25hdHVyZQ';

describe('content', () => {
  test('of a token response keeps everything but the token, which is told by its fingerprint', () => {
    const body = content({ access_token: 'canary-1', token_type: 'Bearer', expires_in: 7200 });

    expect(createRedactor().body(body)).toBe(
      `{"access_token":"[redacted sha256:${sha256('canary-1')}]","token_type":"Bearer","expires_in":7200}`,
    );
  });

  test("of a payment keeps everything but what is the payer's own", () => {
    const redacted = createRedactor().body(
      content({
        amount: 2500,
        payerDetails: {
          payerId: 'payer-1',
          oneTimeCode: '987654',
          phone: { countryCode: '+34', number: '633000111' },
          paymentToken: 'canary-token-2',
        },
        requestContext: { ipAddress: '203.0.113.45', deviceId: 'canary-device', channel: 'WEB' },
      }),
    );

    expect(JSON.parse(redacted)).toEqual({
      amount: 2500,
      payerDetails: {
        payerId: 'payer-1',
        oneTimeCode: '[redacted]',
        phone: '[redacted]',
        paymentToken: `[redacted sha256:${sha256('canary-token-2')}]`,
      },
      requestContext: { ipAddress: '[redacted]', deviceId: '[redacted]', channel: 'WEB' },
    });
  });

  test('without secrets stays as it was sent, white space and all', () => {
    const text = '{ "amount" : 2500,\n  "amount": 1e3 }';

    expect(createRedactor().body(content(text))).toBe(text);
    expect(createRedactor().body(Buffer.alloc(0))).toBe('');
  });

  test.each([
    ['in a list', '[{"paymentToken":"CANARY"},{"a":[{"paymentToken":"CANARY"}]}]'],
    ['under another spelling', '{"payment_token":"CANARY","Payment-Token":"CANARY","ACCESSTOKEN":"CANARY"}'],
    ['with its name escaped', String.raw`{"\u0070aymentToken":"CANARY"}`],
    ['twice in one object', '{"paymentToken":"CANARY","paymentToken":"CANARY"}'],
    ['as an object', '{"paymentToken":{"value":"CANARY"}}'],
    ['as a list', '{"paymentToken":["CANARY"]}'],
    ['in JSON that breaks off', '{"amount":1,"paymentToken":"CANARY'],
    ['in JSON that is malformed', '{"amount":,"phone":{"number":"CANARY","x":{}},"paymentToken" : "CANARY"}'],
    ['as a list in JSON that is malformed', '{,"phone":["CANARY","CANARY"]'],
    ['in a form', 'a=b&payment_token=CANARY&c=d&access_token=CANARY'],
    ['behind a scheme', 'Bearer CANARY'],
  ])('hides a secret %s', (_, text) => {
    const secret = 'CANARY';
    const redacted = createRedactor().body(content(text));

    expect(redacted).not.toContain(secret);
    expect(redacted).toContain('[redacted');
  });

  test('hides a token and a private key wherever they stand', () => {
    const pem = '-----BEGIN PRIVATE KEY-----\nMIGHCANARYcanary==\n-----END PRIVATE KEY-----\n';
    const redacted = createRedactor().body(content({ note: `see ${jwt}`, key: pem }));

    expect(redacted).toBe(`{"note":"see [redacted sha256:${sha256(jwt)}]","key":"[redacted]\\n"}`);
  });
});

describe('header fields', () => {
  test('keep all values but those of credentials, whose scheme is kept', () => {
    const redactor = createRedactor({ secretFields: ['Nopan-Signature'] });

    expect(
      redactor.fields([
        ['authorization', `Bearer ${jwt}`],
        ['Cookie', 'session=canary; other=canary'],
        ['nopan-signature', 'abcdef0123456789'],
        ['Idempotency-Key', '3bd1c742-ac3c-4fe1-9ddd-8339d4e5b32e'],
        ['Signature', 'nopan_sig=:AAAA:'],
      ]),
    ).toEqual([
      ['authorization', `Bearer [redacted sha256:${sha256(jwt)}]`],
      ['Cookie', `[redacted sha256:${sha256('session=canary; other=canary')}]`],
      ['nopan-signature', `[redacted sha256:${sha256('abcdef0123456789')}]`],
      ['Idempotency-Key', '3bd1c742-ac3c-4fe1-9ddd-8339d4e5b32e'],
      ['Signature', 'nopan_sig=:AAAA:'],
    ]);
  });
});

describe('text', () => {
  test('loses every secret that content has taught', () => {
    const redactor = createRedactor();
    redactor.body(content({ payerDetails: { phone: { number: '633000111' }, oneTimeCode: '987654' } }));
    redactor.body(content({ access_token: 'canary-token-3' }));

    expect(redactor.text('633000111 is no phone, 987654 is no code, canary-token-3 is no token')).toBe(
      `[redacted] is no phone, [redacted] is no code, [redacted sha256:${sha256('canary-token-3')}] is no token`,
    );
  });

  test('keeps a longer number that a short secret is part of', () => {
    const redactor = createRedactor();
    redactor.body(content({ oneTimeCode: '123456' }));

    expect(redactor.text('created=1234567890 123456')).toBe('created=1234567890 [redacted]');
  });

  test('loses a secret in its form for URLs', () => {
    const redactor = createRedactor();
    redactor.learn('canary/with+signs=');

    expect(redactor.text('https://x.example/?t=canary%2Fwith%2Bsigns%3D')).not.toMatch(/canary/);
  });

  test('loses the longer of two secrets whole when one contains the other', () => {
    const redactor = createRedactor();
    redactor.learn('canary-secret');
    redactor.learn('canary-secret-and-more-of-it');

    expect(redactor.text('canary-secret-and-more-of-it')).toBe(
      `[redacted sha256:${sha256('canary-secret-and-more-of-it')}]`,
    );
  });

  test('that only speaks of a secret is kept', () => {
    const text = 'payerDetails.phone: is required, paymentToken must be a string';

    expect(createRedactor().text(text)).toBe(text);
  });
});

describe('whatever the content', () => {
  const names = fc.constantFrom('access_token', 'paymentToken', 'oneTimeCode', 'phone', 'ipAddress', 'client_secret');
  const secrets = fc.stringMatching(/^[A-Za-z0-9+/=._-]{8,60}$/).map((text) => `CANARY${text}`);
  const json = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 4 },
      fc.jsonValue({ maxDepth: 2 }),
      fc.dictionary(fc.string(), tie('value')),
      tie('secret'),
    ),
    secret: fc.tuple(names, secrets).map(([name, secret]) => ({ [name]: secret })),
  }));

  fuzz(
    'no secret is left in it, nor in a text that quotes it, and redacting again changes nothing',
    fc.tuple(json.value, names, secrets),
    ([other, name, secret]) => {
      const redactor = createRedactor();
      const redacted = redactor.body(content({ other, [name]: secret }));

      expect(redacted).not.toContain('CANARY');
      expect(redactor.text(`the value ${secret} is wrong`)).not.toContain(secret);
      expect(redactor.body(content(redacted))).toBe(redacted);
      expect(redactor.text(redacted)).toBe(redacted);
      JSON.parse(redacted);
    },
  );

  fuzz('bytes that are no text do no harm', fc.uint8Array({ maxLength: 200 }), (bytes) => {
    expect(typeof createRedactor().body(Buffer.from(bytes))).toBe('string');
  });

  test.each(['"paymentToken":"', '{"phone":{', 'Bearer ', 'eyJ', '-----BEGIN PRIVATE KEY-----'])(
    'a long run of %j is gone through in no time',
    (part) => {
      const redactor = createRedactor();
      const startedAt = performance.now();
      redactor.body(content(part.repeat(20_000)));

      expect(performance.now() - startedAt).toBeLessThan(2_000);
    },
  );
});
