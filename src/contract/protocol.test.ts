import { join } from 'node:path';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { folder, told } from './fixtures/folder.ts';
import { protocolFile, schemasDir } from './locations.ts';
import { loadProtocol } from './protocol.ts';
import { protocolBounds } from './protocol-bounds.ts';
import { loadSchemas } from './schemas.ts';
import type { JsonValue } from './json.ts';

const schemas = loadSchemas(schemasDir);

/** The wire profile with one passage replaced. */
function changed(passage: string, replacement: string): string {
  const text = readFileSync(protocolFile, 'utf8');
  expect(text).toContain(passage);
  return join(folder({ 'protocol.yaml': text.replace(passage, replacement) }), 'protocol.yaml');
}

test('gives bare values, and every setting with its standing', () => {
  const { protocol, settings } = loadProtocol(protocolFile, schemas);
  expect(protocol.signature.label).toBe('nopan_sig');
  expect(protocol.errors.tokenExpired).toEqual({ status: 401, reasonCode: '4061', message: 'Token is expired' });
  expect(settings.find(({ id }) => id === 'version.header')).toEqual({
    id: 'version.header',
    value: 'Nopan-Version',
    status: 'documented',
    source: 'VERS',
  });
  expect(settings.filter(({ status, why }) => status !== 'documented' && why === undefined)).toEqual([]);
});

test('an override takes the place of a value, which stays visible', () => {
  const { protocol, settings } = loadProtocol(protocolFile, schemas, { 'signature.ecdsaEncoding': 'der' });
  expect(protocol.signature.ecdsaEncoding).toBe('der');
  expect(settings.find(({ id }) => id === 'signature.ecdsaEncoding')).toMatchObject({
    value: 'der',
    default: 'ieee-p1363',
  });
});

test('an override that names no setting', () => {
  expect(told(() => loadProtocol(protocolFile, schemas, { 'signature.ecdsaEncodings': 'der' }))).toEqual({
    code: 'ERR_CONFIG',
    message: 'There is no protocol setting signature.ecdsaEncodings',
    where: 'signature.ecdsaEncodings',
    expected: 'a setting of specs/protocol.yaml',
    advice: 'Did you mean signature.ecdsaEncoding?',
  });
});

test.each(['Host', 'authorization', 'Content-Digest', 'signature', 'a b', ''])(
  'an override that names the field %j for something else',
  (name) => {
    expect(told(() => loadProtocol(protocolFile, schemas, { 'version.header': name }))).toMatchObject({
      code: 'ERR_CONFIG',
      where: 'version.header',
    });
  },
);

test.each([
  [{ 'version.header': 'idempotency-key' }, 'idempotency.header and version.header', 'version.header'],
  [{ 'jws.header': 'Nopan-Signature' }, 'jws.header and webhooks.signatureHeader', 'jws.header'],
])('two settings that name one field: %j', (overrides, both, where) => {
  expect(told(() => loadProtocol(protocolFile, schemas, overrides))).toMatchObject({
    ...{ code: 'ERR_CONFIG', where, message: `The protocol settings ${both} name one header field` },
  });
});

test('an override whose path is a URL', () => {
  expect(
    told(() => loadProtocol(protocolFile, schemas, { 'jwks.path': 'https://api.example.com/jwks' })),
  ).toMatchObject({
    code: 'ERR_CONFIG',
    message: expect.stringMatching(/^The protocol setting jwks.path must /) as string,
  });
});

test('an override that does not fit', () => {
  expect(told(() => loadProtocol(protocolFile, schemas, { 'token.lifetimeSeconds': '2h' }))).toEqual({
    code: 'ERR_CONFIG',
    message: 'The protocol setting token.lifetimeSeconds must be a whole number',
    where: 'token.lifetimeSeconds',
    expected: 'a whole number',
    actual: 'text',
    advice: 'Correct the override; text that looks like a number stands in quotes: "0.2".',
  });
});

test('an assumed value must say why', () => {
  const file = changed(
    '    status: assumed\n    source: OVERVIEW\n    why: The same window as for created.',
    '    status: assumed\n    source: OVERVIEW',
  );
  expect(told(() => loadProtocol(file, schemas))).toMatchObject({
    code: 'ERR_SPEC',
    message: 'jws.iatWindowSeconds.why is required',
    advice: 'Add why.',
  });
});

test('a setting that does not exist', () => {
  const file = changed('  label: {', '  lable: {');
  expect(told(() => loadProtocol(file, schemas))).toMatchObject({
    code: 'ERR_SPEC',
    message: expect.stringMatching(/^signature\.lable is not a known property/) as string,
    advice: 'Did you mean label?',
  });
});

describe('an override beyond its bound', () => {
  const withStatus = (status: number) => ({ status, reasonCode: '4992', message: 'x' });
  const caller = 'a status from 400 to 499 other than 429 and 503';

  test.each<readonly [string, JsonValue, string, string]>([
    ['signature.responseComponents', ['@status'], 'lacks content-digest', '@status, content-digest among them'],
    ['signature.responseComponents', ['content-digest'], 'lacks @status', '@status, content-digest among them'],
    ['signature.responseComponentsWithoutBody', ['content-type'], 'lacks @status', '@status among them'],
    ['signature.requestComponents', ['@method'], 'lacks content-digest', '@method, content-digest among them'],
    ['signature.requestComponentsWithoutBody', ['@authority'], 'lacks @method', '@method among them'],
    ['signature.parameters', ['keyid'], 'lacks created', 'keyid, created among them'],
    ['jws.protectedHeader', ['alg'], 'lacks kid', 'alg, kid among them'],
    ['signature.createdWindowSeconds', 601, 'is 601', 'from 1 to 600 s'],
    ['jws.iatWindowSeconds', 999999999, 'is 999999999', 'from 1 to 600 s'],
    ['transport.minimumTlsVersion', 'TLSv1.2', 'is "TLSv1.2"', 'TLSv1.3'],
    ['token.lifetimeSeconds', 999999999, 'is 999999999', 'from 120 to 86400 s'],
    ['token.lifetimeSeconds', 1, 'is 1', 'from 120 to 86400 s'],
    ['idempotency.lifetimeSeconds', 1, 'is 1', 'from 3600 to 2592000 s'],
    ['idempotency.maximumKeyLength', 1, 'is 1', 'from 36 to 1024 characters'],
    ['jwks.cacheSeconds', 604801, 'is 604801', 'from 1 to 604800 s'],
    ['webhooks.acknowledge', 500, 'is 500', 'from 200 to 299 (status)'],
    ['webhooks.maximumRetries', 0, 'is 0', 'from 1 to 100 retries'],
    ['webhooks.retryWindowSeconds', 1, 'is 1', 'from 3600 to 604800 s'],
    ['webhooks.timeoutSeconds', 3600, 'is 3600', 'from 1 to 60 s'],
    ['errors.signatureVerification', withStatus(503), 'has the status 503', caller],
    ['errors.signatureVerification', withStatus(429), 'has the status 429', caller],
    ['errors.idempotencyConflict', withStatus(500), 'has the status 500', caller],
    [
      'errors.providerTimeout',
      withStatus(400),
      'has the status 400',
      'a status from 500 to 599 other than 429 and 503',
    ],
    ['errors.rateLimit', withStatus(400), 'has the status 400', 'the status 429'],
  ])('%s: %j', (id, value, found, expected) => {
    const failure = told(() => loadProtocol(protocolFile, schemas, { [id]: value }, (name) => `c.yaml:3:5 ${name}`));
    expect(failure).toMatchObject({
      ...{ code: 'ERR_CONFIG', message: `The protocol setting ${id} ${found}`, where: `c.yaml:3:5 ${id}` },
      ...{ actual: JSON.stringify(value) },
      advice: 'Correct the setting, or remove it: beyond its bound its checks would prove nothing.',
    });
    expect(failure.expected?.startsWith(`${expected}, since `)).toBe(true);
  });

  test('an error never equals success, whatever its reason code', () => {
    for (const name of Object.keys(loadProtocol(protocolFile, schemas).protocol.errors)) {
      for (const status of [200, 202, 302])
        expect(
          told(() => loadProtocol(protocolFile, schemas, { [`errors.${name}`]: withStatus(status) })),
        ).toMatchObject({
          code: 'ERR_CONFIG',
        });
    }
    const success = { status: 400, reasonCode: '-1', message: 'OK' };
    expect(told(() => loadProtocol(protocolFile, schemas, { 'errors.notFound': success }))).toMatchObject({
      code: 'ERR_CONFIG',
    });
  });

  test('each error and each number has one', () => {
    const { settings } = loadProtocol(protocolFile, schemas);
    const bounded = protocolBounds.map(({ setting }) => setting);
    const free = settings
      .filter(({ id, value }) => id.startsWith('errors.') || typeof value === 'number')
      .map(({ id }) => id)
      .filter((id) => !bounded.includes(id));
    // What a mock limits is its own affair.
    expect(free).toEqual(['rateLimit.requests', 'rateLimit.perSeconds']);
    expect(bounded.filter((id) => !settings.some((setting) => setting.id === id))).toEqual([]);
  });
});
