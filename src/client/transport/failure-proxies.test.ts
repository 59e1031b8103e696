import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { transportFailure } from './failure.ts';

const origin = 'https://api.sandbox.nopan.dev';
const told =
  ' HTTPS_PROXY is set but not used: TLS with a client certificate needs a direct connection. Allow it in your network.';

beforeEach(() => {
  vi.stubEnv('HTTPS_PROXY', 'http://user:pa55@proxy.example.com:3128');
  vi.stubEnv('NO_PROXY', '');
  vi.stubEnv('no_proxy', '');
});
afterEach(() => {
  vi.unstubAllEnvs();
});

const failure = (code: string, url = origin) => transportFailure(Object.assign(new Error(code), { code }), url);

test.each([
  'ENOTFOUND',
  'EAI_AGAIN',
  'ECONNREFUSED',
  'ETIMEDOUT',
  'UND_ERR_CONNECT_TIMEOUT',
  'ENETUNREACH',
  'ECONNRESET',
])('a proxy that is set but not used is named: %s', (code) => {
  const { advice = '', message, actual } = failure(code);
  expect(advice.endsWith(told)).toBe(true);
  expect(JSON.stringify([advice, message, actual])).not.toMatch(/pa55|proxy\.example/);
});

test.each([
  ['CERT_HAS_EXPIRED', origin],
  ['ECONNREFUSED', 'https://127.0.0.1:8443'],
])('it is not named where it explains nothing: %s at %s', (code, url) => {
  expect(failure(code, url).advice).not.toContain('HTTPS_PROXY');
});

test('it is not named where NO_PROXY names the target', () => {
  vi.stubEnv('NO_PROXY', '.nopan.dev');
  expect(failure('ENOTFOUND').advice).toBe('Check its spelling and your DNS.');
});
