import { generateKeyPairSync } from 'node:crypto';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fuzz } from '../fixtures/fuzz.ts';
import { createRedactor } from './redactor.ts';

const content = (value: unknown): Buffer => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value));
const hex = (code: number): string => code.toString(16).padStart(2, '0');
const base64 = (data: string | Uint8Array): string => Buffer.from(data).toString('base64');
const every = (text: string, how: (code: number) => string): string =>
  Array.from(text, (one) => how(one.charCodeAt(0))).join('');
const lines = (text: string, width: number, end = '\n'): string =>
  text.match(new RegExp(`.{1,${width}}`, 'g'))?.join(end) ?? '';
const times = (how: (text: string) => string, count: number, text: string): string =>
  count === 0 ? text : times(how, count - 1, how(text));

describe('encodings that occur', () => {
  const secret = 'Zq8x-Token_4fTg7YhK2mPw9sLd';
  const bytes = Buffer.from(secret);
  const json = JSON.stringify({ t: secret, other: 'x'.repeat(20) });
  const inHex = bytes.toString('hex');
  const percent = every(secret, (code) => `%${hex(code)}`);

  const encodings: readonly (readonly [name: string, text: string])[] = [
    ...[4, 7, 16, 40, 64, 76].map(
      (width) => [`Base64 in lines of ${width}`, lines(base64(`a${json}`), width)] as const,
    ),
    ['Base64 in lines of Windows', lines(base64(json), 20, '\r\n')],
    ['Base64 in lines, escaped in JSON', JSON.stringify(lines(base64(json), 20)).slice(1, -1)],
    ['Base64 with spaces', lines(base64(secret), 8, ' ')],
    ['Base64 without padding', base64(secret).replace(/=+$/, '')],
    ...[2, 3, 4].map((count) => [`Base64 ${count} times`, times(base64, count, secret)] as const),
    ['hex with colons', lines(inHex, 2, ':')],
    ['hex with colons in upper case', lines(inHex.toUpperCase(), 2, ':')],
    ['hex with spaces', lines(inHex, 2, ' ')],
    ['hex with dashes', lines(inHex, 2, '-')],
    ['hex of openssl', lines(lines(inHex, 2, ':'), 45, '\n    ')],
    ['hex of xxd', lines(inHex, 4, ' ')],
    ['hex as an array', `0x${lines(inHex, 2, ', 0x')}`],
    ['a buffer as Node.js shows it', `<Buffer ${lines(inHex, 2, ' ')}>`],
    ['a buffer as JSON', JSON.stringify(bytes)],
    ['percent for all', percent],
    ['percent four times', times(encodeURIComponent, 4, percent.toUpperCase())],
    [
      'JSON six times',
      times(
        (text) => JSON.stringify(text).slice(1, -1),
        6,
        every(secret, (code) => `\\u00${hex(code)}`),
      ),
    ],
    ['\\x', every(secret, (code) => `\\x${hex(code)}`)],
    ['\\u{}', every(secret, (code) => `\\u{${hex(code)}}`)],
    ['octal', every(secret, (code) => `\\${code.toString(8)}`)],
    ['entities with zeros', every(secret, (code) => `&#0000${code};`)],
    ['entities in hex with zeros', every(secret, (code) => `&#x000${hex(code)};`)],
    ['entities by name', secret.replaceAll('_', '&lowbar;').replaceAll('-', '&hyphen;')],
    ['quoted-printable', every(secret, (code) => `=${hex(code).toUpperCase()}`)],
    ['quoted-printable with soft line breaks', lines(secret, 8, '=\r\n')],
    ['UTF-16 in Base64', Buffer.from(json, 'utf16le').toString('base64')],
    ['UTF-16, the other way around, in Base64', Buffer.from(json, 'utf16le').swap16().toString('base64')],
    ['UTF-16 in hex', Buffer.from(secret, 'utf16le').toString('hex')],
    ['UTF-16 as it is', Array.from(secret).join('\0')],
    ['gzip in Base64', base64(gzipSync(json))],
    ['gzip in Base64 in lines', lines(base64(gzipSync(json)), 30)],
    ['gzip in Base64 behind a word', `data${base64(gzipSync(json))}`],
    ['gzip in Base64 that breaks off', base64(gzipSync(json)).slice(0, -12)],
    ['gzip in hex', gzipSync(json).toString('hex')],
    ['zlib in Base64', base64(deflateSync(json))],
    ['deflate in Base64', base64(deflateRawSync(json))],
    ['Brotli in Base64', base64(brotliCompressSync(json))],
    ['gzip twice in Base64', base64(gzipSync(base64(gzipSync(json))))],
    ['Base64 of percent in JSON', base64(JSON.stringify({ q: `t=${percent}` }))],
    ['Base64 in HTML', `${base64(secret)}&#61;`],
  ];

  test.each(encodings)('%s is hidden, in a text, in content and in a field', (_, encoded) => {
    const redactor = createRedactor();
    redactor.learn(secret);
    const shown = [
      redactor.text(`see ${encoded}; here`),
      redactor.body(content({ message: `see ${encoded} here` })),
      redactor.fields([['X-A', encoded]])[0]?.[1] ?? '',
    ];
    expect(shown.map((text) => text.includes('[redacted sha256:'))).toEqual([true, true, true]);
    for (const text of shown) expect(text).not.toContain(encoded);
    expect(shown[0]).toMatch(/^see .*; here$/s);
  });

  test('beyond the depth that is promised it is not looked for', () => {
    const redactor = createRedactor();
    redactor.learn(secret);
    const isHidden = (count: number): boolean => redactor.text(times(base64, count, secret)).includes('[redacted');
    expect([8, 9].map(isHidden)).toEqual([true, false]);
  });

  test.each([
    ['oneTimeCode', '739104', 'abc739104def'],
    ['oneTimeCode', '739104', 'code_739104'],
    ['phone', '+48601234567', 'tel+48601234567x'],
    ['oneTimeCode', '739104', times(base64, 2, '739104')],
  ])('a %s %s is hidden in %s', (name, value, text) => {
    const redactor = createRedactor();
    redactor.body(content({ [name]: value }));
    expect(redactor.text(text)).toContain('[redacted]');
    expect(redactor.text(text)).not.toContain(value);
  });

  test('a code is hidden in UTF-16 in Base64 beside other numbers', () => {
    const redactor = createRedactor();
    redactor.body(content({ oneTimeCode: '739104' }));
    const wide = base64(Buffer.from('739104', 'utf16le'));
    expect(redactor.text(`${base64('739104')} ${wide} | ${base64('123456')}`)).not.toContain(wide);
  });

  test('a code that was a JSON number is hidden where it is quoted, and JSON stays JSON', () => {
    const redactor = createRedactor();
    redactor.body(content('{"oneTimeCode":739104}'));
    expect(redactor.text('the code 739104 is wrong')).toBe('the code [redacted] is wrong');
    expect(redactor.body(content('{"value": 739104, "other": [7391045]}'))).toBe(
      '{"value":"[redacted]","other":[7391045]}',
    );
  });

  test.each([
    String.raw`pass\ud83d\ude00word\u20ac1`,
    String.raw`pass\u{1f600}word\u{20ac}1`,
    'pass&#128512;word&#x20ac;1',
  ])('a character beyond 16 bits is hidden as a surrogate pair and by its number: %s', (text) => {
    const redactor = createRedactor();
    redactor.learn('pass😀word€1');
    expect(redactor.text(text)).toMatch(/^\[redacted sha256:\w{12}\]$/);
    expect(redactor.text(base64(Buffer.from('pass😀word€1', 'utf16le')))).toContain('[redacted');
  });

  test.each([
    ['gzip', gzipSync],
    ['zlib', deflateSync],
    ['deflate', deflateRawSync],
    ['Brotli', brotliCompressSync],
  ])('content that %s compressed is kept only without a secret', (_, compress) => {
    const redactor = createRedactor();
    redactor.learn(secret);
    const packed = compress(`${json}${'äöü'.repeat(20)}`);
    expect(redactor.body(packed)).toBe(`[not kept: compressed content with a secret; ${packed.length} bytes]`);
    expect(redactor.body(compress(`{"a":"nothing"}${'äöü'.repeat(20)}`))).not.toContain('not kept');
  });

  test('a bomb in Base64 does not fill the memory', () => {
    const bomb = base64(gzipSync(Buffer.alloc(64 << 20)));
    expect(createRedactor().text(bomb)).toBe(bomb);
  });

  const encoders: readonly ((text: string) => string)[] = [
    base64,
    (text) => Buffer.from(text).toString('hex'),
    (text) => every(text, (code) => `%${hex(code)}`),
    (text) => JSON.stringify(text),
    (text) => every(text, (code) => `&#${code};`),
    (text) => lines(base64(text), 20),
    (text) => base64(Buffer.from(text, 'utf16le')),
  ];
  fuzz(
    'one in another, up to three, hide it',
    fc.tuple(fc.stringMatching(/^[!-~]{16,40}$/), fc.array(fc.nat({ max: 6 }), { minLength: 1, maxLength: 3 })),
    ([any, order]) => {
      const redactor = createRedactor();
      redactor.learn(any);
      const encoded = order.reduce((text, at) => encoders[at]?.(text) ?? text, any);
      expect(redactor.text(`see ${encoded} here`)).toContain('[redacted');
    },
    { cases: 150 },
  );
});

describe('secrets by the name before them', () => {
  const secret = 'S3cretT0kenValue1';

  test.each([
    `access_token: ${secret}`,
    `access_token: "${secret}"`,
    `'access_token': '${secret}'`,
    `<access_token>${secret}</access_token>`,
    `<ns:accessToken type="x">${secret}</ns:accessToken>`,
    `access_token = ${secret}`,
    `access_token=${secret}`,
    `accessToken=${secret}`,
    `access-token: "${secret}"`,
    `x-api-key: ${secret}`,
    `"password":"${secret}"`,
    `"otp" : \n "${secret}"`,
    `client_secret%3D${secret}`,
    `{\\"access_token\\":\\"${secret}\\"}`,
    `Authorization: DPoP ${secret}`,
    `Basic ${base64(`user:${secret}`)}`,
    `https://user:${secret}@host.example/`,
    base64(`{"access_token":"${secret}"}`),
  ])('%s', (text) => {
    const shown = createRedactor().text(`see ${text} here`);
    expect(shown).not.toContain(secret);
    expect(shown).not.toContain(base64(secret).slice(2, -4));
    expect(shown).toContain('[redacted');
    expect(shown).toMatch(/^see .* here$/s);
    expect(createRedactor().text(shown)).toBe(shown);
  });

  test.each([
    'payerDetails.phone: is required, paymentToken must be a string',
    'Name it: passphrase: ${env:NAME} in the configuration; password: ${file:secret}.',
    'access_token: missing, oneTimeCode: required. phone: required',
    'deviceId: must be at most 64 characters',
    'phone://x is no scheme, and the password is asked for',
    'The answer has no access_token: expected a text.',
  ])('what speaks of one is kept: %s', (text) => {
    expect(createRedactor().text(text)).toBe(text);
  });
});

describe('our own messages', () => {
  test.each([
    'expected "-----BEGIN PRIVATE KEY-----" or "-----BEGIN EC PRIVATE KEY-----" or "-----BEGIN RSA PRIVATE KEY-----", actual "-----BEGIN OPENSSH PRIVATE KEY-----": an OpenSSH private key',
    'Write "-----BEGIN PRIVATE KEY-----" before and "-----END PRIVATE KEY-----" behind it.',
    '-----BEGIN OPENSSH PRIVATE KEY-----',
    'The line -----BEGIN PRIVATE KEY----- must be the first, clientTransactionId 12345678',
    'Copy the file again, down to the line "-----END PRIVATE KEY-----".',
    'Send a Bearer token. Bearer credentials: none. WWW-Authenticate: Bearer realm="x", error="invalid_token"',
    String.raw`{ "log": "{\"reason\":\"No bearer token\"}" }`,
    'Send "Authorization: Bearer …" with a token',
    'Basic authentication is not for this.',
    'https://127.0.0.1:8443/payments with ecdsa-p256-sha256 and TLSv1.3 on 2026-11-28',
  ])('keep their words: %s', (text) => {
    expect(createRedactor().text(text)).toBe(text);
    expect(createRedactor().body(content({ text }))).toBe(JSON.stringify({ text }));
  });

  test('keep them whatever a target answers, or a user takes for a passphrase', () => {
    const redactor = createRedactor();
    for (const word of ['a', '1', 'test', 'certificate', 'signing', 'PAYMENT', 'Private', '12345'])
      redactor.learn(word);
    for (const one of [
      'ecdsa-p256-sha256',
      'HTTP/1.1',
      'rsa-pss-sha512',
      'sha-256',
      'TLSv1.3',
      '2026-11-28',
      '127.0.0.1',
    ])
      redactor.body(content({ access_token: one, phone: one, ipAddress: one, oneTimeCode: one, deviceId: one }));
    const text =
      'Private: the signing of a certificate is a PAYMENT test, 1 of 12345; HTTP/1.1 on 127.0.0.1 with TLSv1.3, ecdsa-p256-sha256, rsa-pss-sha512, sha-256 at 2026-11-28';

    expect(redactor.text(text)).toBe(text);
  });

  test.each([
    '"geheim"',
    "'geheim'",
    '-passin pass:geheim',
    'p=geheim',
    '{"a":"geheim"}',
    'geheim',
    base64('geheim'),
    '<geheim>',
  ])('lose a passphrase of one word where it is a value: %s', (text) => {
    const redactor = createRedactor();
    redactor.learn('geheim');
    expect(redactor.text(text)).toContain('[redacted sha256:');
    expect(redactor.text('Was geheim ist: {"geheim":1}')).toBe('Was geheim ist: {"geheim":1}');
  });
});

describe('a private key as PEM', () => {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const old = privateKey.export({ type: 'sec1', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x' }).toString();
  const inner = pem.split('\n').slice(1, -2);
  const narrow = lines(inner.join(''), 10);

  test.each([
    ['as it is', pem],
    ['without its end', pem.replace(/-----END.*/s, '')],
    ['cut off', pem.slice(0, -60)],
    ['with \\n', pem.replaceAll('\n', String.raw`\n`)],
    ['with \\n and cut off', pem.replaceAll('\n', String.raw`\n`).slice(0, -60)],
    ['on one line', pem.replaceAll('\n', ' ')],
    ['in narrow lines and cut off', `-----BEGIN PRIVATE KEY-----\n${narrow}`],
    ['encrypted as of old, cut off', old.slice(0, -60)],
    ['percent-encoded', encodeURIComponent(pem)],
    ['in JSON', JSON.stringify({ pem })],
    ['in Base64', base64(pem)],
    ['of OpenSSH, cut off', `-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjEAAAAABG5vbmU\n${narrow}`],
    ['of PGP', '-----BEGIN PGP PRIVATE KEY BLOCK-----\n\nlQVYBGXk\nAAAA\n-----END PGP PRIVATE KEY BLOCK-----'],
  ])('%s is hidden, and nothing else', (_, text) => {
    const shown = createRedactor().text(`before ${text} \n. and behind it all`);
    for (const line of [...inner, ...narrow.split('\n')]) expect(shown).not.toContain(line);
    expect(shown).toContain('[redacted]');
    expect(shown.startsWith('before ')).toBe(true);
    expect(shown.endsWith('and behind it all')).toBe(true);
  });
});
