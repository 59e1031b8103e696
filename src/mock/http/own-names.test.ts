import { networkInterfaces } from 'node:os';
import { expect, test } from 'vitest';
import { inUrl, isOwnHost, ownNames, publicName } from './own-names.ts';

const names = ['mock', '*.shop.test', '127.0.0.1', '::1', 'localhost'];

test.each([
  ['127.0.0.1:8443', true, true],
  ['LOCALHOST:8443', true, true],
  ['[::1]:8443', true, true],
  ['mock:8443', true, true],
  ['a.shop.test:8443', true, true],
  ['mock:443', true, false],
  ['localhost:1', true, false],
  ['mock', false, false],
  ['localhost', false, false],
  ['a.b.shop.test:8443', false, false],
  ['shop.test:8443', false, false],
  ['evil.example:8443', false, false],
  ['evil.example', false, false],
  ['localhost.:8443', false, false],
  ['user@localhost:8443', false, false],
  ['localhost:8443:8443', false, false],
  ['localhost:', false, false],
  ['', false, false],
  ['::1:8443', false, false],
])('a request for %s', (host, own, exact) => {
  expect([isOwnHost(host, 8443, names, 'own'), isOwnHost(host, 8443, names, 'exact')]).toEqual([own, exact]);
  expect(isOwnHost(host, 8443, names, 'any')).toBe(true);
});

test('the port is left out for 443 alone', () => {
  for (const accepted of ['own', 'exact'] as const) expect(isOwnHost('localhost', 443, names, accepted)).toBe(true);
});

test('it goes by what it listens on, what it was given, and its loopback', () => {
  expect(ownNames(['127.0.0.2', '::1'], ['Mock'])).toEqual(['mock', '127.0.0.2', '::1', '127.0.0.1', 'localhost']);
  expect(publicName('127.0.0.2', ['mock'])).toBe('127.0.0.2');
});

test.each(['0.0.0.0', '::', ''])('on %s it goes by the addresses of its machine', (host) => {
  const here = Object.values(networkInterfaces()).flatMap((each = []) => each);
  const outer = here.filter(({ internal, scopeid = 0 }) => !internal && scopeid === 0).map(({ address }) => address);
  expect(ownNames([host], [])).toEqual(expect.arrayContaining([...outer, '127.0.0.1', 'localhost']));
  expect(ownNames([host], [])).not.toContain(host);
  expect(publicName(host, ['*.shop.test', 'mock'])).toBe('mock');
  expect([...outer, '127.0.0.1']).toContain(publicName(host, []));
});

test('a URL has brackets around an address of IPv6', () => {
  expect([inUrl('::1'), inUrl('127.0.0.1')]).toEqual(['[::1]', '127.0.0.1']);
});
