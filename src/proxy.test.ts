import { describe, expect, it, test } from 'vitest';
import { proxyAdvice, unusedProxies } from './proxy.ts';

const sandbox = 'https://api.sandbox.nopan.dev';
const proxy = 'http://user:s3cret@proxy.example.com:3128';

test.each(['HTTPS_PROXY', 'https_proxy', 'ALL_PROXY', 'all_proxy', 'HTTP_PROXY', 'http_proxy'])(
  '%s is named where it is set, and its value is not',
  (name) => {
    expect(unusedProxies(sandbox, { [name]: proxy })).toEqual([name]);
    expect(proxyAdvice(sandbox, { [name]: proxy })).toBe(
      ` ${name} is set but not used: TLS with a client certificate needs a direct connection. Allow it in your network.`,
    );
  },
);

test('several are named together', () => {
  expect(proxyAdvice(sandbox, { HTTPS_PROXY: proxy, https_proxy: proxy })).toMatch(
    /^ HTTPS_PROXY, https_proxy are set but not used: /,
  );
});

describe('nothing is said', () => {
  it.each([{}, { HTTPS_PROXY: '' }, { HTTPS_PROXY: '  ' }, { NO_PROXY: 'example.com' }])('of %j', (environment) => {
    expect(proxyAdvice(sandbox, environment)).toBe('');
  });

  it.each([
    'https://127.0.0.1:8443',
    'https://127.9.9.9',
    'https://[::1]:8443',
    'https://localhost',
    'https://a.localhost',
  ])('of a target of this machine: %s', (url) => {
    expect(unusedProxies(url, { HTTPS_PROXY: proxy })).toEqual([]);
  });

  it.each([
    '*',
    'api.sandbox.nopan.dev',
    'API.Sandbox.Nopan.Dev',
    'nopan.dev',
    '.nopan.dev',
    '*.nopan.dev',
    'nopan.dev.',
    'example.com, nopan.dev',
    'example.com nopan.dev',
    'nopan.dev:443',
  ])('where NO_PROXY is %s', (value) => {
    for (const name of ['NO_PROXY', 'no_proxy'])
      expect(unusedProxies(sandbox, { HTTPS_PROXY: proxy, [name]: value })).toEqual([]);
  });

  it.each([
    ['https://10.1.2.3', '10.0.0.0/8'],
    ['https://10.1.2.3', '10.1.2.3'],
    ['https://10.1.2.3:8443', '10.1.2.3:8443'],
    ['https://[fd00::1]', 'fd00::/8'],
    ['https://[fd00::1]', '[fd00::1]'],
    ['https://[fd00::1]:8443', '[fd00::1]:8443'],
  ])('of %s where NO_PROXY is %s', (url, value) => {
    expect(unusedProxies(url, { HTTPS_PROXY: proxy, NO_PROXY: value })).toEqual([]);
  });
});

test.each([
  [sandbox, 'example.com'],
  [sandbox, 'pan.dev'],
  [sandbox, 'nopan.dev:8443'],
  [sandbox, 'x.api.sandbox.nopan.dev'],
  [sandbox, ','],
  [sandbox, '10.0.0.0/8'],
  ['https://11.1.2.3', '10.0.0.0/8'],
  ['https://11.1.2.3', '10.0.0.0/99'],
  ['https://10.1.2.3', '.3'],
])('of %s something is said where NO_PROXY is %s', (url, value) => {
  expect(unusedProxies(url, { HTTPS_PROXY: proxy, NO_PROXY: value })).toEqual(['HTTPS_PROXY']);
});
