import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { HmacProfile } from '../signing/profile.ts';
import { nearMissOf } from './near-miss.ts';

const secret = 's3cret of 32 bytes, or thereabouts';
const profile: HmacProfile = { header: 'Nopan-Signature', hash: 'sha256', encoding: 'hex' };
const body = Buffer.from('{"notificationId":"n1","amount":100,"note":"é/x"}');
const mac = (content: Buffer | string = body, key: string | Buffer = secret, hash = 'sha256'): Buffer =>
  createHmac(hash, key).update(content).digest();
const hex = (...given: Parameters<typeof mac>): string => mac(...given).toString('hex');

interface Case {
  readonly value?: string;
  readonly name?: string;
  readonly sent?: Buffer;
  readonly configured?: string;
  readonly settings?: Partial<HmacProfile>;
}

function near({ value = hex(), name = 'Nopan-Signature', sent = body, configured = secret, settings = {} }: Case) {
  return nearMissOf(
    {
      fields: [
        ['Host', 'x'],
        [name, value],
      ],
      body: sent,
    },
    configured,
    { ...profile, ...settings },
  );
}

describe('an HMAC that does not fit is known', () => {
  test.each<[string, Case, string, RegExp]>([
    ['in base64', { value: mac().toString('base64') }, 'in base64', /^Set webhooks\.encoding to base64\.$/],
    [
      'in base64 without padding, where that is base64url, too',
      { value: mac().toString('base64').replace('=', '') },
      'in base64url',
      /base64url\.$/,
    ],
    [
      'in base64url',
      { value: mac(Buffer.from('2')).toString('base64url'), sent: Buffer.from('2') },
      'in base64url',
      /to base64url\.$/,
    ],
    ['in upper case', { value: hex().toUpperCase() }, 'in hex-upper-case', /to hex-upper-case\.$/],
    ['with sha512', { value: hex(body, secret, 'sha512') }, 'with sha512', /^Set webhooks\.hash to sha512\.$/],
    ['with sha1', { value: hex(body, secret, 'sha1') }, 'with sha1', /^Set webhooks\.hash to sha1\.$/],
    [
      'with sha384 in base64',
      { value: mac(body, secret, 'sha384').toString('base64') },
      'in base64, with sha384',
      /encoding to base64\. Set webhooks\.hash to sha384\.$/,
    ],
    ['behind sha256=', { value: `sha256=${hex()}` }, 'after "sha256="', /^Set webhooks\.signaturePrefix to sha256=$/],
    ['behind v1=', { value: `v1=${hex()}` }, 'after "v1="', /signaturePrefix to v1=$/],
    ['without the prefix', { settings: { prefix: 'v1=' } }, 'without a prefix', /signaturePrefix to ''\.$/],
    [
      'with a time stamp',
      { value: `t=17,v1=${hex(`17.${body.toString()}`)}` },
      'after "t=17,v1=", over its time stamp, a dot and the content',
      /ask Nopan/,
    ],
    ['in quotes', { value: `"${hex()}"` }, 'without the white space or quotes around it', /which gateway/],
    [
      'in another header field',
      { name: 'X-Signature' },
      'in the header field X-Signature',
      /^Set webhooks\.signatureHeader to X-Signature\.$/,
    ],
    [
      'in X-Hub-Signature-256',
      { name: 'X-Hub-Signature-256', value: `sha256=${hex()}` },
      'in the header field X-Hub-Signature-256, after "sha256="',
      /X-Hub-Signature-256\. Set/,
    ],
    [
      'of re-serialized JSON',
      { sent: Buffer.from(JSON.stringify(JSON.parse(body.toString()), null, 2)) },
      'over the same JSON in another layout',
      /rewrites the content/,
    ],
    [
      'of JSON in ASCII',
      { value: hex(body.toString().replace('é', '\\u00e9')) },
      'over the same JSON in another layout',
      /rewrites the content/,
    ],
    [
      'without its last line feed',
      { sent: Buffer.concat([body, Buffer.from('\n')]) },
      'over the content without white space around it',
      /rewrites the content/,
    ],
    [
      'with a line feed',
      { value: hex(`${body.toString()}\n`) },
      'over the content with a line feed at its end',
      /rewrites the content/,
    ],
    ...[' ', '\n', '\r', '\r\n', '\t', '\u00a0'].map((end): [string, Case, string, RegExp] => [
      `with a secret that ends with ${JSON.stringify(end)}`,
      { configured: secret + end },
      'with the secret without the white space, quotes or byte order mark at its ends',
      /^Correct webhooks\.secret/,
    ]),
    [
      'with a secret behind a byte order mark',
      { configured: `\ufeff${secret}` },
      'with the secret without the white space, quotes or byte order mark at its ends',
      /Correct/,
    ],
    [
      'with a quoted secret',
      { configured: `"${secret}"` },
      'with the secret without the white space, quotes or byte order mark at its ends',
      /Correct/,
    ],
    [
      'with a line feed behind the secret',
      { value: hex(body, `${secret}\n`) },
      'with the secret and a line feed at its end',
      /create a new secret/,
    ],
    [
      'with a secret in base64',
      { value: hex(body, Buffer.from('key!')), configured: Buffer.from('key!').toString('base64') },
      'with the secret decoded from base64',
      /ask Nopan/,
    ],
  ])('%s', (_, given, how, advice) => {
    const found = near(given);
    expect(found?.how).toBe(how);
    expect(found?.advice).toMatch(advice);
  });

  test('unless its sender has another secret, or none', () => {
    expect(near({ value: hex(body, 'another secret') })).toBeUndefined();
    expect(near({ value: 'ab' })).toBeUndefined();
    expect(near({ value: '' })).toBeUndefined();
    expect(near({ name: 'Content-Digest' })).toBeUndefined();
    expect(near({ name: 'X-Request-Id' })).toBeUndefined();
  });

  test('whatever is sent', () => {
    const nested = Buffer.from('['.repeat(50_000) + ']'.repeat(50_000));
    expect(near({ value: 'ab', sent: nested })).toBeUndefined();
  });
});
