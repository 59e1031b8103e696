import { execFileSync } from 'node:child_process';
import { createPrivateKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { damages, type Damage } from './damage.ts';
import { Folder, opensslInstalled } from './fixtures/openssl.ts';
import { generateKeyPair, privateKeyPem } from './key-pair.ts';
import { loadPrivateKey } from './load.ts';
import { withFile } from './other-formats.ts';
import { pemFile } from './pem-file.ts';

/** A key whose Base64 has both of the characters that a form changes, and none where a line could lose it. */
function keyWithSigns(): string {
  for (;;) {
    const made = privateKeyPem(generateKeyPair('P-256').privateKey);
    const body = made.split('\n').slice(1, -2).join('\n');
    if (/\+/.test(body) && /\//.test(body) && !/^\+|\+$/m.test(body)) return made;
  }
}

const pem = keyWithSigns();
const key = createPrivateKey(pem);
const sec1 = key.export({ type: 'sec1', format: 'pem' }).toString();
const encrypted = key.export({ type: 'sec1', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'geheim' }).toString();
const lines = pem.trim().split('\n');
const [begin = '', ...rest] = lines;
const body = rest.slice(0, -1).join('');
const framed = (content: string): string => `${begin}\n${content}\n${lines.at(-1) ?? ''}\n`;
const folder = new Folder();
afterAll(() => {
  folder.remove();
});

const wrapped = (width: number): string => framed(body.match(new RegExp(`.{1,${width}}`, 'g'))?.join('\n') ?? '');
const base64 = (text: string): string => Buffer.from(text).toString('base64');
const percent = (text: string): string => encodeURIComponent(text);
const { lineBreaks, quotes, oneLine, indented, boundaries, html } = damages;

const readable: readonly (readonly [name: string, content: string | Buffer, ...damage: readonly Damage[]])[] = [
  ['as it is', pem],
  ['with Windows line ends', pem.replaceAll('\n', '\r\n')],
  ['with the line ends of an old Mac', pem.replaceAll('\n', '\r')],
  ['without its last line break', pem.trim()],
  ['with blanks at the ends of its lines', pem.replaceAll('\n', '  \t\n')],
  ['with empty lines', pem.replaceAll('\n', '\n\n')],
  ['in lines of 10', wrapped(10)],
  ['in lines of 76', wrapped(76)],
  ['in one long line', framed(body)],
  ['with a zero behind it', `${pem}\0`],
  ['with \\n', pem.replaceAll('\n', String.raw`\n`), lineBreaks],
  ['with \\r\\n', pem.replaceAll('\n', String.raw`\r\n`), lineBreaks],
  ['with \\\\n', pem.replaceAll('\n', String.raw`\\n`), lineBreaks],
  ['with \\n and quotes', `"${pem.replaceAll('\n', String.raw`\n`)}"`, lineBreaks, quotes],
  ['in quotes', `'${pem.trim()}'`, quotes],
  ['as a line of a shell', `export KEY='${pem.trim()}'`, quotes],
  ['as JSON', JSON.stringify({ type: 'x', private_key: pem }), lineBreaks, quotes],
  ['as an array of lines', JSON.stringify(lines), quotes, oneLine],
  ['as JavaScript', lines.map((line) => `"${line}\\n"`).join(' +\n'), lineBreaks, quotes],
  ['with continued lines', pem.trim().replaceAll('\n', '\\\n'), quotes],
  ['as a quotation', pem.replaceAll(/^(?=.)/gm, '> '), quotes],
  ['on one line with spaces', pem.replaceAll('\n', ' '), oneLine],
  ['on one line', pem.replaceAll('\n', ''), oneLine],
  ['in YAML', `key: |\n${pem.replaceAll(/^(?=.)/gm, '  ')}`, indented],
  ['behind tabs', pem.replaceAll(/^(?=.)/gm, '\t'), indented],
  ['behind a byte order mark', `\ufeff${pem}`, damages.mark],
  ['with four hyphens', pem.replaceAll('-----', '----'), boundaries],
  ['with six hyphens', pem.replaceAll('-----', '------'), boundaries],
  ['without hyphens', pem.replaceAll('-----', ''), boundaries],
  ['with en dashes', pem.replaceAll('-----', '–––––'), boundaries],
  ['with em dashes', pem.replaceAll('-----', '——-'), boundaries],
  ['in lower case', pem.replaceAll('PRIVATE KEY', 'private key'), boundaries],
  ['without its last line', lines.slice(0, -1).join('\n'), damages.noEnd],
  ['without its first line', rest.join('\n'), damages.noBegin],
  ['without both', rest.slice(0, -1).join('\n'), damages.noBoundaries],
  ['as Base64', base64(pem), damages.base64],
  ['as Base64 in lines', base64(pem).replaceAll(/.{76}/g, '$&\n'), damages.base64],
  ['as Base64 twice', base64(base64(pem)), damages.base64],
  ['for HTML', pem.replaceAll('-', '&#45;').replaceAll('+', '&#x2b;').replaceAll('\n', '<br>\n'), html],
  ['for XML', pem.replaceAll('\n', '&#10;'), html],
  ['percent-encoded', percent(pem), damages.percent],
  ['percent-encoded twice', percent(percent(pem)), damages.percent],
  ['as a form', percent(pem).replaceAll('%20', '+'), damages.percent],
  ['decoded as a form', framed(rest.slice(0, -1).join('\n').replaceAll('+', ' ')), damages.spaces],
  ['in the other alphabet', framed(body.replaceAll('+', '-').replaceAll('/', '_')), damages.alphabet],
  ['labelled EC PRIVATE KEY', pem.replaceAll('PRIVATE KEY', 'EC PRIVATE KEY'), damages.label],
  ['labelled RSA PRIVATE KEY', pem.replaceAll('PRIVATE KEY', 'RSA PRIVATE KEY'), damages.label],
  ['labelled PUBLIC KEY', pem.replaceAll('PRIVATE KEY', 'PUBLIC KEY'), damages.label],
  ['labelled ENCRYPTED PRIVATE KEY', pem.replaceAll('PRIVATE KEY', 'ENCRYPTED PRIVATE KEY'), damages.label],
  ['SEC1, labelled PRIVATE KEY', sec1.replaceAll('EC PRIVATE KEY', 'PRIVATE KEY'), damages.label],
  ['SEC1, labelled CERTIFICATE', sec1.replaceAll('EC PRIVATE KEY', 'CERTIFICATE'), damages.label],
  ['in UTF-16', Buffer.from(`\ufeff${pem}`, 'utf16le'), damages.utf16],
  ['in UTF-16 without a mark', Buffer.from(pem, 'utf16le').swap16(), damages.utf16],
  ['encrypted, with \\n', encrypted.replaceAll('\n', String.raw`\n`), lineBreaks],
  ['encrypted, on one line', encrypted.replaceAll('\n', ' '), oneLine],
  ['encrypted, indented', encrypted.replaceAll(/^(?=.)/gm, '   '), indented],
];

describe('a private key is read', () => {
  const cases = readable.map(([name, content, ...damage]) => ({ name, content, damage }));
  test.each(cases)('$name', ({ content, damage }) => {
    const file = folder.write('key.pem', content);
    expect(loadPrivateKey(file, 'geheim').equals(key)).toBe(true);
    const found = pemFile(readFileSync(file)).damage.map(({ what }) => what);
    expect(found.filter((what, index) => found.indexOf(what) === index)).toEqual(damage.map(({ what }) => what));
  });

  test('beside one that is as it should be', () => {
    const other = privateKeyPem(generateKeyPair('P-384').privateKey);
    const { blocks } = pemFile(Buffer.from(`${other}${pem.replaceAll('-----', '---')}`));
    expect(blocks.map(({ pem: each }) => each)).toEqual([other, pem]);
  });
});

describe.runIf(opensslInstalled && process.platform !== 'win32')('the command that makes it good', () => {
  test.each([
    ['with \\n', pem.replaceAll('\n', String.raw`\n`), lineBreaks],
    ['indented', pem.replaceAll(/^(?=.)/gm, '  \t'), indented],
    ['in quotes', `"${pem.trim()}"`, quotes],
    ['behind a mark', `\ufeff${pem}`, damages.mark],
    ['as Base64', base64(pem), damages.base64],
    ['percent-encoded', percent(pem), damages.percent],
    ['in UTF-16', Buffer.from(`\ufeff${pem}`, 'utf16le'), damages.utf16],
  ])('%s', (_name, content, { advice }) => {
    const file = folder.write("it's.pem", content);
    const [, command = ''] = /: (.*)$/.exec(withFile(advice, file)) ?? [];
    execFileSync('sh', ['-c', command.replace('mended.pem', 'out.pem')], { cwd: folder.path });
    const written = join(folder.path, 'out.pem');
    expect(pemFile(readFileSync(written)).damage).toEqual([]);
    expect(loadPrivateKey(written).equals(key)).toBe(true);
  });
});

describe('what cannot be mended is named', () => {
  test.each([
    [
      'cut off within its content',
      pem.slice(0, 120),
      'The private key file is not PEM',
      'a PEM block without its end: 68 of 138 bytes',
      ':1:1',
    ],
    [
      'lines that are missing',
      framed(body.slice(0, 64)),
      'The private key is damaged',
      '48 bytes, but its header says 138: the rest is missing',
      '',
    ],
    [
      'a character that is none of Base64',
      framed(`${body.slice(0, 7)}*${body.slice(8)}`),
      'The private key is damaged',
      'a character that is not Base64 in line 2 of the block, at column 8',
      '',
    ],
  ])('%s', (_name, content, message, actual, place) => {
    const file = folder.write('damaged.pem', content);
    expect(() => loadPrivateKey(file)).toThrow(
      expect.objectContaining({ code: 'ERR_KEY', message, actual, where: `${file}${place}` }) as Error,
    );
  });

  test('the key itself in the place of its path is not told', () => {
    expect(() => loadPrivateKey(pem)).toThrow(
      expect.objectContaining({
        code: 'ERR_KEY',
        message: 'The private key itself is given instead of the path of its file',
        where: 'the path of the file',
        actual: 'PEM',
      }) as Error,
    );
  });
});

/** Times of equal work, the larger of which has 8 times as much: generous, so that a slow machine does not matter. */
const ratio = (run: (size: number) => void): number => {
  const timed = (size: number): number => {
    const start = process.cpuUsage().user;
    run(size);
    return process.cpuUsage().user - start + 20_000;
  };
  run(10_000);
  return timed(400_000) / timed(50_000);
};

test.each([
  ...[
    '-',
    ' ',
    '\\',
    '\\n',
    '\n',
    'BEGIN ',
    '-----BEGIN PRIVATE KEY',
    '-----BEGIN PRIVATE KEY-----',
    'END PRIVATE KEY',
    'A',
    'A ',
  ],
  ...['" + ', '&#', '<br ', '%', 'Proc-Type: ', 'Proc-Type: 4,ENCRYPTED DEK-Info: ', '—', '"', 'a:'],
])('a file of %j takes a time that grows with it', (part) => {
  const grown = ratio(
    (size) => void pemFile(Buffer.from(`-----BEGIN PRIVATE KEY-----\n${part.repeat(size / part.length)}`)),
  );
  expect(grown).toBeLessThan(40);
});
