import { describe, expect, it, test } from 'vitest';
import { CertifyError } from './errors.ts';
import { assertNotWide, utf8Text, wideEncoding } from './file-text.ts';

const file = { name: 'c.yaml', code: 'ERR_CONFIG' } as const;
const yaml = '# Konfiguration\ntarget: { baseUrl: https://api.sandbox.nopan.dev }\n';

const bigEndian = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16();

function problem(bytes: Buffer): CertifyError {
  try {
    utf8Text(bytes, file);
  } catch (error) {
    if (error instanceof CertifyError) return error;
    throw error;
  }
  throw new Error('nothing was wrong');
}

describe('a text in UTF-16', () => {
  it.each([
    ['little-endian, marked', Buffer.from(`\ufeff${yaml}`, 'utf16le')],
    ['little-endian', Buffer.from(yaml, 'utf16le')],
    ['big-endian, marked', bigEndian(`\ufeff${yaml}`)],
    ['big-endian', bigEndian(yaml)],
    ['a mark alone', Buffer.from('fffe', 'hex')],
    ['cut in a character', Buffer.from(yaml, 'utf16le').subarray(0, -1)],
    ['of one word', Buffer.from('ab', 'utf16le')],
  ])('%s', (_, bytes) => {
    expect(problem(bytes)).toMatchObject({
      ...{ code: 'ERR_CONFIG', message: 'The file is UTF-16: save it as UTF-8', where: 'c.yaml:1:1' },
      ...{ expected: 'UTF-8', actual: 'UTF-16' },
    });
    expect(() => {
      assertNotWide(bytes, file);
    }).toThrow('The file is UTF-16: save it as UTF-8');
  });

  it('and UTF-32 is told apart', () => {
    expect(problem(Buffer.from('fffe000061000000', 'hex')).message).toBe('The file is UTF-32: save it as UTF-8');
    expect(problem(Buffer.from('0000feff00000061', 'hex')).message).toBe('The file is UTF-32: save it as UTF-8');
  });
});

test.each([
  ['plain', yaml],
  ['with a byte order mark', `\ufeff${yaml}`],
  ['in many scripts', 'наименование: 確認済み 👍 é\u0000'],
  ['empty', ''],
  ['short', 'a'],
])('a text in UTF-8 is read: %s', (_, text) => {
  expect(utf8Text(Buffer.from(text), file)).toBe(text);
});

test.each([
  ['Latin-1', Buffer.from('a: b\nfür: 1\n', 'latin1'), 'c.yaml:2:2', '0xfc'],
  ['Latin-1 at the end', Buffer.from('a: ü', 'latin1'), 'c.yaml:1:4', '0xfc'],
  ['Latin-1 behind UTF-8', Buffer.concat([Buffer.from('ü: '), Buffer.from('ü', 'latin1')]), 'c.yaml:1:4', '0xfc'],
  ['Latin-1 that looks like the begin of a longer character', Buffer.from('a: é\n', 'latin1'), 'c.yaml:1:4', '0xe9'],
  ['two such letters', Buffer.from('a: éà b\n', 'latin1'), 'c.yaml:1:4', '0xe9'],
  [
    'such a letter behind UTF-8',
    Buffer.concat([Buffer.from('€: '), Buffer.from('ñ b', 'latin1')]),
    'c.yaml:1:4',
    '0xf1',
  ],
  ['a lone continuation', Buffer.from('61800a', 'hex'), 'c.yaml:1:2', '0x80'],
  ['an overlong form', Buffer.from('61c0af0a', 'hex'), 'c.yaml:1:2', '0xc0'],
])('a text in something else is refused at its place: %s', (_, bytes, where, byte) => {
  const { message, actual, where: found } = problem(bytes);
  expect([message, found]).toEqual(['The file is not UTF-8: save it as UTF-8', where]);
  expect(actual).toBe(`the byte ${byte}, as in Latin-1 or Windows-1252 text`);
});

test.each([
  ['DER', Buffer.from('3082010a0282010100c0ffee00000001', 'hex')],
  ['zeros', Buffer.alloc(64)],
  ['Latin-1', Buffer.from('für', 'latin1')],
])('what is no text is no UTF-16: %s', (_, bytes) => {
  expect(wideEncoding(bytes)).toBeUndefined();
});
