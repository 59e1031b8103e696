import { join } from 'node:path';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { folder, told } from './fixtures/folder.ts';
import { protocolFile, schemasDir } from './locations.ts';
import { loadProtocol } from './protocol.ts';
import { loadSchemas } from './schemas.ts';

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
