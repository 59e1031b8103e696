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
    expect(notes).toEqual(['What stands behind "|" is not read.']);
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
    ['curl https://h/p \\\n -H "Authorization: Bearer $TOKEN"', 'Only a shell could expand this', 'request.curl:2:5'],
    ['curl https://h/p -d `cat x`', 'Only a shell could expand this', 'request.curl:1:21'],
    [
      'curl https://h/p --data @body.json',
      'The body is in the file body.json, which was not handed in',
      'request.curl:1:25',
    ],
    ['curl https://h/p -F a=b', 'What curl sends with -F cannot be worked out here', 'request.curl:1:21'],
    ['curl https://h/p --dta x', "curl's option --dta is not known here", 'request.curl:1:18'],
    ['curl https://h/p -H', '-H has no value', 'request.curl:1:18'],
    ['curl -d x', 'The command has no URL', 'request.curl:1:1'],
    ['curl https://h/p https://h/q', 'The command has more than one URL', 'request.curl:1:18'],
    ['curl https://h/p -H nonsense', 'The value of -H is no header field', 'request.curl:1:21'],
    ['wget https://h/p', 'This is no curl command', 'request.curl:1:1'],
    ['curl ftp://h/p', 'This is no address of a request', 'request.curl:1:6'],
    ['curl ^"https://h/p^"', 'This is a command for the Windows prompt', 'request.curl:1:1'],
  ])('%j is refused', (text, message, where) => {
    expect(refusal(text)).toMatchObject({ code: 'ERR_INPUT', message, where });
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
    `curl -s URL/a?b=c`,
    `curl -s -X PATCH URL/a -H 'X-One: 1' -H 'X-Empty;' -H 'Content-Type: application/json' -d '{"a": "b"}'`,
    `curl -s URL/a --json '{"a":' --json '1}' `,
    `curl -s URL/a -d x=1 --data-raw '@y' --data-binary $'z\\n' --data-urlencode 'ü=ä b'`,
    `curl -s -G URL/a?x=1 -d 'b=c' --data-urlencode 'd=e f'`,
    `curl -s URL/a -H 'Content-Type:' -d x -A agent -b 'k=v' -e ref`,
    `curl -sXDELETE "URL/a%20b"`,
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
