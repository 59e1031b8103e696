import { describe, expect, test } from 'vitest';
import { inputFaults, signatureFaults } from './field-faults.ts';
import {
  created,
  digest,
  explainPart,
  explainText,
  ids,
  inputField,
  pairs,
  publicPem,
  requestOf,
  signatureText,
  type Signer,
} from './fixtures/wrong-signer.ts';

type Part = NonNullable<Parameters<typeof requestOf>[0]>;

const list = '("@authority" "@method" "@request-target" "content-digest" "content-type" "content-length")';

/** A parameter as it is written, and as it is signed. */
const withParameter = (written: string, signed: string): Part => ({
  ...inputField((field) => `${field};${written}`),
  params: ({ keyid, created: at }) => `${list};keyid="${keyid}";created=${at};${signed}`,
});

describe('a signature field that is miswritten', () => {
  const wrongs: Readonly<Record<string, Part>> = {
    'input-draft-names': inputField((field) =>
      field.replace('"@request-target"', '"(request-target)"').replace('"@method"', '"@method" "(created)"'),
    ),
    'input-covers-params': inputField((field) =>
      field.replace('"content-length")', '"content-length" "@signature-params")'),
    ),
    'input-one-string': inputField((field) => field.replaceAll('" "', ' ')),
    'input-quotes': inputField((field) => field.replaceAll('"', "'")),
    'input-list-commas': inputField((field) => field.replaceAll('" "', '", "')),
    'input-names-unquoted': inputField((field) => field.replace(list, list.replaceAll('"', ''))),
    'input-names-case': inputField((field) => field.replace('content-type', 'Content-Type')),
    'input-label-missing': inputField((field) => field.replace('nopan_sig=', '')),
    'input-white-space': inputField((field) => field.replace('nopan_sig=', 'nopan_sig = ')),
    'input-parameter-commas': inputField((field) => field.replace(';created', ',created')),
    'input-parameter-names': inputField((field) => field.replace('keyid', 'keyId')),
    'input-created-quoted': inputField((field) => field.replace(/created=(\d+)/, 'created="$1"')),
    'input-created-date': inputField((field) =>
      field.replace(/created=\d+/, `created="${new Date(created * 1000).toISOString()}"`),
    ),
    'input-created-decimal': inputField((field) => `${field}.25`),
    'input-expires-quoted': withParameter('expires="2000000000"', 'expires=2000000000'),
    'input-expires-decimal': withParameter('expires=2000000000.5', 'expires=2000000000'),
    'input-created-unit': inputField((field) => `${field}000000`),
    'input-invisible': inputField((field) => field.replace('("', '(\u200b"').replace('" "', '"\u00a0"')),
    'input-trailing': inputField((field) => `${field}; `),
    'input-parentheses': inputField((field) => field.replace('(', '[').replace(')', ']')),
    'input-keyid-unquoted': inputField((field) => field.replace('"key-1"', 'key-1')),
    'input-alg-unquoted': withParameter('alg=ecdsa-p256-sha256', 'alg="ecdsa-p256-sha256"'),
    'input-nonce-unquoted': withParameter('nonce=:YQ==:', 'nonce=":YQ==:"'),
    'input-tag-unquoted': withParameter('tag=a', 'tag="a"'),
    'signature-label-missing': signatureText((signature) => `:${signature.toString('base64')}:`),
    'signature-colons': signatureText((signature) => `nopan_sig=${signature.toString('base64')}`),
    'signature-line-breaks': signatureText(
      (signature) => `nopan_sig=:${signature.toString('base64').replace(/^.{60}/, '$& ')}:`,
    ),
    'signature-hex': signatureText((signature) => `nopan_sig=:${signature.toString('hex')}:`),
    'signature-base64url': signatureText((signature) => `nopan_sig=:${signature.toString('base64url')}:`),
    'signature-unpadded': signatureText(
      (signature) => `nopan_sig=:${signature.toString('base64').replaceAll('=', '')}:`,
    ),
    'signature-encoded-twice': signatureText(
      (signature) => `nopan_sig=:${Buffer.from(signature.toString('base64')).toString('base64')}:`,
    ),
  };

  test.each(Object.entries(wrongs))('%s', async (id, part) => {
    const explanation = await retried(part, id);
    expect([explanation.verifies, ids(explanation)]).toEqual([false, [id]]);
  });

  test('there is one for each row of the tables', () => {
    expect(Object.keys(wrongs).toSorted()).toEqual([...inputFaults, ...signatureFaults].map(({ id }) => id).toSorted());
  });

  test.each<[string, (field: string) => string]>([
    [
      '(request-target) without quotes',
      (field) => field.replaceAll('"', '').replace('@request-target', '(request-target)'),
    ],
    [
      '*request-target and *created',
      (field) =>
        field.replace(
          list,
          list.replaceAll('"', '').replaceAll('@request-target', '*created, *request-target').replaceAll(' ', ', '),
        ),
    ],
    ['"(expires)" at the end', (field) => field.replace('"content-length")', '"content-length" "(expires)")')],
  ])('names of older drafts: %s', async (_, change) => {
    const [first] = ids(await explainPart(inputField(change)));
    expect(first).toBe('input-draft-names');
  });

  test.each<[string, (field: string) => string, string]>([
    ['typographic quotes', (field) => field.replaceAll('"', '”'), 'input-quotes'],
    ['pairs of typographic quotes', (field) => field.replace(/"([^"]*)"/g, '“$1”'), 'input-quotes'],
    ['quotes of HTML', (field) => field.replaceAll('"', '&quot;'), 'input-quotes'],
    ['quotes of HTML by number', (field) => field.replaceAll('"', '&#34;'), 'input-quotes'],
    ['a byte order mark', (field) => `\ufeff${field}`, 'input-invisible'],
    ['a soft hyphen', (field) => field.replace('content-', 'content\u00ad-'), 'input-invisible'],
    ['no parentheses', (field) => field.replace(/[()]/g, ''), 'input-parentheses'],
    ['braces', (field) => field.replace('(', '{').replace(')', '}'), 'input-parentheses'],
    ['a semicolon at the end', (field) => `${field};`, 'input-trailing'],
    ['a comma at the end', (field) => `${field},`, 'input-trailing'],
    ['nanoseconds', (field) => `${field}000000000`, 'input-created-unit'],
  ])('%s', async (_, change, id) => {
    expect(ids(await explainPart(inputField(change)))).toEqual([id]);
  });

  test.each<[string, string]>([
    [
      'in Signature',
      'Signature: keyId="key-1",algorithm="ecdsa-sha256",headers="(request-target) host digest",signature="AAAA"',
    ],
    ['in Signature, in another order', 'Signature: algorithm="hs2019", created=1, keyId="key-1", signature="AAAA"'],
    ['in Authorization', 'Authorization: Signature keyId="key-1",headers="(request-target)",signature="AAAA"'],
  ])('a signature of draft-cavage is named: %s', async (_, field) => {
    const text = requestOf().text.replace(/^Signature-Input: .*\r\nSignature: .*$/m, field);
    const { verifies, findings } = await explainText(text, publicPem(pairs['P-256'].publicKey));
    expect([verifies, findings]).toEqual([
      false,
      [
        {
          id: 'signature-of-draft',
          kind: 'fault',
          problem: 'The signature follows draft-cavage-http-signatures, an older draft than RFC 9421.',
          advice: 'Sign according to RFC 9421, with the fields Signature-Input and Signature.',
          where: 'request.http:7:1',
        },
      ],
    ]);
  });

  test('of two signatures in a field the own one is mended', async () => {
    const other = 'proxy=("@method");created=1.5;keyid=abc';
    const { findings } = await explainPart(
      inputField((field) => `${other}, ${field.replace(/created=(\d+)/, 'created="$1"')}`),
    );
    expect(findings).toMatchObject([
      {
        id: 'input-created-quoted',
        before: `Signature-Input: nopan_sig=${list};keyid="key-1";created="${created}"`,
        after: `Signature-Input: nopan_sig=${list};keyid="key-1";created=${created}`,
      },
    ]);
    expect(await explainPart(inputField((field) => `${other}, ${field}`))).toMatchObject({
      verifies: true,
      findings: [],
    });
  });

  test('a JWS in another field is named', async () => {
    const text = requestOf().text.replace(
      /^Signature-Input: .*\r\nSignature: .*$/m,
      'X-JWS: eyJhbGciOiJFUzI1NiJ9..AAAA',
    );
    expect(ids(await explainText(text, publicPem(pairs['P-256'].publicKey)))).toContain('jws-elsewhere');
  });

  test('what is miswritten and signed so is one mistake', async () => {
    const quoted = (text: string) => text.replace(/created=(\d+)/, 'created="$1"');
    const explanation = await explainPart({
      ...inputField(quoted),
      params: ({ keyid, created: at }) => quoted(`${list};keyid="${keyid}";created=${at}`),
    });
    expect(ids(explanation)).toEqual(['input-created-quoted']);
    expect(explanation.findings[0]).toMatchObject({
      where: 'request.http:7:1',
      before: `Signature-Input: nopan_sig=${list};keyid="key-1";created="${created}"`,
      after: `Signature-Input: nopan_sig=${list};keyid="key-1";created=${created}`,
    });
  });

  test.each<[string, string[], Part]>([
    ['milliseconds in both places', ['created-in-milliseconds'], { created: `${created}000` }],
    ['milliseconds in the field', ['created-milliseconds'], inputField((field) => `${field}000`)],
    [
      'another label',
      ['label-other'],
      {
        ...inputField((field) => field.replace('nopan_sig', 'sig1')),
        ...signatureText((signature) => `sig1=:${signature.toString('base64')}:`),
      },
    ],
    [
      'no keyid',
      ['keyid-missing'],
      { ...inputField((field) => field.replace(/;keyid="[^"]*"/, '')), params: `${list};created=${created}` },
    ],
    [
      'no created',
      ['created-missing'],
      { ...inputField((field) => field.replace(/;created=\d+/, '')), params: `${list};keyid="key-1"` },
    ],
    [
      'an alg that lies',
      ['signature-invalid'],
      {
        ...inputField((field) => `${field};alg="rsa-pss-sha512"`),
        params: `${list};keyid="key-1";created=${created};alg="rsa-pss-sha512"`,
      },
    ],
  ])('%s', async (_, expected, part) => {
    expect(ids(await explainPart(part))).toEqual(expected);
  });

  test('a component that is not covered', async () => {
    const fewer = list.replace('"@method" ', '');
    const explanation = await explainPart({
      lines: ({ host, target, digestField, contentType, lengthField }) => [
        ['@authority', host],
        ['@request-target', target],
        ['content-digest', digestField],
        ['content-type', contentType],
        ['content-length', lengthField],
      ],
      params: `${fewer};keyid="key-1";created=${created}`,
      inputField: `nopan_sig=${fewer};keyid="key-1";created=${created}`,
    });
    expect(ids(explanation)).toEqual(['coverage']);
    expect(explanation.findings[0]?.problem).toBe('The signature does not cover "@method".');
  });

  /** Base64 of some signatures has nothing that differs in the other alphabet: then another is made. */
  async function retried(part: Part, id: string) {
    for (;;) {
      const explanation = await explainPart(part);
      if (id !== 'signature-base64url' || !ids(explanation).includes('signature-unpadded')) return explanation;
    }
  }
});

describe('a digest', () => {
  /** A body whose digest looks different in the other alphabet. */
  const urlBody =
    Array.from({ length: 99 }, (_, value) => `{"value":${value}}`).find((body) =>
      /[-_]/.test(digest('sha256', body).toString('base64url')),
    ) ?? '';
  const sha256 = ({ body }: Signer) => digest('sha256', body);
  test.each<[string[], Part]>([
    [
      ['digest-base64url'],
      { body: urlBody, digestField: (signer) => `sha-256=:${sha256(signer).toString('base64url')}:` },
    ],
    [
      ['digest-base64url'],
      { body: urlBody, digestField: (signer) => `sha-256=:${sha256(signer).toString('base64url')}=:` },
    ],
    [['digest-hex'], { digestField: (signer) => `sha-256=:${sha256(signer).toString('hex')}:` }],
    [
      ['digest-base64-of-hex'],
      { digestField: (signer) => `sha-256=:${Buffer.from(sha256(signer).toString('hex')).toString('base64')}:` },
    ],
    [
      ['digest-unpadded'],
      { digestField: (signer) => `sha-256=:${sha256(signer).toString('base64').replace('=', '')}:` },
    ],
    [
      ['digest-algorithm-mislabelled'],
      { digestField: ({ body }) => `sha-256=:${digest('sha512', body).toString('base64')}:` },
    ],
    [['digest-algorithm-spelling'], { digestField: (signer) => `SHA256=:${sha256(signer).toString('base64')}:` }],
    [
      ['digest-algorithm-spelling', 'digest-colons'],
      { digestField: (signer) => `SHA-256=${sha256(signer).toString('base64')}` },
    ],
    [
      ['digest-algorithm-unsupported'],
      { digestField: ({ body }) => `sha-1=:${digest('sha1', body).toString('base64')}:` },
    ],
    [
      ['digest-of-body-line-feed'],
      { digestField: ({ body }) => `sha-256=:${digest('sha256', `${body}\n`).toString('base64')}:` },
    ],
    [
      ['digest-of-body-crlf-end'],
      { digestField: ({ body }) => `sha-256=:${digest('sha256', `${body}\r\n`).toString('base64')}:` },
    ],
    [
      ['digest-of-json-compact'],
      {
        digestField: () =>
          `sha-256=:${digest('sha256', '{"amount":{"value":1099,"currency":"EUR"},"note":"Grüße/1"}').toString('base64')}:`,
      },
    ],
    [
      ['digest-of-json-spaced'],
      {
        digestField: () =>
          `sha-256=:${digest('sha256', '{"amount": {"value": 1099, "currency": "EUR"}, "note": "Grüße/1"}').toString('base64')}:`,
      },
    ],
    [
      ['digest-of-json-indented-2'],
      {
        digestField: ({ body }) =>
          `sha-256=:${digest('sha256', JSON.stringify(JSON.parse(body), null, 2)).toString('base64')}:`,
      },
    ],
    [
      ['digest-of-json-indented-4'],
      {
        digestField: ({ body }) =>
          `sha-256=:${digest('sha256', JSON.stringify(JSON.parse(body), null, 4)).toString('base64')}:`,
      },
    ],
    [
      ['digest-of-json-indented-tab'],
      {
        digestField: ({ body }) =>
          `sha-256=:${digest('sha256', JSON.stringify(JSON.parse(body), null, '\t')).toString('base64')}:`,
      },
    ],
    [
      ['digest-of-json-ascii-spaced'],
      {
        digestField: () =>
          `sha-256=:${digest('sha256', '{"amount": {"value": 1099, "currency": "EUR"}, "note": "Gr\\u00fc\\u00dfe/1"}').toString('base64')}:`,
      },
    ],
    [
      ['digest-of-body-latin1'],
      { digestField: ({ body }) => `sha-256=:${digest('sha256', Buffer.from(body, 'latin1')).toString('base64')}:` },
    ],
    [
      ['digest-of-form-plus'],
      { body: 'a=b%20c', digestField: () => `sha-256=:${digest('sha256', 'a=b+c').toString('base64')}:` },
    ],
    [
      ['digest-of-body-line-feed', 'digest-hex'],
      { digestField: ({ body }) => `sha-256=:${digest('sha256', `${body}\n`).toString('hex')}:` },
    ],
    [['digest-mismatch'], { digestField: () => `sha-256=:${digest('sha256', 'something else').toString('base64')}:` }],
  ])('%j', async (expected, part) => {
    expect(ids(await explainPart(part))).toEqual(expected);
  });

  test('its right value is told', async () => {
    const { findings, digest: told } = await explainPart({
      digestField: ({ body }) => `sha-256=:${digest('sha256', `${body}\n`).toString('base64')}:`,
    });
    const { signer } = requestOf();
    expect(told).toMatchObject({ computed: signer.digestField, bytes: Buffer.byteLength(signer.body) });
    expect(findings[0]).toMatchObject({
      problem: 'The digest is that of the body with a line feed at its end.',
      where: 'request.http:6:1',
      after: signer.digestField,
    });
  });

  test('a length in characters', async () => {
    const { findings } = await explainPart({ lengthField: ({ body }) => String(body.length) });
    expect(findings).toMatchObject([
      {
        id: 'content-length-in-characters',
        problem: 'Content-Length says 62, the body has 64 bytes and 62 characters.',
      },
    ]);
  });
});

describe('a field that came before Content-Digest', () => {
  const list9530 = list;
  const signedWith = (digestName: string, value: (body: string) => string): Part => ({
    lines: ({ host, method, target, contentType, lengthField, body }) => [
      ['@authority', host],
      ['@method', method],
      ['@request-target', target],
      [digestName.toLowerCase(), value(body)],
      ['content-type', contentType],
      ['content-length', lengthField],
    ],
    inputField: ({ keyid }) =>
      `nopan_sig=${list9530.replace('content-digest', digestName.toLowerCase())};keyid="${keyid}";created=${created}`,
    params: ({ keyid }) =>
      `${list9530.replace('content-digest', digestName.toLowerCase())};keyid="${keyid}";created=${created}`,
  });
  const explained = async (name: string, value: (body: string) => string) => {
    const { signer, text } = requestOf(signedWith(name, value));
    const sent = text.replace(/^Content-Digest: .*$/m, `${name}: ${value(signer.body)}`);
    return explainText(sent, publicPem(pairs['P-256'].publicKey));
  };
  const base64 = (body: string) => digest('sha256', body).toString('base64');

  test.each<[string, string, (body: string) => string, string]>([
    ['Digest', 'Digest (RFC 3230)', (body) => `SHA-256=${base64(body)}`, ''],
    ['Digest', 'Digest (RFC 3230)', (body) => `sha-256=:${base64(body)}:`, ''],
    ['Digest', 'Digest (RFC 3230)', () => 'SHA-256=AAAA', ' Its value is not the digest of the body.'],
    ['Repr-Digest', 'Repr-Digest (of the representation, RFC 9530)', (body) => `sha-256=:${base64(body)}:`, ''],
    ['Content-MD5', 'Content-MD5 (RFC 1864)', () => 'AAAA', ''],
  ])('%s is named', async (name, shown, value, more) => {
    const { verifies, findings } = await explained(name, value);
    expect([verifies, findings.map(({ id }) => id)]).toEqual([false, ['digest-predecessor', 'coverage']]);
    const { body } = requestOf().signer;
    expect(findings[0]).toEqual({
      id: 'digest-predecessor',
      kind: 'fault',
      problem: `The message has ${shown} instead of Content-Digest (RFC 9530).${more}`,
      advice: `Send Content-Digest instead of ${name}, and cover "content-digest".`,
      where: 'request.http:6:1',
      before: `${name}: ${value(body)}`,
      after: `Content-Digest: sha-256=:${base64(body)}:`,
    });
  });

  test('a body without any digest', async () => {
    const text = requestOf().text.replace(/^Content-Digest: .*\r\n/m, '');
    expect(ids(await explainText(text, publicPem(pairs['P-256'].publicKey)))).toEqual([
      'digest-missing',
      'component-unusable',
    ]);
  });
});
