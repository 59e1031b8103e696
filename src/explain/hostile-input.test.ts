import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CertifyError } from '../errors.ts';
import { fuzz } from '../fixtures/fuzz.ts';
import { expectLinear } from '../fixtures/growth.ts';
import { explainText, pairs, publicPem, requestOf, settings } from './fixtures/wrong-signer.ts';
import { judge } from './judge.ts';
import { readMessage } from './source.ts';
import { lookupIn, readVerificationKeys } from './verification-keys.ts';

const key = publicPem(pairs['P-256'].publicKey);

/** Reads anything, or refuses it with an error that says where. */
function readOrRefuse(text: string | Buffer, format?: 'http' | 'har' | 'curl'): void {
  try {
    readMessage({ name: 'file', bytes: Buffer.from(text) }, format === undefined ? {} : { format });
  } catch (error) {
    if (!(error instanceof CertifyError)) throw error;
    expect(error.code).toBe('ERR_INPUT');
    expect(error.where).toMatch(/^(file|--)/);
  }
}

const pieces = (...texts: string[]) =>
  fc
    .array(fc.oneof(fc.constantFrom(...texts), fc.string({ maxLength: 6 })), { maxLength: 30 })
    .map((parts) => parts.join(''));

describe('whatever is handed in is read or refused', () => {
  fuzz('bytes', fc.uint8Array({ maxLength: 300 }), (bytes) => {
    for (const format of [undefined, 'http', 'har', 'curl'] as const) readOrRefuse(Buffer.from(bytes), format);
  });
  fuzz(
    'HTTP text',
    pieces(
      'POST /a HTTP/1.1\r\n',
      'HTTP/1.1 200 OK\n',
      'Host: h',
      'Content-Length: 3',
      ': ',
      '\r\n',
      '\n',
      '#',
      'https://h/',
      '\n###\n',
      '{{a}}',
      '@a = {{b}}\n',
      '\n< x\n',
      '\n> {%\n',
      '%}',
      'Transfer-Encoding: chunked\n',
      '\n2;x\n',
      '\n0\n',
      'HTTP/1.1 100 Continue\n\n',
    ),
    (text) => {
      readOrRefuse(text, 'http');
    },
  );
  fuzz(
    'curl',
    pieces(
      ' ',
      '"',
      "'",
      "$'",
      '\\',
      '\n',
      '$(x)',
      '`',
      '|',
      ' -H ',
      ' -d ',
      ' --data-raw ',
      'https://h/',
      ' -X',
      ' @',
      '#',
      '\\u00',
      '’',
      '\u00a0',
      '–',
      '^\n',
      '{a,b}',
      '[1-2]',
      '>',
      '&',
      '--url-query',
      '--path-as-is',
      '/../',
    ),
    (text) => {
      readOrRefuse(`curl ${text}`, 'curl');
    },
  );
  fuzz('HAR', fc.tuple(fc.json(), fc.json(), fc.json()), ([headers, postData, url]) => {
    const request = `{"method":"POST","url":${url},"headers":${headers},"postData":${postData}}`;
    readOrRefuse(`{"log":{"entries":[{"request":${request}},${headers}]}}`, 'har');
    readOrRefuse(
      `{"log":{"entries":[{"request":{"method":"GET","url":"https://h/","headers":[],"postData":${postData}}}]}}`,
      'har',
    );
  });
  fuzz(
    'keys',
    fc.oneof(
      fc.json(),
      pieces(
        '-----BEGIN PUBLIC KEY-----',
        '-----END PUBLIC KEY-----',
        '-----BEGIN CERTIFICATE-----',
        '\n',
        'MFkw',
        '{"kty":"EC"',
        '"keys":[',
      ),
    ),
    (text) => {
      try {
        readVerificationKeys({ name: 'file', bytes: Buffer.from(text) });
      } catch (error) {
        expect(error).toMatchObject({ code: 'ERR_KEY' });
      }
    },
  );
});

test.each<[string, (size: number) => string]>([
  ['JSON with aliases of YAML', (size) => `{"log": [&a 1, ${'*a, '.repeat(size / 5)}`],
  ['JSON with many keys', (size) => `{${Array.from({ length: size / 10 }, (_, at) => `"${at}":1,`).join('')}`],
  ['a field with many spaces', (size) => `curl https://h/p -H 'X: a${' '.repeat(size)}b'`],
])('%s: the time to reject it grows with its length alone', (_name, textOf) => {
  expectLinear((size) => {
    readOrRefuse(textOf(size));
  }, 20_000);
});

/** A signed request with some of its bytes changed. */
const { text: signed } = requestOf();
const mutation = fc.record({
  at: fc.nat(signed.length - 1),
  length: fc.nat(4),
  with: fc.oneof(fc.string({ maxLength: 4 }), fc.constantFrom('"', ':', ';', '\r\n', '=', ' ', ',')),
});
const mutated = fc
  .array(mutation, { minLength: 1, maxLength: 3 })
  .map((changes) =>
    changes.reduce((text, { at, length, with: put }) => text.slice(0, at) + put + text.slice(at + length), signed),
  );

/** What is signed, as an independent reader of the request sees it. */
function meaning(request: string): unknown {
  // Empty lines before the request line are passed over (RFC 9112 section 2.2).
  const text = request.trimStart();
  const end = /\r?\n\r?\n/.exec(text);
  const head = text.slice(0, end?.index);
  const [start = '', ...fields] = head.split(/\r?\n/);
  const value = (name: string) =>
    fields
      .find((field) => field.toLowerCase().startsWith(`${name}:`))
      ?.slice(name.length + 1)
      .trim();
  return {
    start: start
      .trim()
      .replace(/ +HTTP\/\d(\.\d)?$/, '')
      .replace(/ +/g, ' '),
    body: end === null ? '' : text.slice(end.index + end[0].length),
    type: value('content-type')?.replace(/;.*/, '').trim().toLowerCase(),
    host: value('host')
      ?.toLowerCase()
      .replace(/:(443)?$/, ''),
  };
}

describe('a signed request that was changed', () => {
  fuzz(
    'never verifies as another one',
    mutated,
    async (text) => {
      try {
        const { message } = readMessage({ name: 'file', bytes: Buffer.from(text, 'utf8') }, { format: 'http' });
        const keys = readVerificationKeys({ name: 'key', bytes: Buffer.from(key) });
        await judge(message, lookupIn(keys), settings);
      } catch (error) {
        if (error instanceof CertifyError) return;
        throw error;
      }
      expect(meaning(text.replace(/[\r\n]*$/, ''))).toEqual(meaning(signed));
    },
    { cases: 2_000 },
  );

  fuzz(
    'is explained: a reason for each that does not verify, none of them a crash',
    mutated,
    async (text) => {
      try {
        const { verifies, findings } = await explainText(text, key);
        expect(verifies).toBe(findings.every(({ kind }) => kind === 'variant'));
      } catch (error) {
        if (!(error instanceof CertifyError)) throw error;
        expect(error.code).toBe('ERR_INPUT');
      }
    },
    { cases: 12 },
  );
});
