import { zipSync, type AsyncZippable, type Zippable } from 'fflate';
import { describe, expect, it } from 'vitest';
import { archiveOf } from './archive.ts';
import { withField, withName } from './fixtures/zip-bytes.ts';
import { isArchive } from './is-archive.ts';
import { limits, readArchive } from './read-archive.ts';

const content = Buffer.from('content');
const archive = archiveOf([
  { name: 'one.txt', content },
  { name: 'two.txt', content },
]);

const zipped = (files: Zippable & AsyncZippable): Buffer => Buffer.from(zipSync(files));

/** An entry of Unix, with its file mode. */
const ofMode = (mode: number): Zippable & AsyncZippable => ({
  'one.txt': [content, { os: 3, attrs: mode << 16 }],
});

it('reads what was written', async () => {
  expect((await readArchive(archive)).map(({ name }) => name)).toEqual(['one.txt', 'two.txt']);
  expect(isArchive(archive)).toBe(true);
  expect(isArchive(Buffer.from('POST / HTTP/1.1'))).toBe(false);
});

const changed = 'This is not the file that nopan-certify wrote; it was changed, or packed again';
const again = 'This is not the file that nopan-certify wrote; it was packed again';
const unsafe = 'The archive has a member with an unsafe name';

describe('what could harm is refused:', () => {
  it.each<[string, Buffer, string]>([
    [
      'a path out of the folder',
      withName(archive, 'one.txt', '../.txt'),
      'The archive cannot be read: invalid relative path: ../.txt',
    ],
    [
      'a path out of a folder below',
      zipped({ 'a/../../b': content }),
      'The archive cannot be read: invalid relative path: a/../../b',
    ],
    ['an absolute path', withName(archive, 'one.txt', '/ne.txt'), 'The archive cannot be read: absolute path: /ne.txt'],
    ['a drive', withName(archive, 'one.txt', 'C:e.txt'), 'The archive cannot be read: absolute path: C:e.txt'],
    [
      'a path of Windows',
      withName(archive, 'one.txt', '..\\.txt'),
      'The archive cannot be read: invalid characters in fileName: ..\\.txt',
    ],
    ['a control character', withName(archive, 'one.txt', 'o\u0000e.txt'), unsafe],
    ['a folder', zipped({ 'a/': new Uint8Array(0) }), again],
    ['a folder of an unsafe name', zipped({ './': new Uint8Array(0) }), unsafe],
    ['a name that is none', zipped({ './a': content }), unsafe],
    ['a name twice', withName(archive, 'two.txt', 'one.txt'), 'The archive has a name twice'],
    ['a name twice but for its case', withName(archive, 'two.txt', 'ONE.TXT'), 'The archive has a name twice'],
    ['a symbolic link', zipped(ofMode(0o120777)), 'The archive has a link or another member that is no file'],
    ['a device', zipped(ofMode(0o020666)), 'The archive has a link or another member that is no file'],
    ['an encrypted member', withField(archive, 'flags', 1), 'The archive has an encrypted member'],
    ['zip64', withField(archive, 'versionNeeded', 45), 'The archive has a member of the zip64 format'],
    [
      'sizes of zip64 without them',
      withField(archive, 'uncompressedSize', 0xffffffff),
      'The archive is too large when unpacked',
    ],
    ['an extra field', zipped({ 'one.txt': [content, { extra: { 1: new Uint8Array(16) } }] }), again],
    ['a comment', zipped({ 'one.txt': [content, { comment: 'x' }] }), 'The archive has a member with a comment'],
    [
      'a size beyond all reason',
      withField(archive, 'uncompressedSize', limits.bytes + 1),
      'The archive is too large when unpacked',
    ],
    [
      'sizes beyond it together',
      withField(archive, 'uncompressedSize', limits.bytes - content.length + 1),
      'The archive is too large when unpacked',
    ],
    [
      'a member that shrinks too well',
      zipped({ 'bomb.txt': new Uint8Array(64 << 20) }),
      'The archive has a member that unpacks to far more than its size',
    ],
    [
      'a count beyond all reason',
      withField(archive, 'entries', limits.entries + 1),
      'The archive has too many members',
    ],
    [
      'more than it says',
      withField(zipped({ 'bomb.txt': new Uint8Array(1 << 20) }), 'uncompressedSize', 10),
      'The archive cannot be read: too many bytes in the stream. expected 10. got at least 16384',
    ],
    ['one content for two names', withField(archive, 'localHeader', archive.indexOf('PK\x03\x04', 4)), changed],
    ['a file mode', zipped(ofMode(0o100755)), changed],
    ['something before it', Buffer.concat([Buffer.from('#!/bin/sh\n'), archive]), 'The archive cannot be read: '],
    ['something behind it', Buffer.concat([archive, Buffer.from('x')]), 'The archive cannot be read: '],
    ['no end', archive.subarray(0, -30), 'The archive cannot be read: '],
    ['nothing', Buffer.from('PK\x05\x06'), 'The archive cannot be read: '],
  ])('%s', async (_name, bytes, message) => {
    await expect(readArchive(bytes)).rejects.toMatchObject({
      code: 'ERR_PACKAGE',
      message: message.endsWith(': ') ? (expect.stringContaining(message) as string) : message,
    });
  });
});

it('another compression of the same content is another archive', async () => {
  const text = Buffer.from('the same again, '.repeat(50));
  const stored = zipSync({ 'one.txt': text }, { level: 0, mtime: new Date(1980, 0, 1, 12), os: 0 });
  await expect(readArchive(Buffer.from(stored))).rejects.toMatchObject({ message: changed });
});
