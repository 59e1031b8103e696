import { describe, expect, test } from 'vitest';
import { contentDigest, digestAlgorithms, verifyContentDigest } from './digest.ts';
import { failure } from './fixtures/nopan.ts';

const hello = Buffer.from('{"hello": "world"}\n');
const sha256 = 'sha-256=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=:';
const sha512 = 'sha-512=:YMAam51Jz/jOATT6/zvHrLVgOYTGFy1d6GJiOHTohq4yP+pgk4vf2aCsyRZOtw8MjkM7iw7yZ/WkppmM44T3qg==:';

describe('RFC 9530: published digests', () => {
  test.each([
    ['section 2', hello, 'sha-512', sha512],
    ['appendix B.1', hello, 'sha-256', sha256],
    ['appendix B.2, no content', Buffer.alloc(0), 'sha-256', 'sha-256=:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=:'],
    [
      'appendix B.3, a range',
      Buffer.from('"world"}\n'),
      'sha-256',
      'sha-256=:jjcgBDWNAtbYUXI37CVG3gRuGOAjaaDRGpIUFsdyepQ=:',
    ],
  ] as const)('%s', (_, body, algorithm, value) => {
    expect(contentDigest(body, algorithm)).toBe(value);
    expect(verifyContentDigest(value, body, digestAlgorithms)).toBe(algorithm);
  });

  // FIPS 180-4, example "abc" of the algorithm that Nopan adds.
  test('sha-384', () => {
    const hex = 'cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed8086072ba1e7cc2358baeca134c825a7';
    expect(contentDigest(Buffer.from('abc'), 'sha-384')).toBe(
      `sha-384=:${Buffer.from(hex, 'hex').toString('base64')}:`,
    );
  });
});

describe('several digests', () => {
  test('the first allowed one counts', () => {
    expect(verifyContentDigest(`${sha512}, ${sha256}`, hello, digestAlgorithms)).toBe('sha-512');
    expect(verifyContentDigest(`${sha512}, ${sha256}`, hello, ['sha-256'])).toBe('sha-256');
  });

  test('one of an unknown algorithm beside an allowed one is ignored', () => {
    expect(verifyContentDigest(`md5=:AAAA:, ${sha256}`, hello, digestAlgorithms)).toBe('sha-256');
  });

  test('a wrong one beside a right one is not', () => {
    const wrong = contentDigest(Buffer.from('other'), 'sha-512');
    expect(failure(() => verifyContentDigest(`${sha256}, ${wrong}`, hello, digestAlgorithms)).code).toBe(
      'ERR_DIGEST_MISMATCH',
    );
  });
});

test('a digest of another body', () => {
  expect(failure(() => verifyContentDigest(sha256, Buffer.from('{"hello": "world"}'), digestAlgorithms))).toMatchObject(
    {
      code: 'ERR_DIGEST_MISMATCH',
      message: 'The sha-256 digest is not that of the body',
      expected: 'sha-256=:X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=:',
      actual: sha256,
      blame: 'integration',
    },
  );
});

test.each([
  ['', 'Content-Digest has no digest of a supported algorithm'],
  ['sha256=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=:', 'Content-Digest has no digest of a supported algorithm'],
  ['md5=:AAAA:', 'Content-Digest has no digest of a supported algorithm'],
  ['sha-256=RK/0qy18', 'The sha-256 digest is not a byte sequence'],
  ['sha-256', 'The sha-256 digest is not a byte sequence'],
  ['sha-256=("a" "b")', 'The sha-256 digest is not a byte sequence'],
  [`${sha256}, ${sha256}`, 'Content-Digest has the same label twice'],
  [
    `${sha256},`,
    'Content-Digest is not a Structured Field: Parse error: Dictionary contained a trailing comma at offset 55',
  ],
  [sha256.replace('Dg=', 'Dh='), 'Content-Digest has base64 that is not canonical'],
  [sha256.replace('Dg=', 'Dg'), 'Content-Digest has base64 that is not canonical'],
])('malformed: %j', (value, message) => {
  expect(failure(() => verifyContentDigest(value, hello, digestAlgorithms))).toMatchObject({
    code: 'ERR_DIGEST_MALFORMED',
    message,
  });
});
