import { hash, sign } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { created, failure, forRequests, lookup, pairs, request, signed, withField } from './fixtures/nopan.ts';
import type { Message } from './message.ts';
import { signMessage } from './sign.ts';
import { verifyMessage } from './verify.ts';

describe('a signature that does not verify is explained', () => {
  const key = pairs['P-256'].signing.key;
  const { base } = signMessage(request, forRequests, pairs['P-256'].signing, created);
  const charset = withField(request, 'content-type', 'application/json; charset=utf-8');
  const asSent = { ...forRequests, contentTypeForm: 'as-sent' } as const;
  const withSignature = (message: Message, signature: Buffer) =>
    withField(message, 'signature', `nopan_sig=:${signature.toString('base64')}:`);
  const signing = (text: string, digestName = 'sha256') =>
    withSignature(signed(request), sign(digestName, Buffer.from(text, 'latin1'), key));

  test.each([
    [
      'content type as sent',
      signed(charset, asSent),
      forRequests,
      'The signature fits content-type exactly as sent: sign the media type in lower case and without parameters.',
    ],
    [
      'content type bare',
      signed(charset),
      asSent,
      'The signature fits content-type without its parameters: sign it exactly as sent.',
    ],
    [
      'no query',
      signing(base.replace('?trace=1', '')),
      forRequests,
      'The signature fits the path without the query: @request-target is both.',
    ],
    [
      'line feed',
      signing(`${base}\n`),
      forRequests,
      'The signature fits the base with a line feed at its end: the last line has none (RFC 9421 section 2.5).',
    ],
    [
      'SHA-512',
      signing(base, 'sha512'),
      forRequests,
      "The signature fits the base hashed with SHA-512: take the hash that belongs to the key's curve.",
    ],
    [
      'hashed',
      signing(hash('sha256', base, 'binary')),
      forRequests,
      'The signature fits the hash of the base: hand the base itself to the signing function, which hashes it.',
    ],
    [
      'unknown',
      signing('something else'),
      forRequests,
      'Compare the signature base line by line with the one that was signed.',
    ],
  ])('%s', (_, message, profile, advice) => {
    const error = failure(() => verifyMessage(message, profile, lookup, created));
    expect(error).toMatchObject({ code: 'ERR_SIGNATURE_INVALID', advice, blame: 'integration' });
    expect(error.base).toContain('"@signature-params": ("@authority"');
  });
});
