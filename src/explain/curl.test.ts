import { execFile, execFileSync, spawnSync } from 'node:child_process';
import { writeFileSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CertifyError } from '../errors.ts';
import { readCurl } from './curl.ts';
import { shellWords } from './shell-words.ts';
import { readMessage } from './source.ts';

const source = (text: string) => ({ name: 'request.curl', bytes: Buffer.from(text) });
const read = (text: string) => readCurl(source(text)).message;

function refusal(text: string): Pick<CertifyError, 'code' | 'message' | 'where'> {
  try {
    readCurl(source(text));
  } catch (error) {
    if (error instanceof CertifyError) return error;
    throw error;
  }
  return expect.fail('nothing was thrown');
}

describe('a curl command', () => {
  test('as browsers copy it', () => {
    const text = String.raw`curl 'https://api.sandbox.nopan.dev/payments/initiate?x=1' \
  -X 'POST' \
  -H 'Content-Type: application/json' -H 'Nopan-Version: 0.1' \
  --data-raw $'{"note":"it\'s \u00fc \ud83d\ude00 \u0021","line":"a\\nb"}' --compressed | jq .`;
    const { message, notes, origins } = readCurl(source(text));
    expect(message).toMatchObject({
      method: 'POST',
      authority: 'api.sandbox.nopan.dev',
      target: '/payments/initiate?x=1',
    });
    expect(message.body.toString()).toBe('{"note":"it\'s ü 😀 !","line":"a\\nb"}');
    expect(notes).toEqual(['Text after "|" is not read.']);
    expect(origins).toMatchObject({
      start: 'request.curl:2:6',
      target: 'request.curl:1:6',
      fields: ['request.curl:3:6', 'request.curl:3:42'],
    });
  });

  test.each([
    [
      '--data makes a POST of a form',
      "curl https://h/p -d a=b -d 'c=d'",
      { method: 'POST', body: 'a=b&c=d', type: 'application/x-www-form-urlencoded' },
    ],
    ['--json', 'curl https://h/p --json \'{"a":1}\'', { method: 'POST', body: '{"a":1}', type: 'application/json' }],
    ['-G', 'curl -G https://h/p -d a=b', { method: 'GET', body: '', type: undefined }],
    [
      'letters together',
      'curl -sSkXPUT https://h/p -d@- '.replace('-d@- ', '-da'),
      { method: 'PUT', body: 'a', type: 'application/x-www-form-urlencoded' },
    ],
    [
      '--data-urlencode',
      'curl https://h/p --data-urlencode "a=b c&ü"',
      { method: 'POST', body: 'a=b+c%26%C3%BC', type: 'application/x-www-form-urlencoded' },
    ],
    ['-I', 'curl -I https://h/p', { method: 'HEAD', body: '', type: undefined }],
    [
      'a prompt, comments and no scheme',
      '# what I sent\n$ curl h/p # here',
      { method: 'GET', body: '', type: undefined },
    ],
  ])('%s', (_, text, { method, body, type }) => {
    const message = read(text);
    const found = message.fields.find(([name]) => name === 'Content-Type')?.[1];
    expect([message.method, message.body.toString(), found]).toEqual([method, body, type]);
  });

  test.each([
    ["curl 'https://h/p", 'A quote is not closed', 'request.curl:1:6'],
    ['curl https://h/p \\\n -H "Authorization: Bearer $TOKEN"', 'Only a shell can expand this', 'request.curl:2:5'],
    ['curl https://h/p -d `cat x`', 'Only a shell can expand this', 'request.curl:1:21'],
    [
      'curl https://h/p --data @body.json',
      'The body is in the file body.json, which may not be read',
      'request.curl:1:25',
    ],
    ['curl https://h/p -F a=b', 'What curl sends with -F cannot be worked out here', 'request.curl:1:21'],
    ['curl https://h/p --dta x', "curl's option --dta is not known here", 'request.curl:1:18'],
    ['curl https://h/p -H', '-H has no value', 'request.curl:1:18'],
    ['curl -d x', 'The command has no URL', 'request.curl:1:1'],
    ['curl https://h/p https://h/q', 'The command has more than one URL', 'request.curl:1:18'],
    ['curl https://h/p -H nonsense', 'The value of -H is not a header field', 'request.curl:1:21'],
    ['wget https://h/p', 'This is not a curl command', 'request.curl:1:1'],
    ['curl ftp://h/p', 'This is no address of a request', 'request.curl:1:6'],
    ['curl ^"https://h/p^"', 'This is a command for the Windows prompt', 'request.curl:1:6'],
    ['curl "https://h/p" ^\r\n  -H "A: b"', 'This is a command for the Windows prompt', 'request.curl:1:20'],
    ['curl.exe https://h/p ` \n  -H "A: b"', 'This is a command for PowerShell', 'request.curl:1:22'],
    ['PS C:\\Users\\x> curl.exe https://h/p `\n -H x', 'This is a command for PowerShell', 'request.curl:1:37'],
    ['curl https://h/p -d {"a":1,"b":2}', 'Only a shell can expand this', 'request.curl:1:21'],
    ['curl https://h/p?a=b&c=d', 'The shell ends the command here', 'request.curl:1:21'],
    ['curl https://h/p;a=b', 'The shell ends the command here', 'request.curl:1:17'],
    ['$ curl https://h/p \\\n> -H "A: b"', 'The command has the prompt of the terminal in it', 'request.curl:2:1'],
    ['curl https://h/p --next https://h/q', 'The command sends more than one request', 'request.curl:1:18'],
    ['curl https://h/p -d @-', 'The command reads from standard input', 'request.curl:1:21'],
    ['curl https://h/p -H @fields', 'The header fields are in a file that may not be read', 'request.curl:1:21'],
    ['curl -G https://h/p -d a --url-query b', '--url-query and -G are in one command', 'request.curl:1:38'],
    ["curl '{{host}}/p'", 'The placeholder {{host}} has no value here', 'request.curl:1:6'],
    ["curl https://h/p -H 'A: {{token}}'", 'The placeholder {{token}} has no value here', 'request.curl:1:21'],
    ['curl https://h/p -d \'{"a":{{amount}}}\'', 'The placeholder {{amount}} has no value here', 'request.curl:1:21'],
    ["curl 'https://<host>/p'", 'This is not a host', 'request.curl:1:6'],
  ])('%j is refused', (text, message, where) => {
    expect(refusal(text)).toMatchObject({ code: 'ERR_INPUT', message, where });
  });

  test.each([
    ['[1-3]', 'brackets: […]'],
    ['[a-c:2]', 'brackets: […]'],
    ['{a,b}', 'braces: {…}'],
    ['{a}', 'braces: {…}'],
    ['x]', 'brackets: […]'],
  ])('a URL with %s is several', (glob, actual) => {
    const error = refusal(`curl 'https://h/p/${glob}'`);
    expect(error).toMatchObject({ code: 'ERR_INPUT', message: 'curl expands the URL', where: 'request.curl:1:6' });
    expect((error as CertifyError).actual).toBe(actual);
    expect(read(`curl -g 'https://h/p/${glob}'`).target).toBe(`/p/${glob}`);
  });

  test.each([
    ['a space', "'https://h/a b'", 'The URL has white space or a control character', 'U+0020'],
    ['an umlaut', "'https://h/ü'", 'The URL has a character that is not ASCII', 'U+00FC'],
  ])('a URL with %s is refused', (_, url, message, actual) => {
    expect(refusal(`curl ${url}`)).toMatchObject({ message, actual });
  });

  test.each([
    ['-d ‘{}’', 'The command has a typographic quote', '‘ (U+2018)', 4],
    ['-d “{}”', 'The command has a typographic quote', '“ (U+201C)', 4],
    ["-H 'A: b’ -H 'C: d’ -d '{}'", 'The command has a typographic quote', '’ (U+2019)', 9],
    ['–data x', 'The command has a typographic dash', '– (U+2013)', 1],
    ['—data x', 'The command has a typographic dash', '— (U+2014)', 1],
    ['-–data x', 'The command has a typographic dash', '– (U+2013)', 2],
    ['\u00a0-d x', 'The command has a space that the shell does not recognize', 'U+00A0', 1],
    ['-d\u00a0x', 'The command has a space that the shell does not recognize', 'U+00A0', 3],
    ['\u2003-d x', 'The command has a space that the shell does not recognize', 'U+2003', 1],
    ['\u200b-d x', 'The command has an invisible character', 'U+200B', 1],
    ["-d 'x’", 'A quote is not closed', 'a typographic quote: request.curl:2:6', 4],
  ])('%j, which an editor changed, is refused', (options, message, actual, column) => {
    expect(refusal(`curl https://h/p \\\n${options}`)).toMatchObject({
      code: 'ERR_INPUT',
      message,
      actual,
      where: `request.curl:2:${column}`,
    });
  });

  test.each([
    ['&quot;', 'curl &quot;https://h/p&quot; -H &quot;A: b&quot;', 6],
    ['&#39;', 'curl -X POST &#39;https://h/p&#39;', 14],
    ['&#x27;', 'curl &#x27;https://h/p&#x27;', 6],
    ['&apos;', 'curl &apos;https://h/p&apos;', 6],
  ])('%s in place of quotes is refused', (actual, text, column) => {
    expect(refusal(text)).toMatchObject({
      code: 'ERR_INPUT',
      message: 'The command is written for HTML',
      actual,
      where: `request.curl:1:${column}`,
    });
  });

  test('entities between quotes are content', () => {
    expect(read(`curl https://h/p -d '{"a":"&quot;"}'`).body.toString()).toBe('{"a":"&quot;"}');
  });

  test('typographic signs between quotes are content', () => {
    const message = read('curl https://h/p -H \'A: b\' --data-raw \'{"a":"it’s – “x”\u00a0^\\" {y}"}\'');
    expect(message.body.toString()).toBe('{"a":"it’s – “x”\u00a0^\\" {y}"}');
  });

  const twice = 'an empty line between its lines';
  test.each([
    ['an empty line', 'curl https://h/p \\\n\n  -d x', 3, 3, twice],
    ['an empty line with spaces, CR LF', 'curl https://h/p \\\r\n  \r\n  --data x', 3, 3, twice],
    ['a comment', 'curl https://h/p \\\n  # c \\\n  -d x', 3, 3, 'a comment between its lines'],
    ['a comment at the end', 'curl https://h/p # c \\\n  -d x', 2, 3, 'a comment between its lines'],
    ['no backslash', 'curl https://h/p\n  -d x', 2, 3, 'no backslash at the end of the line before'],
    [
      'no backslash, a URL',
      "curl -X POST -H 'A: b' https://h/p\n'https://h/q'",
      2,
      1,
      'no backslash at the end of the line before',
    ],
    ['no backslash, a value', "curl https://h/p -d\n'{}'", 0, 0, ''],
    ['a typographic dash', 'curl https://h/p\n  –data x', 2, 3, 'no backslash at the end of the line before'],
  ])('lines that are not joined are refused: %s', (_, text, line, column, actual) => {
    const expected =
      line === 0
        ? { message: 'The command ends before this line', where: 'request.curl:2:1' }
        : { message: 'The command ends before this line', where: `request.curl:${line}:${column}`, actual };
    expect(refusal(text)).toMatchObject({ code: 'ERR_INPUT', ...expected });
  });

  test('spaces behind a backslash are named', () => {
    expect(refusal('curl https://h/p \\  \n  -d x')).toMatchObject({
      message: 'White space follows the backslash',
      where: 'request.curl:1:18',
    });
  });

  test.each([
    ['curl https://h/p\ncurl https://h/q', 'request.curl:2:1'],
    ['curl https://h/p && curl https://h/q', 'request.curl:1:21'],
    ['curl https://h/p | jq .; curl https://h/q', 'request.curl:1:26'],
    ['curl https://h/p\n\n###\n$ curl https://h/q', 'request.curl:4:1'],
  ])('%j is two commands', (text, where) => {
    expect(refusal(text)).toMatchObject({ code: 'ERR_INPUT', message: 'There is more than one curl command', where });
  });

  test.each([
    ['curl https://h/p\nHTTP/2 200', ['The command ends before request.curl:2:1: the text after it is not read.']],
    ['curl https://h/p\n{"status":"OK"}', ['The command ends before request.curl:2:1: the text after it is not read.']],
    ['curl https://h/p && echo done', ['Text after "&" is not read.']],
    ['curl https://h/p > out.json 2>&1', []],
    ['curl https://h/p -o - >/dev/null -H "A: b"', []],
    ['curl https://h/p \\', []],
  ])('%j: what is behind it', (text, notes) => {
    expect(readCurl(source(text)).notes).toEqual(notes);
  });

  test('options behind a redirection belong to the command', () => {
    expect(read('curl https://h/p >out 2>>err -H "A: b"').fields).toEqual([['A', 'b']]);
  });

  test.each([
    '$ ',
    '% ',
    '> ',
    'user@host:~/x$ ',
    '[user@host x]$ ',
    'bash-5.1$ ',
    'PS C:\\Users\\x> ',
    '  501  ',
    '❯ ',
  ])('the prompt %j is passed over', (prompt) => {
    expect(readMessage(source(`${prompt}curl https://h/p`)).message).toMatchObject({ target: '/p' });
  });

  test('files of fields and of encoded values are read where they may be', () => {
    const files: Record<string, string> = { f: 'A: 1\r\n# no\n\nB;\nC:\n', v: 'a b\n' };
    const { message } = readCurl(source('curl https://h/p -H @f --data-urlencode n@v --data-urlencode @v'), (name) =>
      Buffer.from(files[name] ?? ''),
    );
    expect(message.fields.slice(0, 2)).toEqual([
      ['A', '1'],
      ['B', ''],
    ]);
    expect(message.body.toString()).toBe('n=a+b%0A&a+b%0A');
  });

  test('a file is read where it was allowed, without its line ends', () => {
    const { message } = readCurl(source('curl https://h/p -d @b'), () => Buffer.from('{\n"a":1}\r\n'));
    expect(message.body.toString()).toBe('{"a":1}');
  });
});

const hasBash = spawnSync('bash', ['--version']).status === 0;

describe.runIf(hasBash)('words are split as bash does it', () => {
  test.each([
    String.raw`a 'b c' "d \"e\" \$ \\ \x" f\ g`,
    String.raw`$'a\'b\n\t\x41\101\u00e9\U0001f600\\' "x"'y'z`,
    'a\\\nb "c\\\nd" \'e\\\nf\'',
    `'' "" a"b"''c`,
    'a#b c#d # comment',
    String.raw`"it's" '"' \'`,
    'a$ b "c $ d"',
  ])('%j', (text) => {
    const expected = execFileSync('bash', ['-c', `printf '%s\\0' ${text}`], {
      encoding: 'utf8',
      env: { ...process.env, LC_ALL: 'C.UTF-8' },
    })
      .split('\0')
      .slice(0, -1);
    expect(shellWords(source(text)).words.map((word) => word.text)).toEqual(expected);
  });
});

const hasCurl = spawnSync('curl', ['--version']).status === 0 && hasBash;

/** --url-query is of curl 7.87. */
const [major = 0, minor = 0] =
  /curl (\d+)\.(\d+)/
    .exec(hasCurl ? execFileSync('curl', ['--version'], { encoding: 'utf8' }) : '')
    ?.slice(1)
    .map(Number) ?? [];
const newer =
  major > 7 || (major === 7 && minor >= 87)
    ? [`curl -s 'URL/a?x=1' --url-query 'b=c d' --url-query '+e=%20f' -d y`]
    : [];

describe.runIf(hasCurl)('what curl itself sends is what is read', () => {
  let server: Server;
  let received: { request: IncomingMessage; body: string } | undefined;
  let folder = '';

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'curl-'));
    server = createServer((request, response) => {
      let body = '';
      request.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
      request.on('end', () => {
        received = { request, body };
        response.end();
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });

  afterAll(() => {
    server.close();
    rmSync(folder, { recursive: true });
  });

  test.each([
    ...newer,
    `curl -s URL/a?b=c`,
    `curl -s -X PATCH URL/a -H 'X-One: 1' -H 'X-Empty;' -H 'Content-Type: application/json' -d '{"a": "b"}'`,
    `curl -s URL/a --json '{"a":' --json '1}' `,
    `curl -s URL/a -d x=1 --data-raw '@y' --data-binary $'z\\n' --data-urlencode 'ü=ä b'`,
    `curl -s -G URL/a?x=1 -d 'b=c' --data-urlencode 'd=e f'`,
    `curl -s URL/a -H 'Content-Type:' -d x -A agent -b 'k=v' -e ref`,
    `curl -sXDELETE "URL/a%20b"`,
    `curl -s URL/a/x/../b/./c//../d`,
    `curl -s URL/../../a/..`,
    `curl -s 'URL/a/.?x=/../y#z'`,
    `curl -s --path-as-is URL/a/../b/./c`,
    `curl -s 'URL/a?b[]=1'`,
    `curl -s 'URL/a\\[1\\]\\{b\\}'`,
    `curl -s -g 'URL/a?b=[1-2]{x,y}'`,
    `curl -s URL?x=1`,
    `curl -s 'URL/a?' -G -d b=c`,
    `curl -s 'URL/a#f' -G -d b=c`,
    `curl -s -G -d '' URL/a`,
    `curl -s URL/a -d ''`,
    `curl -s URL/a --json '{}' -d x --json y`,
    `curl -s -- URL/a`,
    `curl -s URL/a -H 'X-One: 1' > /dev/null -H 'X-Empty;'`,
    `curl -s URL/a -X PUT -H 'X-One:  1  ' -H 'Content-Type;' -d x`,
  ])('%s', async (template) => {
    const text = template.replace('URL', `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    writeFileSync(join(folder, 'command.sh'), text);
    await promisify(execFile)('bash', [join(folder, 'command.sh')]);
    const message = read(text);
    const sent = received?.request;
    expect([message.method, message.target, message.body.toString(), message.authority]).toEqual([
      sent?.method,
      sent?.url,
      received?.body,
      sent?.headers.host,
    ]);
    for (const name of ['content-type', 'x-one', 'x-empty', 'cookie', 'referer']) {
      expect([name, message.fields.find(([field]) => field.toLowerCase() === name)?.[1]]).toEqual([
        name,
        sent?.headers[name],
      ]);
    }
  });
});
