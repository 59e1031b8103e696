import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ProtocolOverrides } from '../../contract/protocol.ts';
import { examined, soundCredentials, told, type Credentials } from '../fixtures/credentials.ts';

let sound: Credentials;
beforeAll(async () => {
  sound = await soundCredentials();
});
afterAll(() => {
  sound.remove();
});

const withProtocol = async (protocol: ProtocolOverrides) =>
  told(await examined({ ...sound.config, protocol }), 'protocol');

test('names what is changed', async () => {
  const { outcome, found } = await withProtocol({ 'signature.profile': 'detached-jws', 'jws.iatWindowSeconds': 60 });
  expect(outcome).toBe('ok');
  expect(found).toMatch(/^detached-jws, .*, changed: signature\.profile, jws\.iatWindowSeconds$/);
});

test.each<[string, ProtocolOverrides, string]>([
  ['an unknown setting', { 'signature.lable': 'x' }, 'There is no protocol setting signature.lable'],
  ['a value that does not fit', { 'signature.ecdsaEncoding': 'pem' }, 'The protocol setting signature.ecdsaEncoding '],
  [
    'signatures of nobody',
    { 'signature.parameters': ['created'] },
    'The protocol setting signature.parameters lacks keyid',
  ],
  [
    'unprotected content',
    { 'signature.requestComponents': ['@method'] },
    'The protocol setting signature.requestComponents lacks content-digest',
  ],
  [
    'an unprotected method',
    { 'signature.requestComponentsWithoutBody': ['@authority'] },
    'The protocol setting signature.requestComponentsWithoutBody lacks @method',
  ],
  [
    'a digest that is not among the known',
    { 'signature.digests': ['sha-512'] },
    'The protocol setting signature.digests lacks sha-256',
  ],
  [
    'a JWS of nobody',
    { 'signature.profile': 'detached-jws', 'jws.protectedHeader': ['alg'] },
    'The protocol setting jws.protectedHeader lacks kid',
  ],
])('%s', async (_name, overrides, found) => {
  const finding = await withProtocol(overrides);
  expect(finding.outcome).toBe('error');
  expect(finding.found?.slice(0, found.length)).toBe(found);
});

test('says where a setting stands and what it should hold', async () => {
  expect(await withProtocol({ 'signature.parameters': ['created'] })).toMatchObject({
    where: '/config.yaml /protocol/signature.parameters',
    expected:
      'keyid, created among them, since without them, the signer and the time of the signature are unknown (UNDERSTAND)',
    actual: '["created"]',
  });
});
