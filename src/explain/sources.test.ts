import { describe, expect, test } from 'vitest';
import { CertifyError } from '../errors.ts';
import { expectLinear } from '../fixtures/growth.ts';
import { isCapturedRequest } from './captured.ts';
import { formatOf, readMessage } from './source.ts';

const source = (text: string | Buffer, name = 'file') => ({ name, bytes: Buffer.from(text) });
const read = (text: string, options = {}) => readMessage(source(text), options);

function request(text: string, options = {}) {
  const captured = read(text, options);
  return isCapturedRequest(captured) ? captured : expect.fail('a response');
}

function refusal(text: string, options = {}): CertifyError {
  try {
    read(text, options);
  } catch (error) {
    if (error instanceof CertifyError) return error;
    throw error;
  }
  return expect.fail('nothing was thrown');
}

describe('HTTP text', () => {
  test.each([
    ['LF', 'POST /a?b HTTP/1.1\nHost: h:8443\nX-A:  1 \nContent-Length: 2\n\n{}'],
    ['CR LF', 'POST /a?b HTTP/1.1\r\nHost: h:8443\r\nX-A: 1\r\nContent-Length: 2\r\n\r\n{}'],
    [
      'a whole URL, a comment, a line end at the end',
      '# sent\n\nPOST https://h:8443/a?b\nHost: h:8443\nX-A: 1\nContent-Length: 2\n\n{}\n',
    ],
  ])('%s', (_, text) => {
    const { message, notes } = request(text);
    expect(message).toEqual({
      method: 'POST',
      authority: 'h:8443',
      target: '/a?b',
      fields: [
        ['Host', 'h:8443'],
        ['X-A', '1'],
        ['Content-Length', '2'],
      ],
      body: Buffer.from('{}'),
    });
    expect(notes).toEqual([]);
  });

  test('places are those of the file', () => {
    expect(request('# c\r\nPOST /a HTTP/1.1\r\nHost: h\r\nX: 1\r\n\r\nab').origins).toEqual({
      start: 'file:2:1',
      target: 'file:2:6',
      authority: 'file:3:1',
      fields: ['file:3:1', 'file:4:1', 'counted: HTTP libraries add it while sending'],
      body: 'file:6:1',
    });
  });

  test('the target of the request line is as it stands, the fragment of a whole URL is never sent', () => {
    expect(request('GET /a?b# HTTP/1.1\nHost: h\n\n').message.target).toBe('/a?b#');
    expect(request('GET https://h/a?b#c HTTP/1.1\n\n').message.target).toBe('/a?b');
  });

  test('without Content-Length a line end at the end is not content, and it is counted', () => {
    const { message, notes } = request('POST /a HTTP/1.1\nHost: h\n\n{"ü":1}\n');
    expect([message.body.toString(), message.fields.at(-1)]).toEqual(['{"ü":1}', ['Content-Length', '8']]);
    expect(notes).toEqual(['The line end at the end of the file is not part of the body.']);
  });

  test('with Content-Length every line end that it counts is content', () => {
    expect(request('POST /a HTTP/1.1\nHost: h\nContent-Length: 3\n\n{}\n').message.body.toString()).toBe('{}\n');
  });

  test('a response', () => {
    expect(read('HTTP/2 204 \nX: 1\n\n').message).toEqual({ status: 204, fields: [['X', '1']], body: Buffer.alloc(0) });
  });

  test.each([
    ['', 'The file is empty', 'file:1:1'],
    ['\n# only a comment\n', 'The file is empty', 'file:1:1'],
    ['# License\nApache License\n   Version', 'This is neither a request line nor a status line', 'file:2:1'],
    ['hello\n', 'This is neither a request line nor a status line', 'file:1:1'],
    ['POST /a HTTP/1.1\n{"a":1}', 'This is not a header field', 'file:2:1'],
    ['POST /a HTTP/1.1\nHost : h', 'This is not a header field', 'file:2:1'],
    ['POST /a HTTP/1.1\nHost: h\n folded', 'A field continues on a second line', 'file:3:1'],
    ['POST /a HTTP/1.1\nX: 1', 'The request names no host', 'file:1:6'],
    ['POST * HTTP/1.1\nHost: h', 'This is no address of a request', 'file:1:6'],
    ['POST /a HTTP/1.1\nHost: h\nHost: i', 'There is more than one Host', 'file:3:1'],
  ])('%j is refused', (text, message, where) => {
    expect(refusal(text)).toMatchObject({ code: 'ERR_INPUT', message, where });
  });
});

describe('HAR', () => {
  const entry = (url: string, more = {}) => ({
    request: {
      method: 'POST',
      url,
      headers: [
        { name: ':authority', value: 'h' },
        { name: 'X', value: '1' },
      ],
      ...more,
    },
  });
  const har = (...entries: unknown[]) => JSON.stringify({ log: { version: '1.2', entries } });

  test('an entry by its number, by its URL, or the only one that is signed', () => {
    const signed = entry('https://h/b', {
      headers: [{ name: 'Signature-Input', value: 'x' }],
      postData: { text: 'ü', mimeType: 'a/b' },
    });
    const text = har(entry('https://h/a?q'), signed);
    expect(request(text, { entry: '1' }).message).toMatchObject({
      target: '/a?q',
      authority: 'h',
      fields: [['X', '1']],
    });
    expect(request(text, { entry: '/a' }).origins.target).toBe('file#/log/entries/0/request/url');
    expect(request(text).message.body).toEqual(Buffer.from('ü'));
  });

  test('a body in base64', () => {
    const text = har(entry('https://h/a', { postData: { text: 'AAE=', encoding: 'base64' } }));
    expect(request(text).message.body).toEqual(Buffer.from([0, 1]));
  });

  test.each([
    ['{"log":\n {"entries": [}}', 'The JSON is malformed', 'file:2:15'],
    ['{"log":{', 'The JSON is malformed', 'file:1:9'],
    ['{"keys":[]}', 'This is no HAR file', 'file#/log/entries'],
    [har(), 'The HAR file has no such entry', 'file'],
    [har(entry('https://h/a'), entry('https://h/b')), 'The HAR file has 2 possible entries', 'file'],
    [har({}), 'An entry has no request', 'file#/log/entries/0/request'],
    [har(entry('https://h/a', { method: 1 })), 'method is missing or no text', 'file#/log/entries/0/request/method'],
    [har(entry('https://h/a', { headers: {} })), 'A request has no headers', 'file#/log/entries/0/request/headers'],
    [
      har(entry('https://h/a', { postData: { params: [{}] } })),
      'The body was not kept as it was sent',
      'file#/log/entries/0/request/postData/text',
    ],
  ])('%j is refused', (text, message, where) => {
    expect(refusal(text)).toMatchObject({ code: 'ERR_INPUT', message, where });
  });
});

test.each([
  ['{"log":1}', 'har'],
  ['\ufeff \n{', 'har'],
  ['curl https://h', 'curl'],
  ['# c\n$ /usr/bin/curl x', 'curl'],
  ['POST / HTTP/1.1', 'http'],
  ['HTTP/1.1 200', 'http'],
  ['### a\n// b\n{{base}}/x', 'http'],
  ['### a\ncurl https://h', 'curl'],
  ['POST /curl HTTP/1.1', 'http'],
])('%j is %s', (text, format) => {
  expect(formatOf(source(text))).toBe(format);
});

test.each(['curl https://h/', 'HTTP/1.1 200 OK\n\n', '# c\n\nHTTP/2 204\n'])('--entry means nothing for %j', (text) => {
  expect(refusal(text, { entry: '1' })).toMatchObject({ code: 'ERR_USAGE', where: '--entry 1' });
});

describe('the time to read or reject what is large grows with its length alone', () => {
  test.each<[string, (size: number) => string, string]>([
    ['many fields', (size) => `GET / HTTP/1.1\nHost: h\n${'a: b\n'.repeat(size / 8)}`, 'There are too many fields'],
    [
      'a long field',
      (size) => `GET / HTTP/1.1\nHost: h\nSignature-Input: x${' '.repeat(size)}y`,
      'A field is too long',
    ],
    ['many words', (size) => `curl ${'a '.repeat(size)}`, 'The command has too many words'],
    ['an open quote', (size) => `curl "${'\\"'.repeat(size)}`, 'A quote is not closed'],
    ['nested JSON', (size) => `{"log":${'['.repeat(size)}`, 'The JSON is malformed'],
  ])('%s', (_, textOf, message) => {
    expectLinear((size) => {
      expect(refusal(textOf(size)).message).toBe(message);
    }, 1 << 18);
  });
});
