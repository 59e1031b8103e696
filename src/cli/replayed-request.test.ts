import { describe, expect, it } from 'vitest';
import { CertifyError } from '../errors.ts';
import { initiate } from '../report/fixtures/exchanges.ts';
import { replayedRequest } from './replayed-request.ts';

const baseUrl = 'https://127.0.0.1:44321';

function refusal(request: object, base = baseUrl): [code: string, message: string] | undefined {
  const exchange = initiate('1');
  try {
    replayedRequest({ ...exchange, request: { ...exchange.request, ...request } }, base);
  } catch (error) {
    if (error instanceof CertifyError) return [error.code, error.message];
    throw error;
  }
  return undefined;
}

it('is that of evidence, to the address of the configuration', () => {
  const exchange = initiate('1');
  expect(replayedRequest(exchange, baseUrl)).toMatchObject({ method: 'POST', target: '/payments/initiate' });
  expect(replayedRequest(exchange, baseUrl).body).toBe(exchange.request.body);
});

describe('is refused', () => {
  it.each([
    'https://api.nopan.io/payments/refund',
    'https://API.NOPAN.IO/payments/refund',
    'https://api.nopan.io./payments/refund',
    'https://api.nopan.io:8443/',
    'https://user:pass@api.nopan.io/',
    'https://api.nopan.%69o/',
    'https://ａpi.nopan.io/',
    'https://nopan.com/',
  ])('for production: %s', (url) => {
    expect(refusal({ url })?.[0]).toBe('ERR_PRODUCTION');
    expect(refusal({ url }, 'https://api.nopan.io')?.[0]).toBe('ERR_PRODUCTION');
  });

  it.each([
    'http://127.0.0.1:44321/x',
    'https://127.0.0.1/x',
    'https://127.0.0.1:44322/x',
    'https://localhost:44321/x',
    'https://2130706433:44321/x',
    'https://0x7f.1:44321/x',
    'https://user@127.0.0.1:44321/x',
    'https://127.0.0.1:44321/x#fragment',
    'https://127.0.0.1:44321/a/../x',
    'https://127.0.0.1:44321\\@api.nopan.io/x',
    'HTTPS://127.0.0.1:44321/x',
    'file:///etc/passwd',
    'ftp://127.0.0.1:44321/x',
    '/x',
    '',
    ' https://127.0.0.1:44321/x',
    'https://127.0.0.1:44321/x\n',
  ])('for another address or spelling: %j', (url) => {
    expect(refusal({ url })).toEqual(['ERR_INPUT', 'The address in the result differs from the configuration']);
  });

  it.each(['-o', 'POST --output x', 'post', '', 'GET\r\nX: y'])('for the method %j', (method) => {
    expect(refusal({ method })).toEqual(['ERR_INPUT', 'The result names no HTTP method']);
  });

  it.each([
    ['@/etc/passwd', 'x'],
    ['X-A', 'b\r\nX-Evil: c'],
    ['X-A\nX-Evil', 'b'],
    ['X A', 'b'],
    ['', 'b'],
    ['X-A', '\u001b[2J'],
    ['X-A', '\u202egnp'],
    ['X-A', '\0'],
  ])('for the field %j: %j', (name, value) => {
    expect(refusal({ fields: [[name, value]] })).toEqual(['ERR_INPUT', 'The result has an invalid header field']);
  });

  it.each(['\u001b]0;x\u0007', 'a\0b', '\u202e', '\u009b1m'])('for a body that a terminal may act on: %j', (body) => {
    expect(refusal({ body })?.[1]).toBe('The body has control characters, which can affect a terminal');
  });

  it.each(["' ; touch x ; '", '$(touch x)', '`x`', '@/etc/passwd', '-x', 'a\nb'])('never for text: %j', (body) => {
    expect(refusal({ body, fields: [['X-A', body.replace('\n', '')]] })).toBeUndefined();
  });
});
