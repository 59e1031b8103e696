import { describe, expect, test } from 'vitest';
import { signatureDeviations } from '../signing/deviations/http-message-signature.ts';
import { settings as signature } from '../signing/fixtures/nopan.ts';
import { requestProfile } from '../signing/profile.ts';
import {
  base,
  created,
  digest,
  explainPart,
  ids,
  line,
  names,
  params,
  requestOf,
  settings,
  type Signer,
} from './fixtures/wrong-signer.ts';

type Part = Parameters<typeof requestOf>[0] & object;

const asSent = { ...settings, request: requestProfile({ ...signature, contentTypeForm: 'as-sent' }) };
const ordered = (order: readonly string[]): Part => ({
  lines: ({ host, method, target, digestField, contentType, lengthField }) => {
    const values: Record<string, string> = {
      '@authority': host,
      '@method': method,
      '@request-target': target,
      'content-digest': digestField,
      'content-type': contentType,
      'content-length': lengthField,
    };
    return order.map((name) => [name, values[name] ?? '']);
  },
});
const list = (order: readonly string[]) => `(${order.map((name) => `"${name}"`).join(' ')})`;
const input = (order: readonly string[]): Part => ({
  params: ({ keyid, created: at }) => `${list(order)};keyid="${keyid}";created=${at}`,
  inputField: ({ keyid, created: at }) => `nopan_sig=${list(order)};keyid="${keyid}";created=${at}`,
});
const reversed = names.toReversed();

function littleEndian(signature: Buffer): Buffer {
  return Buffer.concat([0, 32].map((at) => Buffer.from(signature.subarray(at, at + 32)).reverse()));
}

/** A signature whose r begins with a zero byte, with that byte left out. */
function withoutZero(): Part {
  for (;;) {
    const { signer } = requestOf();
    if (signer.signature[0] === 0) return { signature: signer.signature.subarray(1) };
  }
}

/** Each deviation of the table, made by hand. */
const wrongs: Readonly<Record<string, Part>> = {
  'content-type-as-sent': { contentType: 'Application/JSON; charset=utf-8' },
  'content-type-case': { contentType: 'Application/JSON', ...line('content-type', (value) => value.toUpperCase()) },
  'content-type-charset': line('content-type', (value) => `${value}; charset=UTF-8`),
  'content-type-other': line('content-type', () => 'application/x-www-form-urlencoded'),
  'target-without-query': line('@request-target', (value) => value.replace(/\?.*/, '')),
  'target-absolute': line('@request-target', (value, { host }) => `https://${host}${value}`),
  'target-trailing-slash': line('@request-target', (value) => value.replace('?', '/?')),
  'target-dot-segments': {
    target: '/v1/x/../payments/./initiate?a=..',
    ...line('@request-target', () => '/v1/payments/initiate?a=..'),
  },
  'target-decoded': line('@request-target', (value) => decodeURIComponent(value)),
  'target-encoded': line('@request-target', (value) => value.replace('%20', '+')),
  'target-case': line('@request-target', (value) => value.toLowerCase()),
  'target-with-method': line('@request-target', (value) => `post ${value}`),
  'target-without-base-path': line('@request-target', (value) => value.replace('/v1', '')),
  'method-case': line('@method', (value) => value.toLowerCase()),
  'authority-with-port': line('@authority', (value) => `${value}:443`),
  'authority-without-port': { host: 'localhost:8443', ...line('@authority', () => 'localhost') },
  'authority-case': { host: 'API.Sandbox.Nopan.dev' },
  'authority-with-scheme': line('@authority', (value) => `https://${value}`),
  'authority-other': { host: '127.0.0.1:8443', ...line('@authority', () => 'api.sandbox.nopan.dev') },
  'content-length-characters': line('content-length', (_, { body }) => String(body.length)),
  'content-length-other': line('content-length', (_, { body }) => String(Buffer.byteLength(body) + 2)),
  'digest-line-spelling': line('content-digest', (value) => value.slice('sha-256=:'.length, -1)),
  'digest-line-other': line(
    'content-digest',
    (_, { body }) => `sha-512=:${digest('sha512', body).toString('base64')}:`,
  ),
  'order-of-profile': {
    ...input(['content-type', ...names.filter((name) => name !== 'content-type')]),
    ...ordered(names),
  },
  'order-alphabetical': ordered(names.toSorted()),
  'order-reversed': ordered(reversed),
  'order-other': ordered([
    'content-type',
    '@method',
    'content-digest',
    '@authority',
    'content-length',
    '@request-target',
  ]),
  'line-missing': ordered(names.slice(0, -1)),
  'line-extra': { lines: (signer) => [...rightLines(signer), ['idempotency-key', 'ABC-1']] },
  'params-as-written': {
    inputField: ({ keyid, created: at }) => `nopan_sig=${list(names)}; keyid="${keyid}"; created=${at}`,
    params: ({ keyid, created: at }) => `${list(names)}; keyid="${keyid}"; created=${at}`,
  },
  'params-missing': { params: undefined },
  'params-lines': {
    lines: (signer) => [...rightLines(signer), ['keyid', signer.keyid], ['created', signer.created]],
    params: undefined,
  },
  'params-whole-field': params((text) => `"${text}"`),
  'params-order': params((text) => text.replace(/(;keyid="[^"]*")(;created=\d+)/, '$2$1')),
  'params-alg': params((text) => `${text};alg="ecdsa-p256-sha256"`),
  'params-fewer': params((text) => text.replace(/;keyid="[^"]*"/, '')),
  'created-milliseconds': params((text) => text.replace(/created=\d+/, `created=${created * 1000}`)),
  'created-quoted': params((text) => text.replace(/created=(\d+)/, 'created="$1"')),
  'created-of-another-second': params((text) => text.replace(/created=\d+/, `created=${created - 1}`)),
  'keyid-unquoted': params((text) => text.replace('"key-1"', 'key-1')),
  'params-list-spelling': params((text) => text.replaceAll('" "', '", "')),
  'params-white-space': params((text) => text.replaceAll(';', '; ')),
  'base-line-feed-end': base((text) => `${text}\n`),
  'base-crlf': base((text) => text.replaceAll('\n', '\r\n')),
  'base-no-line-ends': base((text) => text.replaceAll('\n', '')),
  'base-colon': base((text) => text.replaceAll('": ', '":')),
  'base-names-unquoted': base((text) => text.replace(/^"([^"]+)":/gm, '$1:')),
  'base-names-case': base((text) =>
    text.replace(/^"(content-\w)/gm, (name) =>
      name.replace('content-', 'Content-').replace(/.$/, (letter) => letter.toUpperCase()),
    ),
  ),
  'base-names-without-at': base((text) => text.replace(/^"@/gm, '"')),
  'hashed-twice': { signed: ({ base: text }) => digest('sha256', text) },
  'hash-as-text': { signed: ({ base: text }) => digest('sha256', text).toString('hex') },
  'base-encoded': { signed: ({ base: text }) => Buffer.from(text).toString('base64') },
  'hash-sha1': { hash: 'sha1' },
  'hash-sha384': { hash: 'sha384' },
  'hash-sha512': { hash: 'sha512' },
  'hash-sha256': { curve: 'P-521', hash: 'sha256' },
  'signature-numbers': withoutZero(),
  'signature-byte-order': { signature: littleEndian(requestOf().signer.signature) },
};

function rightLines({ host, method, target, digestField, contentType, lengthField }: Signer): [string, string][] {
  return [
    ['@authority', host],
    ['@method', method],
    ['@request-target', target],
    ['content-digest', digestField],
    ['content-type', contentType],
    ['content-length', lengthField],
  ];
}

describe('a deviation made by hand is the one that is named', () => {
  test.each(Object.entries(wrongs))('%s', async (id, part) => {
    const explanation = await explainPart(part);
    expect([explanation.verifies, ids(explanation)]).toEqual([false, [id]]);
  });

  test('content-type-bare, where it is signed as sent', async () => {
    const explanation = await explainPart(
      { contentType: 'application/json; charset=utf-8', ...line('content-type', () => 'application/json') },
      asSent,
    );
    expect([explanation.verifies, ids(explanation)]).toEqual([false, ['content-type-bare']]);
  });

  // content-length-bytes needs a field that is wrong itself: pasted-text.test.ts.
  test('there is one for each row of the table', () => {
    const rows = signatureDeviations
      .map(({ id }) => id)
      .filter((id) => !['content-type-bare', 'content-length-bytes', 'rsa-padding'].includes(id));
    expect(Object.keys(wrongs).toSorted()).toEqual(rows.toSorted());
  });
});

test('@signature-params without the list of components', async () => {
  const without = params((text) => text.slice(text.indexOf(';') + 1));
  expect(ids(await explainPart(without))).toEqual(['params-list-spelling']);
});

describe('signature parameters as lines of their own', () => {
  const lines = (change: (lines: [string, string][], signer: Signer) => [string, string][]): Part => ({
    lines: (signer) => change(rightLines(signer), signer),
    params: undefined,
  });
  test.each<[string, Part]>([
    ['created first', lines((all, { keyid }) => [...all, ['created', String(created)], ['keyid', keyid]])],
    ['with @', lines((all, { keyid }) => [...all, ['@keyid', keyid], ['@created', String(created)]])],
    [
      'strings between quotes',
      lines((all, { keyid }) => [...all, ['keyid', `"${keyid}"`], ['created', String(created)]]),
    ],
    ['created alone', lines((all) => [...all, ['created', String(created)]])],
    ['before the components', lines((all, { keyid }) => [['keyid', keyid], ['created', String(created)], ...all])],
    [
      'with the line of @signature-params',
      { lines: (signer) => [...rightLines(signer), ['created', String(created)]] },
    ],
    [
      'without quotes around the names',
      {
        base: (signer) =>
          `${rightLines(signer)
            .map(([name, value]) => `"${name}": ${value}`)
            .join('\n')}\ncreated: ${created}\nkeyid: ${signer.keyid}`,
      },
    ],
    [
      'in parentheses',
      {
        base: (signer) =>
          `${rightLines(signer)
            .map(([name, value]) => `"${name}": ${value}`)
            .join('\n')}\n(created): ${created}`,
      },
    ],
  ])('%s', async (_, part) => {
    expect(ids(await explainPart(part))).toEqual(['params-lines']);
  });
});

describe('what pages leave open is told, and accepted', () => {
  test.each<[string, Part]>([
    ['label-in-signature-params', params((text) => `nopan_sig=${text}`)],
    ['signature-der', { encoding: 'der' }],
  ])('%s', async (id, part) => {
    const explanation = await explainPart(part);
    expect([explanation.verifies, ids(explanation)]).toEqual([true, [id]]);
  });

  test('a variant is a fault where only the configured one is accepted', async () => {
    const explanation = await explainPart({ encoding: 'der' }, { ...settings, acceptedVariants: 'configured' });
    expect([explanation.verifies, explanation.findings]).toMatchObject([
      false,
      [{ id: 'signature-der', kind: 'fault' }],
    ]);
  });

  test('nothing is found in a right signature', async () => {
    expect(await explainPart({})).toMatchObject({ verifies: true, findings: [] });
  });
});

describe('two deviations together', () => {
  test.each<[string[], Part]>([
    [
      ['method-case', 'base-crlf'],
      { ...line('@method', (value) => value.toLowerCase()), ...base((text) => text.replaceAll('\n', '\r\n')) },
    ],
    [
      ['target-without-query', 'hashed-twice'],
      {
        ...line('@request-target', (value) => value.replace(/\?.*/, '')),
        signed: ({ base: text }) => digest('sha256', text),
      },
    ],
    [['order-alphabetical', 'base-line-feed-end'], { ...ordered(names.toSorted()), ...base((text) => `${text}\n`) }],
    [['params-alg', 'hash-sha512'], { ...params((text) => `${text};alg="ecdsa-p256-sha256"`), hash: 'sha512' }],
    [
      ['content-length-characters', 'params-order', 'label-in-signature-params', 'signature-der'],
      {
        ...line('content-length', (_, { body }) => String(body.length)),
        ...params((text) => `nopan_sig=${text.replace(/(;keyid="[^"]*")(;created=\d+)/, '$2$1')}`),
        encoding: 'der',
      },
    ],
  ])('%j', async (expected, part) => {
    expect(ids(await explainPart(part))).toEqual(expected);
  });
});

test('each of two deviations has its own line to change', async () => {
  const { findings } = await explainPart({
    ...line('@method', () => 'post'),
    ...params((text) => text.replace(/created=\d+/, `created=${created * 1000}`)),
  });
  expect(findings).toMatchObject([
    { id: 'method-case', before: '"@method": post', after: '"@method": POST' },
    {
      id: 'created-milliseconds',
      before: `"@signature-params": ${list(names)};keyid="key-1";created=${created}000`,
      after: `"@signature-params": ${list(names)};keyid="key-1";created=${created}`,
    },
  ]);
});

test('a signature over something else is said to be unexplained, in bounded time', async () => {
  const started = process.cpuUsage();
  const explanation = await explainPart({ curve: 'P-521', signed: 'something else' });
  expect(ids(explanation)).toEqual(['unexplained']);
  // Of this process alone: other work on the machine makes no difference.
  expect(process.cpuUsage(started).user).toBeLessThan(15_000_000);
});
