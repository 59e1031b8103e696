import { describe, expect, test } from 'vitest';
import { readRequest, refusalOf } from './fixtures/reading.ts';

const head = 'POST /pay HTTP/1.1\nHost: h.example\nContent-Type: application/json\n';
const post = `${head}\n{"a":1}`;
const bodyOf = (text: string, options = {}): string => readRequest(text, options).message.body.toString();

describe('the requests of a file for an HTTP client', () => {
  test.each([
    ['a title before', `### Pay\n${post}`],
    ['a separator behind', `${post}\n\n###\n`],
    ['separators around, CR LF', `### Pay\n${post}\n\n### \n`.replaceAll('\n', '\r\n')],
    ['longer separators', `#####\n${post}\n##### end\n\n`],
    ['empty blocks and blocks of comments', `###\n\n### variables\n@a = b\n// c\n\n###\n${post}\n###\n# nothing\n###`],
    ['comments, names and settings', `# @name pay\n// @no-redirect\n# @no-log\n${post}`],
    ['a comment among the fields', `${head}# X: 1\n// Y: 2\n\n{"a":1}`],
    ['comments behind the body', `${post}\n\n# the next one\n// is not there yet\n\n###`],
    ['a script for the response', `${post}\n\n> {%\n  client.test("x", function() {\n});\n%}\n\n###`],
    ['a script in one line', `${post}\n> {% client.log(1) %}\n`],
    ['a script in a file', `${post}\n\n> ./handler.js\n`],
    ['a saved response', `${post}\n\n>> saved.json\n>>! again.json\n<> 2026-01-15T100000.200.json\n`],
  ])('%s', (_, text) => {
    const { message } = readRequest(text);
    expect([message.method, message.target, message.body.toString(), message.fields.at(-1)]).toEqual([
      'POST',
      '/pay',
      '{"a":1}',
      ['Content-Length', '7'],
    ]);
  });

  test('Content-Length is not that of the separator', () => {
    const { message, notes } = readRequest(`### a\n${head}Content-Length: 7\n\n{"a":1}\n\n###\n`);
    expect([message.body.toString(), notes]).toEqual(['{"a":1}', []]);
  });

  test('lines of ### that Content-Length counts are the body', () => {
    const body = '# Title\n\n### Section\n\n> quoted\n< x\n// y';
    expect(bodyOf(`${head}Content-Length: ${body.length}\n\n${body}\n`)).toBe(body);
  });

  const two = `### first\n${post}\n\n### second one\n# @name other\nGET https://u:p@h.example/status?token=x HTTP/1.1\nX: 1\n`;

  test('of several one is asked for, without credentials and queries', () => {
    expect(refusalOf(two)).toMatchObject({
      code: 'ERR_INPUT',
      message: 'The file has 2 possible requests',
      where: 'file',
      expected: 'the number of one request, or a part of its URL',
      actual: '1: POST /pay, 2: GET https://h.example/status',
      advice: 'Name it with --entry.',
    });
  });

  test.each([
    ['1', '/pay'],
    ['2', '/status?token=x'],
    ['/status', '/status?token=x'],
    ['POST', '/pay'],
    ['second one', '/status?token=x'],
    ['other', '/status?token=x'],
  ])('--entry %s', (entry, target) => {
    const { message, notes } = readRequest(two, { entry });
    expect(message.target).toBe(target);
    expect(notes).toContain(
      target === '/pay'
        ? 'The file has 2 requests. Read: number 1, file:2:1.'
        : 'The file has 2 requests. Read: number 2, file:10:1.',
    );
  });

  test.each(['0', '3', '/nowhere', ''])('--entry %j is no request', (entry) => {
    const more = entry === '' ? '2 possible requests' : 'no such request';
    expect(refusalOf(two, { entry })).toMatchObject({ message: `The file has ${more}`, where: `--entry ${entry}` });
  });

  test('the only one that is signed is read where none is named', () => {
    const signed = two.replace('X: 1', 'Signature-Input: x');
    expect(readRequest(signed).message.method).toBe('GET');
  });

  test('what is no request is not shown', () => {
    expect(refusalOf(`${post}\n###\npassword hunter2\n`).actual).toBe('1: POST /pay, 2: not a request line (file:7:1)');
  });
});

describe('request lines of HTTP clients', () => {
  test.each([
    ['a URL alone', 'https://h.example/a?b=c', 'GET', '/a?b=c'],
    ['a URL and a version', 'https://h.example/a HTTP/1.1', 'GET', '/a'],
    ['no version', 'PUT https://h.example/a', 'PUT', '/a'],
    ['a query on more lines', 'GET https://h.example/a\n    ?b=1\n    &c=2\nX: 1', 'GET', '/a?b=1&c=2'],
    ['a query on more lines, not indented', 'GET https://h.example/a\r\n?b=1\r\n&c=2\r\nX: 1\r\n', 'GET', '/a?b=1&c=2'],
    ['a path on more lines, and the version', 'GET https://h.example\n  /a\n  /b HTTP/1.1\n', 'GET', '/a/b'],
  ])('%s', (_, text, method, target) => {
    const { message } = readRequest(text);
    expect([message.method, message.authority, message.target]).toEqual([method, 'h.example', target]);
  });

  test.each([
    ['GET h.example/a HTTP/1.1', 'The URL has no scheme', 'file:1:1'],
    ['POST h.example', 'The URL has no scheme', 'file:1:1'],
    ['POST localhost:8443 HTTP/1.1', 'The URL has no scheme', 'file:1:1'],
    ['> POST /a HTTP/1.1', 'This is the trace of a program, not a message', 'file:1:1'],
    ['* Connected to h\n> POST /a HTTP/1.1', 'This is the trace of a program, not a message', 'file:1:1'],
    ['@a = b\ncurl https://h.example/a', 'This is a curl command', 'file:2:1'],
    ['POST /a HTTP/1.1\n folded', 'A field continues on a second line', 'file:2:1'],
    ['POST /a HTTP/1.1\nHost: <host>', 'This is not a host', 'file:2:1'],
    ['POST /a HTTP/1.1\nHost: {host}', 'This is not a host', 'file:2:1'],
    ['POST /a HTTP/1.1\nHost: $HOST', 'This is not a host', 'file:2:1'],
    ['POST https://%HOST%/a HTTP/1.1', 'This is not a host', 'file:1:6'],
  ])('%j is refused', (text, message, where) => {
    expect(refusalOf(text)).toMatchObject({ code: 'ERR_INPUT', message, where });
  });
});

describe('variables', () => {
  test('of the file are filled in, wherever they are set', () => {
    const text = `@host = h.example
@base=https://{{host}}
### one
POST {{ base }}/pay?x={{x}}
X-Host: {{host}}:8443

{"a":"{{x}}"}

### two
@x = ü
`;
    const { message } = readRequest(text);
    expect(message).toMatchObject({
      method: 'POST',
      authority: 'h.example',
      fields: [
        ['X-Host', 'h.example:8443'],
        ['Content-Length', '10'],
      ],
    });
    expect(message.body.toString()).toBe('{"a":"ü"}');
    expect(Buffer.from(message.target, 'latin1').toString()).toBe('/pay?x=ü');
  });

  test.each([
    ['GET https://{{host}}/a', 'host', 'file:1:13', 'a variable that the file does not define'],
    ['{{base}}/a', 'base', 'file:1:1', 'a variable that the file does not define'],
    ['GET https://h\n  ?a={{q}}', 'q', 'file:1:14', 'a variable that the file does not define'],
    ['POST /a HTTP/1.1\r\nHost: {{host}}\r\n\r\n', 'host', 'file:2:7', 'a variable that the file does not define'],
    [post.replace('1}', '{{amount}}}'), 'amount', 'file:5:6', 'a variable that the file does not define'],
    [post.replace('1}', '"{{$guid}}"}'), '$guid', 'file:5:7', 'a value that the editor generates for each request'],
    [
      post.replace('1}', '{{$timestamp -1 d}}}'),
      '$timestamp -1 d',
      'file:5:6',
      'a value that the editor generates for each request',
    ],
    [
      post.replace('1}', '{{$random.uuid}}}'),
      '$random.uuid',
      'file:5:6',
      'a value that the editor generates for each request',
    ],
    [`${head}A: {{$dotenv TOKEN}}\n`, '$dotenv TOKEN', 'file:4:4', 'a value from the environment of the editor'],
    [`${head}A: {{$processEnv %T}}\n`, '$processEnv %T', 'file:4:4', 'a value from the environment of the editor'],
    [
      `${head}A: {{login.response.body.$.token}}\n`,
      'login.response.body.$.token',
      'file:4:4',
      'a value from another request or response',
    ],
    [`@a = {{b}}\n${head}A: {{a}}\n`, 'b', 'file:1:1', 'a variable that the file does not define'],
    [`# @prompt pin\n${head}A: {{pin}}\n`, 'pin', 'file:5:4', 'a variable that the file does not define'],
  ])('%j: what the editor fills in is refused', (text, name, where, actual) => {
    expect(refusalOf(text)).toMatchObject({
      code: 'ERR_INPUT',
      message: `The placeholder {{${name}}} has no value here`,
      where,
      actual,
      advice: 'Only an editor fills it in. Replace it by the value.',
    });
  });

  test('a body that was captured with {{…}} has it as text', () => {
    const { message, notes } = readRequest(`${head}Content-Length: 9\n\n{"{{a}}"}`);
    expect(message.body.toString()).toBe('{"{{a}}"}');
    expect(notes).toEqual(['The {{…}} in the body is read as text, since it matches the length or the digest.']);
  });

  test.each([
    [`@a = {{b}}\n@b = {{a}}\n${head}A: {{a}}`, 'The variable a refers to itself', 'file:2:1'],
    [`@a = 1\n@a = 2\n${head}A: {{a}}`, 'The variable a has two values', 'file:2:1'],
  ])('%j is refused', (text, message, where) => {
    expect(refusalOf(text)).toMatchObject({ message, where });
  });

  test('that name each other many times are filled in once', () => {
    const lines = Array.from({ length: 60 }, (_, at) => `@a${at} = {{a${at + 1}}}{{a${at + 1}}}`);
    expect(readRequest(`${lines.join('\n')}\n@a60 =\n${head}A: x{{a0}}`).message.fields.at(-1)).toEqual(['A', 'x']);
  });

  test('that grow without bound are refused', () => {
    const lines = Array.from({ length: 40 }, (_, at) => `@a${at} = {{a${at + 1}}}{{a${at + 1}}}`);
    expect(refusalOf(`${lines.join('\n')}\n@a40 = ${'x'.repeat(100)}\n${head}A: {{a0}}`).message).toBe(
      'The variables are too long',
    );
  });
});

describe('what only an editor does is not the body', () => {
  test('a file stands for the body where it may be read', () => {
    const text = `${head}\n< ./body.json\n\n###\n`;
    expect(refusalOf(text)).toMatchObject({
      message: 'The body is in the file ./body.json, which may not be read',
      where: 'file:5:1',
    });
    expect(bodyOf(text, { readFile: (name: string) => Buffer.from(`of ${name}\n`) })).toBe('of ./body.json\n');
  });

  test.each([
    ['a file with variables', `${head}\n<@ ./body.json`, 'The body includes a file, which is not read', 'file:5:1'],
    [
      'a file with an encoding',
      `${head}\n<@latin1 ./body.json`,
      'The body includes a file, which is not read',
      'file:5:1',
    ],
    ['a file among text', `${head}\n--x\n< ./a.png\n--x--`, 'The body includes a file, which is not read', 'file:6:1'],
    ['a comment in the body', `${head}\n{\n// c\n"a":1}`, 'The body has a comment', 'file:6:1'],
    ['a comment at the end of the body', `${head}\n{"a":1}\n# c`, 'The body has a comment', 'file:6:1'],
    [
      'a script before the request',
      `< {%\n  request.variables.set("a", 1)\n%}\n${post}`,
      'A script runs before the request',
      'file:1:1',
    ],
    ['the file of a script before it', `### a\n< ./before.js\n${post}`, 'A script runs before the request', 'file:2:1'],
    [
      'text behind a script',
      `${post}\n> {% x %}\n{"b":2}`,
      'There is text after the lines that handle the response',
      'file:7:1',
    ],
    [
      'a form on several lines',
      `POST https://h.example/t\nContent-Type: application/x-www-form-urlencoded\n\na=1\n&b=2`,
      'The form is on several lines',
      'file:5:1',
    ],
  ])('%s', (_, text, message, where) => {
    expect(refusalOf(text)).toMatchObject({ code: 'ERR_INPUT', message, where });
  });
});
