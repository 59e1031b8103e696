import { describe, expect, it } from 'vitest';
import { CertifyError } from '../errors.ts';
import { parseBaseUrl, withoutCredentials } from './base-url.ts';

function refusal(text: string): CertifyError {
  try {
    parseBaseUrl(text, 'config.yaml, target.baseUrl');
  } catch (error) {
    if (error instanceof CertifyError) return error;
    throw error;
  }
  throw new Error(`${text} was accepted`);
}

describe('parseBaseUrl', () => {
  it.each([
    ['https://api.sandbox.nopan.dev', 'https://api.sandbox.nopan.dev'],
    ['https://API.Sandbox.nopan.dev:443/', 'https://api.sandbox.nopan.dev'],
    ['https://127.0.0.1:8443', 'https://127.0.0.1:8443'],
    ['https://[::1]:8443', 'https://[::1]:8443'],
    ['https://localhost.:8443', 'https://localhost:8443'],
  ])('takes %s as %s', (text, origin) => {
    expect(parseBaseUrl(text, 'x')).toBe(origin);
  });

  it.each([
    'https://api.nopan.io',
    'https://API.NOPAN.IO',
    'https://api.nopan.io.',
    'https://api.nopan.io:8443',
    'https://nopan.io',
    'https://api.nopan.com',
    'https://api.nopan.io@api.nopan.io',
    'https://%61pi.nopan.io',
  ])('refuses production, written as %s', (text) => {
    expect(refusal(text).code).toBe('ERR_PRODUCTION');
  });

  it('does not mistake another host for production', () => {
    expect(parseBaseUrl('https://notnopan.io', 'x')).toBe('https://notnopan.io');
    expect(parseBaseUrl('https://api.nopan.io.example.org', 'x')).toBe('https://api.nopan.io.example.org');
  });

  it.each([
    ['http://127.0.0.1:8443', '"http://127.0.0.1:8443" is no base URL'],
    ['sandbox', '"sandbox" is no base URL'],
    ['', '"" is no base URL'],
    ['http://user:s3cret@localhost', '"http://localhost" is no base URL'],
    ['http://localhost/v1?token=s3cret#s3cret', '"http://localhost/v1" is no base URL'],
    ['https://user:s3/cret@localhost', '"https://localhost" is no base URL'],
    ['https://user:secret@localhost', 'The base URL has credentials'],
    ['https://localhost/v1?x=1#y', 'The base URL has a path and a query and a fragment'],
  ])('refuses %s', (text, message) => {
    const error = refusal(text);
    expect([error.code, error.message, error.where]).toEqual(['ERR_CONFIG', message, 'config.yaml, target.baseUrl']);
  });
});

describe('withoutCredentials', () => {
  it.each([
    ['https://localhost:8443/nopan', 'https://localhost:8443/nopan'],
    ['https://user:s3cret@localhost/nopan?token=s3cret#s3cret', 'https://localhost/nopan'],
    ['HTTP:\\\\user:s3cret@localhost', 'HTTP:\\\\localhost'],
    ['https://user:s3/c?r#e@t@localhost', 'https://localhost'],
    ['https://user:s3\ncret@localhost?s3\ncret', 'https://localhost'],
    ['user:s3cret@localhost', 'localhost'],
    [' https://user:s3cret@localhost', 'localhost'],
    ['s3cret@', ''],
  ])('%j becomes %j', (text, shown) => {
    expect(withoutCredentials(text)).toBe(shown);
  });
});
