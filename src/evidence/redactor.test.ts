import { createHash, generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CertifyError } from '../errors.ts';
import { findSecrets } from '../cli/fixtures/secret-search.ts';
import { fuzz } from '../fixtures/fuzz.ts';
import { expectLinear } from '../fixtures/growth.ts';
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

describe('secrets by their form', () => {
  test.each([
    ['a token behind more than one scheme', 'Bearer Bearer CANARY'],
    ['a token far behind its scheme', `Bearer ${' '.repeat(20)}\n\tCANARY`],
    ['a JWS within a word', `my-${jwt.replaceAll(/(?<=\.)\w/g, 'CANARY')}`],
    ['a JWE', `${jwt}.CANARY.CANARY`],
    [
      'a private key with headers',
      '-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n\nCANARY\n-----END RSA PRIVATE KEY-----',
    ],
  ])('%s is hidden', (_, text) => {
    expect(createRedactor().text(`see ${text} here`)).toMatch(/^see .*\[redacted.*\] here$/s);
    expect(createRedactor().text(text)).not.toContain('CANARY');
  });
});

describe('what a target says', () => {
  test.each([
    '[{"phone":"APPROVED"},{"phone":"payments"},{"oneTimeCode":"status"},{"ipAddress":"channel"}]',
    '{"access_token":"APPROVED","paymentToken":["payments","PAYMENT_FINALIZE","content-digest","clientTransactionId"]}',
    '{"paymentToken":"Content-Digest","deviceId":"payments/initiate","phone":{"number":"2500","countryCode":"EUR 25"}}',
    '{"paymentToken":"https://127.0.0.1:8443/","client_secret":"2026-01-19T12:00:00.000Z","id_token":"{\\"a\\":1}"}',
  ])('%s cannot blank what is redacted afterwards', (hostile) => {
    const redactor = createRedactor();
    redactor.body(content(hostile));
    redactor.learnToken('payments');
    const text =
      '"content-digest" APPROVED payments/initiate PAYMENT_FINALIZE payments https://127.0.0.1:8443/ 2026-01-19T12:00:00.000Z' +
      ' {"amount":2500,"status":1,"channel":{"a":1},"clientTransactionId":2} Content-Digest';

    expect(redactor.text(text)).toBe(text);
  });

  test('is learned where it is like a token, or like a phone number, a code or an address', () => {
    const redactor = createRedactor();
    redactor.learnToken('canary-token-1');
    redactor.body(content({ phone: '+34(633)000-111', oneTimeCode: '123456', ipAddress: '2001:db8::1' }));

    expect(redactor.text('canary-token-1, +34(633)000-111, 123456, 2001:db8::1')).toBe(
      `[redacted sha256:${sha256('canary-token-1')}], [redacted], [redacted], [redacted]`,
    );
  });

  test('is hidden where it quotes credentials that were sent', () => {
    const redactor = createRedactor();
    redactor.learnCredentials([
      ['Authorization', 'Bearer canary-token-1'],
      ['Cookie', 'APPROVED'],
      ['Idempotency-Key', '3bd1c742-ac3c-4fe1-9ddd-8339d4e5b32e'],
    ]);

    expect(redactor.text('canary-token-1 is not APPROVED for 3bd1c742-ac3c-4fe1-9ddd-8339d4e5b32e')).toBe(
      `[redacted sha256:${sha256('canary-token-1')}] is not APPROVED for 3bd1c742-ac3c-4fe1-9ddd-8339d4e5b32e`,
    );
  });

  test('teaches so much and no more: the oldest stays', () => {
    const redactor = createRedactor();
    const token = (index: number): string => `canary-${index}-${'x'.repeat(1_000)}`;
    redactor.learn('canary-secret');
    redactor.body(content({ paymentToken: Array.from({ length: 600 }, (_, index) => token(index)) }));

    expect(redactor.text(`canary-secret ${token(0)} ${token(500)}`)).not.toContain('canary');
    expect(redactor.text(token(599))).toBe(token(599));
  });

  test('is kept byte for byte when nothing in it is hidden', () => {
    const body = '{ "message": "Enter the phone number", "amount": 1.0 }\n';
    expect(createRedactor().body(Buffer.from(body))).toBe(body);
  });

  test('is not kept when it is JSON with secrets, nested too deeply to hide them', () => {
    const deep = `{"phone":{"number":"CANARY"},"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}`;

    expect(createRedactor().body(content(deep))).toBe('[not kept: JSON that is nested too deeply; 200034 bytes]');
    expect(createRedactor().body(content(`{"phone":${'['.repeat(100_000)}"CANARY"${']'.repeat(100_000)}}`))).toBe(
      '{"phone":"[redacted]"}',
    );
  });
});

describe('names of a user', () => {
  test('hide what has them: members, forms, queries and header fields, and what quotes it', () => {
    const redactor = createRedactor();
    redactor.hideNamed(['iban', 'X-Loyalty-Card']);
    redactor.hideNamed(['customer.name']);

    expect(redactor.body(content({ metadata: { IBAN: 'NL12NOPA0123456789', loyalty: 1, x_loyalty_card: 12 } }))).toBe(
      '{"metadata":{"IBAN":"[redacted]","loyalty":1,"x_loyalty_card":"[redacted]"}}',
    );
    expect(redactor.body(content('a=b&customer.name=Ada%20Example&c=d'))).toBe('a=b&customer.name=[redacted]&c=d');
    expect(redactor.text('https://x.example/?iban=CANARY&a=b is NL12NOPA0123456789')).toBe(
      'https://x.example/?iban=[redacted]&a=b is [redacted]',
    );
    expect(redactor.fields([['x-loyalty-card', 'canary card']])).toEqual([['x-loyalty-card', '[redacted]']]);
    expect(redactor.text('customerXname=1')).toBe('customerXname=1');
  });

  test('take no time to look for, either', () => {
    const redactor = createRedactor();
    redactor.hideNamed(['iban', 'x.-_'.repeat(12)]);

    expectLinear((size) => redactor.body(content('"iban":"x.-_x.-_'.repeat(size))), 25_000);
  });
});

describe('a form', () => {
  test('teaches what it holds, decoded', () => {
    const redactor = createRedactor();
    redactor.body(content('phone=%2B34633000111&a=b'));

    expect(redactor.text('+34633000111 is no phone')).toBe('[redacted] is no phone');
  });
});

describe('secrets of our own', () => {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const number = Buffer.from(privateKey.export({ format: 'jwk' }).d ?? '', 'base64url');

  test.each([
    ['the number of its JWK', number.toString('base64url')],
    ['its number in hex', number.toString('hex')],
    ['its number among other bytes in Base64', Buffer.concat([Buffer.from('ab'), number, number]).toString('base64')],
    ['SEC1 without boundaries', privateKey.export({ type: 'sec1', format: 'der' }).toString('base64')],
    ['the content of PEM', pem.split('\n').slice(1, -2).join('\n')],
    ['PEM in JSON in Base64', Buffer.from(JSON.stringify({ pem })).toString('base64')],
  ])('a private key is hidden: %s', (_, text) => {
    const redactor = createRedactor();
    redactor.learnKey(pem);
    const shown = redactor.text(`see ${text} here`);

    expect(shown).toMatch(/^see .{0,96}\[redacted\].{0,400} here$/s);
    expect(Buffer.from(shown.replaceAll(/\[redacted\]/g, ''), 'base64').includes(number)).toBe(false);
    expect(shown).not.toContain(number.toString('base64url').slice(2, -2));
  });

  test('a passphrase may have spaces, but is no short word', () => {
    const redactor = createRedactor();
    redactor.learn('correct horse battery');
    redactor.learn('horse');

    expect(redactor.text('the horse is a correct horse battery')).toMatch(
      /^the horse is a \[redacted sha256:\w{12}\]$/,
    );
  });
});

describe('a secret that is encoded', () => {
  const secret = 'c4n/ry+"<&>ü~secret';
  const bytes = Buffer.from(secret);
  const escape = (pick: (index: number) => boolean, how: (hex: string) => string) =>
    Array.from(secret, (one, index) => (pick(index) ? how(one.charCodeAt(0).toString(16).padStart(4, '0')) : one)).join(
      '',
    );

  test.each([
    ['for a URL', encodeURIComponent(secret)],
    ['for a URL twice', encodeURIComponent(encodeURIComponent(secret))],
    ['in JSON', JSON.stringify(secret).slice(1, -1)],
    ['in JSON in JSON', JSON.stringify(JSON.stringify(secret).slice(1, -1)).slice(1, -1)],
    [
      'in JSON everywhere',
      escape(
        () => true,
        (hex) => String.raw`\u${hex}`,
      ),
    ],
    [
      'in JSON here and there',
      escape(
        (index) => index % 3 === 0,
        (hex) => String.raw`\u${hex}`,
      ),
    ],
    ['for HTML', secret.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&#60;')],
    [
      'for HTML by numbers',
      escape(
        (index) => index % 2 === 0,
        (hex) => `&#x${hex};`,
      ),
    ],
    ['in hex', bytes.toString('hex')],
    ['in hex in upper case', bytes.toString('hex').toUpperCase()],
  ])('%s is hidden', (_, text) => {
    const redactor = createRedactor();
    redactor.learn(secret);

    expect(redactor.text(`see ${text} here`)).toMatch(/^see \[redacted sha256:\w{12}\] here$/);
  });

  test.each(['', 'a', 'ab', 'abc', '{"a":"'])('in Base64 behind %j is hidden, and the rest is kept', (before) => {
    const redactor = createRedactor();
    redactor.learn(secret);
    for (const alphabet of ['base64', 'base64url'] as const) {
      const text = Buffer.from(`${before}${secret}"}`).toString(alphabet);

      expect(redactor.text(`see ${text} here`)).toMatch(/^see [\w+/-]*\[redacted sha256:\w{12}\][\w+/=-]* here$/);
    }
  });

  test('is hidden in a line of its own, whatever the line before is', () => {
    const redactor = createRedactor();
    redactor.body(content({ oneTimeCode: '765432' }));
    const lines = ['a', 'ab', 'abc', 'abcd', '6868180822'].map((line) => `${line}\nNzY1NDMy`);

    expect(redactor.text(lines.join(' '))).not.toContain('NzY1NDMy');
  });

  test('is hidden where it is a token by its form', () => {
    const redactor = createRedactor();

    expect(redactor.text(Buffer.from(`{"t":"${jwt}"}`).toString('base64'))).toMatch(
      /^[\w+/]+\[redacted sha256:\w{12}\][\w+/=]+$/,
    );
  });

  fuzz(
    'cannot be found in what is left',
    fc.tuple(fc.stringMatching(/^[!-~]{16,40}$/), fc.uint8Array({ maxLength: 5 }), fc.uint8Array({ maxLength: 20 })),
    ([any, before, after]) => {
      const redactor = createRedactor();
      redactor.learn(any);
      const whole = Buffer.concat([before, Buffer.from(any), after]);
      const text = [whole.toString('base64'), whole.toString('base64url'), whole.toString('hex')].join(' ');

      expect(findSecrets({ text: redactor.text(text) }, { any })).toEqual([]);
    },
  );

  test('teaches nothing that blanks what is not encoded', () => {
    const redactor = createRedactor();
    redactor.learn('canary-secret');
    const text =
      'content-digest PAYMENT_FINALIZE sha-256=:X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=: 0123456789abcdef %41 &amp;';

    expect(redactor.text(text)).toBe(text);
  });
});

describe('a failure', () => {
  test('loses the secrets in each of its texts, and has those that it had', () => {
    const redactor = createRedactor();
    redactor.learnToken('canary-token-1');
    const failure = new CertifyError('ERR_TOKEN', 'The answer was 401: Bearer CANARY is not known', {
      where: 'https://127.0.0.1/token?access_token=CANARY',
      expected: 'not canary-token-1',
      actual: `canary-token-1 and ${jwt}`,
      advice: 'Do not send canary-token-1.',
    });
    const token = `[redacted sha256:${sha256('canary-token-1')}]`;

    expect(redactor.failure(failure)).toEqual({
      message: `The answer was 401: Bearer [redacted sha256:${sha256('CANARY')}] is not known`,
      where: 'https://127.0.0.1/token?access_token=[redacted]',
      expected: `not ${token}`,
      actual: `${token} and [redacted sha256:${sha256(jwt)}]`,
      advice: `Do not send ${token}.`,
    });
    expect(redactor.failure(new CertifyError('ERR_TOKEN', 'canary-token-1'))).toEqual({ message: token });
    expect(redactor.failure({ found: 'canary-token-1', advice: undefined, id: 'x' })).toEqual({ found: token });
  });

  test('that quotes more than evidence keeps is cut', () => {
    const { message } = createRedactor().failure({ message: 'x'.repeat(100_000) });

    expect(message).toBe(`[cut to 65536 characters; in all 100000]\n${'x'.repeat(65_536)}`);
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
  const secrets = fc.stringMatching(/^[A-Za-z0-9+/=._-]{8,60}$/).map((text) => `CANARY0${text}`);
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

  test.each([
    ...[' ', 'Bearer ', 'Bearer\t\n', '-----BEGIN ', '-----BEGIN A ', '-----BEGIN PRIVATE KEY-----a-', 'a-', 'a.'],
    ...['eyJ', 'eyJ-', 'eyJa.', 'eyJa.a.', 'phone=', '"phone" ', '"phone":', '{"phone":{', '"phone":[', '"phone":"\\'],
    ...['"paymentToken":"', '{"paymentToken":"token-1",', '[redacted', '\\u'],
  ])('%j, repeated: the time grows with the length alone', (part) => {
    const repeated = (size: number): string => part.repeat(size / part.length);
    const redactor = createRedactor();

    expectLinear((size) => redactor.body(content(repeated(size))), 1 << 17);
    expectLinear((size) => redactor.text(`Bearer -----BEGIN PRIVATE KEY-----"phone":${repeated(size)}`), 1 << 17);
    expectLinear((size) => redactor.fields([['Authorization', repeated(size)]]), 1 << 17);
  });

  test('with 8,000 secrets the time grows with their number alone', () => {
    const tokens = (size: number) =>
      Array.from({ length: size }, (_, index) => ({ paymentToken: `canary-token-${index}` }));
    expectLinear((size) => createRedactor().body(content(tokens(size))), 2_000);

    const redactor = createRedactor();
    redactor.body(content(tokens(8_000)));
    expect(redactor.text('canary-token-7999 canary-token-x')).toBe(
      `[redacted sha256:${sha256('canary-token-7999')}] canary-token-x`,
    );
  });

  test.each(['paymentToken', 'phone'])('a %s of 60 KB does no harm', (name) => {
    const redactor = createRedactor();
    const long = `1${'6'.repeat(60_000)}`;
    redactor.body(content({ [name]: long }));

    expect(redactor.text(`see ${long} here`)).toBe(
      `see [redacted${name === 'phone' ? '' : ` sha256:${sha256(long)}`}] here`,
    );
  });
});
