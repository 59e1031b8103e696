import { describe, expect, test } from 'vitest';
import { CertifyError } from '../errors.ts';
import { explainPart, names, type Signer } from './fixtures/wrong-signer.ts';
import { readMessage } from './source.ts';

const secret = 'hunter2SECRET';

function refusal(text: string): CertifyError {
  try {
    readMessage({ name: 'file', bytes: Buffer.from(text) });
  } catch (error) {
    if (error instanceof CertifyError) return error;
    throw error;
  }
  return expect.fail('nothing was thrown');
}

const http = (line: string): string => `POST /a HTTP/1.1\nHost: h\n${line}\n\n{}`;
const entry = (url: string): string => `{"request":{"method":"GET","url":"${url}","headers":[]}}`;

describe('what cannot be read is refused without its text', () => {
  test.each([
    ['a space before the colon', http(`Authorization : Bearer ${secret}`), 'file:3:1'],
    ['a folded field', http(`Authorization: Bearer\n ${secret}`), 'file:4:1'],
    ['no colon', http(`Authorization Bearer ${secret}`), 'file:3:1'],
    ['not a request line', `Authorization: Bearer ${secret}`, 'file:1:1'],
    ['a path without a host', `GET /a?access_token=${secret} HTTP/1.1\n\n`, 'file:1:5'],
    ['another scheme', `curl 'ws://user:${secret}@h/a?access_token=${secret}'`, 'file:1:6'],
    ['a field without quotes', `curl -H Authorization: Bearer ${secret} https://h/p`, 'file:1:31'],
    ['a field without a colon', `curl https://h/p -H 'Authorization Bearer ${secret}'`, 'file:1:21'],
    ['a field with white space', `curl https://h/p -H 'Authorization : ${secret}'`, 'file:1:21'],
    ['a field on two lines', `curl https://h/p -H 'Authorization: ${secret}\n${secret}'`, 'file:1:21'],
    ['--user=', `curl --user=foo:${secret} https://h/p`, 'file:1:6'],
    ['--user in one word', `curl '--user foo:${secret}' https://h/p`, 'file:1:6'],
    ['--oauth2-bearer=', `curl --oauth2-bearer=${secret} https://h/p`, 'file:1:6'],
    ['--unknown=', `curl --unknown=${secret} https://h/p`, 'file:1:6'],
    ['--data-urlencode', `curl https://h/p --data-urlencode 'client_secret@${secret}'`, 'file:1:35'],
    ['a variable', `curl https://h/p -H "Authorization: Bearer ${secret}$X"`, 'file:1:21'],
    ['a password with $', `curl https://h/p -u "user:a$${secret}"`, 'file:1:21'],
    ['a command', `curl https://h/p -u "${secret}$(cat x)"`, 'file:1:21'],
    [
      'entries of a HAR file',
      `{"log":{"entries":[${entry(`https://u:${secret}@h/`)},${entry('https://h/')}]}}`,
      'file',
    ],
  ])('%s', (_, text, where) => {
    const { code, message, where: place, expected, actual, advice } = refusal(text);
    expect({ code, place }).toEqual({ code: 'ERR_INPUT', place: where });
    expect([message, expected, actual, advice].join('\n')).not.toContain(secret.slice(0, 4));
  });

  test('what is wrong is named', () => {
    expect(refusal(`curl --user=foo:${secret} https://h/p`)).toMatchObject({
      message: 'A value is attached to --user',
      expected: '--user and its value as two words',
    });
    expect(refusal(`curl https://h/p "a$X"`)).toMatchObject({ actual: 'a $variable' });
    expect(refusal('curl https://h/p "a$(b)"')).toMatchObject({ actual: 'a command to run' });
    expect(refusal('curl https://h/p "a`b`"')).toMatchObject({ actual: 'a command to run' });
    expect(refusal('curl ws://h/p')).toMatchObject({ actual: 'a URL with ws' });
  });
});

const field = (name: string, covered: string): Partial<Signer> => ({ moreFields: [[name, covered]] });
const covering = (name: string, value: string) => {
  const list = `(${[...names, name].map((each) => `"${each}"`).join(' ')})`;
  return {
    ...field(name, value),
    params: ({ keyid, created }: Signer) => `${list};keyid="${keyid}";created=${created}`,
    inputField: ({ keyid, created }: Signer) => `nopan_sig=${list};keyid="${keyid}";created=${created}`,
    lines: ({ host, method, target, digestField, contentType, lengthField }: Signer): Signer['lines'] => [
      ['@authority', host],
      ['@method', method],
      ['@request-target', target],
      ['content-digest', digestField],
      ['content-type', contentType],
      ['content-length', lengthField],
      [name, value],
    ],
  };
};

describe('credentials that are signed are explained without their value', () => {
  test.each(['cookie', 'set-cookie', 'authorization', 'proxy-authorization'])('%s, in the base', async (name) => {
    const explanation = await explainPart(covering(name, secret));
    expect(explanation.base.map(({ text }) => text)).toContain(`"${name}": [hidden, 13 characters]`);
    expect(explanation.findings.map(({ id }) => id)).not.toContain('unexplained');
    expect(JSON.stringify(explanation)).not.toContain(secret);
  });

  test('in a line that was added', async () => {
    const part = covering('cookie', secret);
    const { findings } = await explainPart({ moreFields: part.moreFields ?? [], lines: part.lines });
    expect(findings).toMatchObject([{ id: 'line-extra', before: '"cookie": [hidden, 13 characters]' }]);
  });

  test('in the end of a base without parameters', async () => {
    const part = {
      ...covering('cookie', secret),
      base: ({ lines }: Signer) => `${lines.map(([a, b]) => `"${a}": ${b}`).join('\n')}\n`,
    };
    const explanation = await explainPart(part);
    expect(explanation.findings.map(({ id }) => id)).toContain('base-line-feed-end');
    expect(JSON.stringify(explanation)).not.toContain(secret.slice(-6));
  });

  test('in a field that cannot be signed', async () => {
    const { findings } = await explainPart(covering('authorization', `${secret}\u00e9`));
    expect(findings[0]).toMatchObject({ id: 'component-unusable', before: 'U+00C3' });
    expect(JSON.stringify(findings)).not.toContain(secret);
  });
});
