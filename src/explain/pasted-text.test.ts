import { describe, expect, test } from 'vitest';
import { readRequest, readText, refusalOf } from './fixtures/reading.ts';
import { explainText, ids, pairs, publicPem, requestOf } from './fixtures/wrong-signer.ts';

const key = publicPem(pairs['P-256'].publicKey);
const request = 'POST /pay HTTP/1.1\nHost: h.example\n\n{"a":1}\n';

describe('what stands in the place of the start line is named', () => {
  test.each([
    ['a code fence', `\`\`\`http\n${request}\`\`\`\n`, 'The message is inside a Markdown code fence'],
    ['a code fence around curl', '~~~bash\ncurl https://h/\n~~~', 'The message is inside a Markdown code fence'],
    ['a trace of a response', '< HTTP/1.1 200 OK\n< A: b\n', 'This is the trace of a program, not a message'],
    ['a quoted mail', `>${request}`, 'This is the trace of a program, not a message'],
    ['OkHttp', '--> POST https://h/pay http/1.1\nA: b\n', 'This is the trace of a program, not a message'],
    ['OkHttp, a response', '<-- 200 OK https://h/pay (12ms)\n', 'This is the trace of a program, not a message'],
    [
      'pseudo-header fields',
      ':method: POST\n:path: /pay\n\n{}',
      'Pseudo-header fields stand in place of the start line',
    ],
    [
      'pseudo-header fields of a response',
      ':status: 200\n\n{}',
      'Pseudo-header fields stand in place of the start line',
    ],
    ['fields alone', 'Host: h.example\nA: b\n\n{}', 'The start line is missing'],
    ['indented', `    ${request}`, 'There is something before the start line'],
    ['a log', `2026-01-15T10:00:00Z DEBUG ${request}`, 'There is something before the start line'],
    ['line numbers', `1  ${request}`, 'There is something before the start line'],
    ['grep', `1:${request}`, 'There is something before the start line'],
    ['an access log', '1.2.3.4 - - [x] "POST /pay HTTP/1.1" 200 5', 'There is something before the start line'],
    ['a response in a log', 'INFO HTTP/1.1 200 OK\nA: b\n', 'There is something before the start line'],
    ['escaped line ends', request.replaceAll('\n', '\\r\\n'), 'The line ends are written as \\r\\n'],
    ['escaped line ends of Python', "send: b'POST /pay HTTP/1.1\\r\\nHost: h'", 'The line ends are written as \\r\\n'],
    ['CR alone', request.replaceAll('\n', '\r'), 'The lines end with CR alone'],
    ['the version in lower case', 'POST /pay http/1.1\nHost: h\n', 'The version is in lower case'],
    ['tabs', 'POST\t/pay\tHTTP/1.1\nHost: h\n', 'Tabs are in the request line'],
    ['colours', `\u001b[32m${request}`, 'The text has the colour codes of a terminal'],
    ['xxd', '00000000: 504f 5354 202f 7061 7920 4854  POST /pay HT\n', 'This is a hex dump, not a message'],
    ['tcpdump', '\t0x0000:  4500 0034 0000 4000 4006  E..4\n', 'This is a hex dump, not a message'],
    ['gzip', '\u001f\u008b\b\0\0\0', 'This is a binary file'],
    ['XML', '<?xml version="1.0"?>\n<items>', 'This is a web page or XML, not a message'],
    ['a web page', '<!DOCTYPE html>\n', 'This is a web page or XML, not a message'],
    ['JSON', '["a"]', 'This is JSON, not a message'],
    ['a command in JSON', '"curl https://h/"', 'This is JSON, not a message'],
    ['fetch', 'fetch("https://h/pay", {\n  "method": "POST" });', 'This is the code of a program, not a message'],
    ['await fetch', 'const r = await fetch("https://h/pay")', 'This is the code of a program, not a message'],
    ['PowerShell', 'Invoke-WebRequest -Uri "https://h/pay"', 'This is the code of a program, not a message'],
    ['PowerShell, with a variable', '$r = Invoke-RestMethod https://h', 'This is the code of a program, not a message'],
    ['HTTPie', 'http POST https://h/pay a=b', 'This is the code of a program, not a message'],
    ['HTTPie without a method', 'http https://h/pay', 'This is the code of a program, not a message'],
    ['wget', 'wget --post-data=x https://h/pay', 'This is the code of a program, not a message'],
    ['Python', 'import requests\nrequests.post("https://h")', 'This is the code of a program, not a message'],
  ])('%s', (_, text, message) => {
    expect(refusalOf(text)).toMatchObject({ code: 'ERR_INPUT', message, where: 'file:1:1' });
  });

  test.each([
    ['a pipe', "echo '{}' | curl https://h/ -d @-", 'file:1:13'],
    ['a variable of the command', 'TOKEN=x curl https://h/', 'file:1:9'],
    ['a variable', 'export TOKEN=x\ncurl https://h/', 'file:2:1'],
    ['a script', '#!/bin/sh\nset -e\n\n$ curl https://h/', 'file:4:3'],
    ['sudo', 'sudo /usr/bin/curl https://h/', 'file:1:6'],
    ['a substitution', 'R=$(curl https://h/)', 'file:1:5'],
  ])('a curl command behind %s', (_, text, where) => {
    expect(refusalOf(text)).toMatchObject({
      code: 'ERR_INPUT',
      message: 'There is text before the curl command',
      where,
      advice: 'Remove what is before the command.',
    });
  });
});

describe('another message behind the body is not the body', () => {
  const response = 'HTTP/1.1 200 OK\nContent-Type: application/json\n\n{"b":2}\n';

  test.each([
    ['a response', `${request}\n${response}`, 'file:6:1'],
    ['a response at once', request + response, 'file:5:1'],
    ['a response to a request without body', `GET https://h/a HTTP/1.1\n\n${response}`, 'file:3:1'],
    ['what Hurl expects', `${request}HTTP 200\n[Asserts]\n`, 'file:5:1'],
    ['a response, CR LF', `${request}\n${response}`.replaceAll('\n', '\r\n'), 'file:6:1'],
    [
      'a response where the body is counted',
      `${request.replace('\n\n', '\nContent-Length: 7\n\n')}\n${response}`,
      'file:7:1',
    ],
  ])('%s', (_, text, where) => {
    const { message, notes } = readRequest(text);
    expect(message.body.toString()).toBe(message.method === 'GET' ? '' : '{"a":1}');
    expect(notes).toEqual([`Another message follows, and is not read: ${where}.`]);
  });

  test.each([
    ['another response', `${response}\n${response}`],
    ['a request', `${response}\n${request}`],
  ])('of a response: %s', (_, text) => {
    const { message, notes } = readText(text);
    expect([message.body.toString(), notes]).toEqual([
      '{"b":2}',
      ['Another message follows, and is not read: file:6:1.'],
    ]);
  });

  test.each([`${request}\n${request}`, request + request, `${request}GET https://h/a HTTP/2\n`])(
    'a second request is refused: %j',
    (text) => {
      expect(refusalOf(text)).toMatchObject({
        code: 'ERR_INPUT',
        message: 'Another request follows the body',
        advice: 'Separate the requests by a line ###, or remove one.',
      });
    },
  );

  test('a body that has such lines is whole where it is counted', () => {
    const body = `see\n${response}`;
    const text = `POST /pay HTTP/1.1\nHost: h\nContent-Length: ${body.length}\n\n${body}`;
    expect(readRequest(text)).toMatchObject({ message: { body: Buffer.from(body) }, notes: [] });
  });

  test('assertions of httpYac are left out', () => {
    expect(readRequest(`${request}\n?? status == 200\n`).message.body.toString()).toBe('{"a":1}');
  });
});

describe('a line that is no field', () => {
  const head = 'POST /pay HTTP/1.1\nHost: h.example\n';
  test.each([
    ['JSON', '{"a":1}', 'This is not a header field', 'Put an empty line between the fields and the body.'],
    ['a list', '["a:b"]', 'This is not a header field', 'Put an empty line between the fields and the body.'],
    ['quotes', '"A": "b"', 'This is not a header field', 'Remove the quotes around the name and the value.'],
    ['a space before the colon', 'A : b', 'This is not a header field', 'Leave no space before the colon.'],
    [
      'white space alone',
      ' \t\n{}',
      'A line has white space alone',
      'Remove the white space if the line ends the fields.',
    ],
    [
      'colours',
      '\u001b[36mA\u001b[0m: b',
      'A field has a control character',
      'Copy the message again, without the colours of a terminal.',
    ],
    [
      'a NUL in a value',
      'A: b\0c',
      'A field has a control character',
      'Copy the message again, without the colours of a terminal.',
    ],
    [
      'a CR in a value',
      'A: b\rc',
      'A field has a control character',
      'Copy the message again, without the colours of a terminal.',
    ],
  ])('%s', (_, line, message, advice) => {
    expect(refusalOf(`${head}${line}\n`)).toMatchObject({ code: 'ERR_INPUT', message, advice, where: 'file:3:1' });
  });

  test('text that is not ASCII is shown as it was written', () => {
    expect(refusalOf('POST /pay HTTP/1.1\nHost: hö\u00a0x\n').actual).toBe('hö\u00a0x');
  });
});

describe('Content-Length that is no number', () => {
  const sent = (value: string) =>
    requestOf({
      lengthField: ({ body }) => value.replaceAll('N', String(Buffer.byteLength(body))),
      lines: ({ host, method, target, digestField, contentType, body }) => [
        ['@authority', host],
        ['@method', method],
        ['@request-target', target],
        ['content-digest', digestField],
        ['content-type', contentType],
        ['content-length', String(Buffer.byteLength(body))],
      ],
    }).text;

  test.each(['+N', '0N', 'N, N', 'N\r\nContent-Length: N', 'N.0', '0x41', 'N bytes', ''])('%j', async (value) => {
    const explanation = await explainText(sent(value), key);
    expect(ids(explanation)).toEqual(['content-length-malformed', 'content-length-bytes']);
    expect(explanation.findings[0]).toMatchObject({
      advice: 'Send the number of bytes in decimal digits, once (RFC 9110 section 8.6).',
    });
  });

  test('another number, where the signature counts the bytes', async () => {
    expect(ids(await explainText(sent('1000'), key))).toEqual(['content-length-mismatch', 'content-length-bytes']);
  });
});

test('a request with Transfer-Encoding and Content-Length is one that servers reject', async () => {
  const explanation = await explainText(requestOf({ moreFields: [['Transfer-Encoding', 'chunked']] }).text, key);
  expect([explanation.verifies, ids(explanation)]).toEqual([false, ['length-and-chunked']]);
});

test.each([
  [10, 'signature-length', 'The signature has 10 bytes; one of ecdsa-p256-sha256 has 64.'],
  [0, 'signature-length', 'The signature has 0 bytes; one of ecdsa-p256-sha256 has 64.'],
  [65, 'signature-length', 'The signature has 65 bytes; one of ecdsa-p256-sha256 has 64.'],
  [96, 'key-other', 'The signature has 96 bytes, as those of P-384 have; the key is one for ecdsa-p256-sha256.'],
])('a signature of %i bytes', async (bytes, id, problem) => {
  const { findings } = await explainText(requestOf({ signature: Buffer.alloc(bytes, 1) }).text, key);
  expect(findings).toMatchObject([{ id, problem }]);
});

describe('what may be a placeholder is noted', () => {
  test.each([
    ['/payments/{id}/status', '{id}'],
    ['/payments/:id/status', ':id'],
    ['/payments/<id>', '<id>'],
    ['/payments/${id}?a', '${id}'],
    ['/payments/$ID', '$ID'],
    ['/payments/%ID%/status', '%ID%'],
    ['/payments/[id]', '[id]'],
    ['/payments/{{id}}', undefined],
    ['/payments/a:b/c', undefined],
    ['/payments/%7Bid%7D', undefined],
  ])('%s', (target, found) => {
    if (target.includes('{{')) {
      expect(refusalOf(`GET ${target} HTTP/1.1\nHost: h\n`).message).toMatch(/^The placeholder/);
      return;
    }
    const notes =
      found === undefined
        ? []
        : [`The path has ${found}, which is read as text. If it stands for a value, write the value.`];
    expect(readRequest(`GET ${target} HTTP/1.1\nHost: h\n`).notes).toEqual(notes);
  });

  test.each([
    ['http', 'POST /pay HTTP/1.1\nHost: h\n\n{"a":"${ORDER}"}'],
    ['curl', `curl https://h/pay -d '{"a":"\${ORDER}"}'`],
  ])('in the body of %s', (_, text) => {
    expect(readRequest(text).notes).toEqual([
      'The body has ${ORDER}, which is read as text. If it stands for a value, write the value.',
    ]);
  });
});
