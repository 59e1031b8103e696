import { describe, expect, test } from 'vitest';
import { created, failure, forRequests, lookup, request, signed, withField } from './fixtures/nopan.ts';
import { fieldValue, type Message } from './message.ts';
import { verifyMessage } from './verify.ts';

const good = signed(request);
const signature = fieldValue(good.fields, 'signature') ?? '';
const verifyRequest = (message: Message) => verifyMessage(message, forRequests, lookup, created);

describe('fields that are missing or spoilt', () => {
  test.each([
    ['Signature', 'ERR_SIGNATURE_MISSING', 'The message has no Signature'],
    ['Signature-Input', 'ERR_SIGNATURE_MISSING', 'The message has no Signature-Input'],
    ['Content-Digest', 'ERR_DIGEST_MISSING', 'The message has a body and no Content-Digest'],
    ['Content-Type', 'ERR_SIGNATURE_MALFORMED', 'The covered field content-type is not in the message'],
    ['Content-Length', 'ERR_SIGNATURE_MALFORMED', 'The covered field content-length is not in the message'],
  ])('no %s', (name, code, message) => {
    expect(failure(() => verifyRequest(withField(good, name, undefined)))).toMatchObject({ code, message });
  });

  test.each([
    ['no colons', 'nopan_sig=AAAA', 'Signature is malformed: the signature is not a byte sequence'],
    [
      'not base64',
      'nopan_sig=:!:',
      'Signature is not a Structured Field: Parse error: ByteSequence does not contain a valid base64 string at offset 13',
    ],
    [
      'unused bits set',
      signature.replace('==:', '').replace(/.$/, 'B') + '==:',
      'Signature has base64 that is not canonical',
    ],
    ['no padding', signature.replace('==', ''), 'Signature has base64 that is not canonical'],
    ['a parameter', `${signature};a`, 'Signature is malformed: the signature is not a byte sequence'],
    ['a list', 'nopan_sig=(:AAAA:)', 'Signature is malformed: the signature is not a byte sequence'],
  ])('a signature with %s', (_, value, message) => {
    expect(failure(() => verifyRequest(withField(good, 'signature', value)))).toMatchObject({
      code: 'ERR_SIGNATURE_MALFORMED',
      message,
    });
  });

  test.each([
    ['nothing', ''],
    ['the signature of nobody (r = s = 0)', Buffer.alloc(64).toString('base64')],
    ['r = s = 0 as DER', Buffer.from('3006020100020100', 'hex').toString('base64')],
    ['half', Buffer.from(signature.slice(11, -1), 'base64').subarray(0, 32).toString('base64')],
    [
      'a byte more',
      Buffer.concat([Buffer.from(signature.slice(11, -1), 'base64'), Buffer.alloc(1)]).toString('base64'),
    ],
  ])('a signature of %s', (_, base64) => {
    expect(failure(() => verifyRequest(withField(good, 'signature', `nopan_sig=:${base64}:`))).code).toBe(
      'ERR_SIGNATURE_INVALID',
    );
  });

  test('DER with bytes behind it', () => {
    const message = signed(request, { ...forRequests, ecdsaEncoding: 'der' });
    const der = Buffer.from((fieldValue(message.fields, 'signature') ?? '').slice(11, -1), 'base64');
    const longer = Buffer.concat([der, Buffer.alloc(1)]).toString('base64');
    expect(failure(() => verifyRequest(withField(message, 'signature', `nopan_sig=:${longer}:`))).code).toBe(
      'ERR_SIGNATURE_INVALID',
    );
  });

  test('another body', () => {
    const body = Buffer.from(request.body.toString().replace('1099', '9901'));
    expect(failure(() => verifyRequest({ ...good, body }))).toMatchObject({ code: 'ERR_DIGEST_MISMATCH' });
  });

  test('a body on a request that was signed without one', () => {
    const bare = signed({ ...request, body: Buffer.alloc(0) });
    expect(failure(() => verifyRequest({ ...bare, body: request.body })).code).toBe('ERR_DIGEST_MISSING');
  });

  test('another body with its own digest', () => {
    const body = Buffer.from('{}');
    const digest = fieldValue(signed({ ...request, body }).fields, 'content-digest');
    expect(failure(() => verifyRequest(withField({ ...good, body }, 'content-digest', digest))).code).toBe(
      'ERR_SIGNATURE_INVALID',
    );
  });
});
