import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { readRequest, readText, refusalOf } from './fixtures/reading.ts';
import { explainText, ids, pairs, publicPem, requestOf } from './fixtures/wrong-signer.ts';

const key = publicPem(pairs['P-256'].publicKey);
const read = (text: string): [status: unknown, body: string, notes: readonly string[]] => {
  const { message, notes } = readText(text);
  return ['status' in message && message.status, message.body.toString(), notes];
};

describe('what curl -i prints before the response', () => {
  const last = 'HTTP/1.1 200 OK\nContent-Length: 2\n\n{}';
  test.each([
    ['100', 'HTTP/1.1 100 Continue\n\n', '100 (file:1:1)'],
    ['100, CR LF', 'HTTP/1.1 100 Continue\r\n\r\n', '100 (file:1:1)'],
    [
      '102 and 103 with fields',
      'HTTP/1.1 102 Processing\n\nHTTP/2 103 \nLink: </a>; rel=preload\n\n',
      '102 (file:1:1), 103 (file:3:1)',
    ],
    ['an upgrade', 'HTTP/1.1 101 Switching Protocols\nUpgrade: h2c\n\n', '101 (file:1:1)'],
    ['a proxy', 'HTTP/1.1 200 Connection established\nProxy-Agent: x\n\n', '200 (file:1:1)'],
    ['a redirect', 'HTTP/1.1 301 Moved\nLocation: /b\nContent-Length: 178\n\n', '301 (file:1:1)'],
    ['credentials asked for', 'HTTP/1.1 401 Unauthorized\nContent-Length: 0\n\n', '401 (file:1:1)'],
    [
      'all of them',
      'HTTP/1.0 200 OK\n\nHTTP/1.1 100 Continue\n\nHTTP/1.1 307 T\n\n\n',
      '200 (file:1:1), 100 (file:3:1), 307 (file:5:1)',
    ],
  ])('%s', (_, before, skipped) => {
    expect(read(before + last)).toEqual([200, '{}', [`Skipped before the response 200: ${skipped}.`]]);
  });

  test('a body that begins like a response is one where Content-Length counts it', () => {
    expect(read(`HTTP/1.1 200 OK\nContent-Length: ${last.length}\n\n${last}`)).toEqual([200, last, []]);
  });

  test('an interim response alone is refused', () => {
    expect(refusalOf('HTTP/1.1 100 Continue\n\n')).toMatchObject({
      code: 'ERR_INPUT',
      message: 'The file has only an interim response',
      where: 'file:1:1',
      actual: '100',
    });
    expect(read('HTTP/1.1 101 Switching Protocols\n\n')[0]).toBe(101);
  });
});

describe('a body in chunks', () => {
  const chunked = 'HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n';
  const note = (count: string) =>
    `The body is in ${count} (Transfer-Encoding: chunked). It is read without the chunk sizes, as for digests.`;

  test.each([
    ['one', '2\r\n{}\r\n0\r\n\r\n', [note('1 chunk')]],
    ['LF as line ends, no line at the end', '2\n{}\n0', [note('1 chunk')]],
    ['several, with extensions', '1;a=b\r\n{\r\n01 ; c="d"\r\n}\r\n000\r\n\r\n', [note('2 chunks')]],
    [
      'trailer fields',
      '2\r\n{}\r\n0\r\nDigest: x\r\nX-End: 1\r\n\r\n',
      [note('1 chunk'), 'Trailer fields are not read: Digest, X-End.'],
    ],
  ])('%s', (_, body, notes) => {
    expect(read(chunked + body)).toEqual([200, '{}', notes]);
  });

  test('a chunk that begins like a chunk', () => {
    expect(read(`${chunked}5\r\n2\r\n{}\r\n0\r\n\r\n`)[1]).toBe('2\r\n{}');
  });

  test('of a request', () => {
    const { message } = readRequest('POST /a HTTP/1.1\nHost: h\nTransfer-Encoding: chunked\n\n2\n{}\n0\n\n');
    expect([message.body.toString(), message.fields.length]).toEqual(['{}', 2]);
  });

  test('captured without them', () => {
    expect(read(`${chunked}{}`)).toEqual([200, '{}', []]);
  });

  test.each([
    ['a size that is too small', '1\r\n{}\r\n0\r\n\r\n', 'file:4:1'],
    ['a size that is too large', '9\r\n{}\r\n0\r\n\r\n', 'file:4:1'],
    ['no last chunk', '2\r\n{}\r\n', 'file:6:1'],
    ['a second size that is none', '2\r\n{}\r\nx\r\n}\r\n', 'file:6:1'],
    ['text behind the last chunk', '2\r\n{}\r\n0\r\n\r\nmore text', 'file:8:1'],
  ])('%s is named', (_, body, where) => {
    expect(refusalOf(chunked + body)).toMatchObject({
      code: 'ERR_INPUT',
      message: 'The chunks of the body are damaged',
      where,
    });
  });
});

describe('line ends at the end of a file', () => {
  const digest = (body: string) => `sha-256=:${createHash('sha256').update(body).digest('base64')}:`;
  test('belong to the body where the digest counts them', () => {
    expect(read(`HTTP/2 200\nContent-Digest: ${digest('{}\n')}\n\n{}\n`)).toEqual([200, '{}\n', []]);
    expect(
      readRequest(`POST /a HTTP/1.1\nHost: h\nContent-Digest: ${digest('{}\n')}\n\n{}\n`).message.body.toString(),
    ).toBe('{}\n');
  });

  test('of a request are left out', () => {
    expect(readRequest('POST /a HTTP/1.1\nHost: h\n\n{}\n\n').message.body.toString()).toBe('{}');
  });
});

describe('a body that is not the one that was sent', () => {
  const signed = (body: string, more = {}) => requestOf({ body, ...more }).text;
  const explained = async (text: string | Buffer) => {
    const explanation = await explainText(text, key);
    return [explanation.verifies, ...ids(explanation)];
  };
  const lines = '{\r\n"a": 1\r\n}';

  test.each<[string, string | Buffer, string]>([
    ['CR LF saved as LF', signed(lines).replace(lines, lines.replaceAll('\r', '')), 'body-line-ends-changed'],
    ['LF saved as CR LF', signed('{\n}').replace('{\n}', '{\r\n}'), 'body-line-ends-changed'],
    ['a line end at the end that an editor took away', signed('{}\n').slice(0, -1), 'body-line-ends-changed'],
    ['cut', signed('{"amount":1099}').slice(0, -4), 'body-incomplete'],
    ['missing', signed('{"amount":1099}').slice(0, -15), 'body-incomplete'],
    ['text behind it', `${signed('{"a":1}')}\n200 OK`, 'text-behind-body'],
    [
      'decoded',
      signed('{"a":1}', {
        moreFields: [['Content-Encoding', 'gzip']],
        digestField: `sha-256=:${createHash('sha256').update(gzipSync('{"a":1}')).digest('base64')}:`,
        lengthField: String(gzipSync('{"a":1}').length),
      }),
      'body-decoded',
    ],
    [
      'in chunks that no field names',
      signed('{"a":1}')
        .replace(/Content-Length: \d+/, 'Content-Length: 17')
        .replace('{"a":1}', '7\r\n{"a":1}\r\n0\r\n\r\n'),
      'body-in-chunks',
    ],
  ])('%s', async (_, text, id) => {
    const [verifies, first] = await explained(text);
    expect([verifies, first]).toEqual([false, id]);
  });

  test('one finding for body, length and digest', async () => {
    const { findings } = await explainText(signed('{"amount":1099}').slice(0, -4), key);
    expect(findings).toEqual([
      {
        id: 'body-incomplete',
        kind: 'fault',
        problem: 'Content-Length says 15, but the body in the file has 11 bytes.',
        advice: 'Capture the whole message. If it was sent like this, correct Content-Length.',
        where: 'request.http:10:1',
        before: 'Content-Length: 15',
        after: 'Content-Length: 11',
      },
    ]);
  });

  test('typographic quotes in the JSON', async () => {
    const text = signed('{"a":"b"}')
      .replace('{"a":"b"}', '{“a”:“b”}')
      .replace('Content-Length: 9', 'Content-Length: 17');
    expect(await explained(text)).toContain('digest-of-body-straight-quotes');
  });
});

describe('what is no message is a clear error', () => {
  test.each<[string, string | Buffer]>([
    ['nothing', ''],
    ['NUL bytes', Buffer.alloc(300)],
    ['an image', Buffer.from('\x89PNG\r\n\x1a\n\0\0\0\rIHDR', 'latin1')],
  ])('%s', (_, bytes) => {
    expect(refusalOf(bytes)).toMatchObject({ code: 'ERR_INPUT', where: 'file:1:1' });
  });

  test('a NUL byte in a command', () => {
    expect(refusalOf("curl https://h/ -d 'a\0b'")).toMatchObject({
      message: 'The command has a NUL byte',
      where: 'file:1:22',
    });
  });
});
