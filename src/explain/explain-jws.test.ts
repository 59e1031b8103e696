import { createHash, sign } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { FlattenedSign } from 'jose';
import { created, explainText, ids, pairs, publicPem } from './fixtures/wrong-signer.ts';
import { jwsDeviations } from '../signing/deviations/jws.ts';

const { privateKey, publicKey } = pairs['P-256'];
const body = '{"amount": 1099}';
const base64url = (text: string | Buffer): string => Buffer.from(text).toString('base64url');
const header = { alg: 'ES256', kid: 'key-1', iat: created, b64: false, crit: ['b64'] };
const encoded = base64url(JSON.stringify(header));
const es256 = (input: string | Buffer, hash = 'sha256', dsaEncoding: 'der' | 'ieee-p1363' = 'ieee-p1363') =>
  base64url(sign(hash, Buffer.from(input), { key: privateKey, dsaEncoding }));
const request = (value: string, content = body): string =>
  `POST /payments HTTP/1.1\nHost: api.sandbox.nopan.dev\nContent-Length: ${Buffer.byteLength(content)}\nX-JWS-Signature: ${value}\n\n${content}`;
const explained = (value: string) => explainText(request(value), publicPem(publicKey));

const wrongs: Readonly<Record<string, string>> = {
  'jws-body-other': es256(`${encoded}.${body}\n`),
  'jws-payload-encoded': es256(`${encoded}.${base64url(body)}`),
  'jws-payload-hashed': es256(`${encoded}.${createHash('sha256').update(body).digest('hex')}`),
  'jws-header-decoded': es256(`${JSON.stringify(header)}.${body}`),
  'jws-header-missing': es256(body),
  'jws-dots': es256(`${encoded}..${body}`),
  'jws-hashed-twice': es256(createHash('sha256').update(`${encoded}.${body}`).digest()),
  'jws-hash-other': es256(`${encoded}.${body}`, 'sha512'),
  'jws-der': es256(`${encoded}.${body}`, 'sha256', 'der'),
};

describe('a detached JWS', () => {
  test('of jose holds', async () => {
    const { protected: head = '', signature } = await new FlattenedSign(Buffer.from(body))
      .setProtectedHeader(header)
      .sign(privateKey);
    expect(await explained(`${head}..${signature}`)).toMatchObject({
      profile: 'detached-jws',
      verifies: true,
      findings: [],
    });
  });

  test.each(Object.entries(wrongs))('%s', async (id, signature) => {
    const explanation = await explained(`${encoded}..${signature}`);
    expect([explanation.verifies, ids(explanation)]).toEqual([false, [id]]);
  });

  test('there is one for each row of the table', () => {
    // A line feed behind a body and behind the signing input are the same.
    const rows = jwsDeviations.map(({ id }) => id).filter((id) => id !== 'jws-line-feed-end');
    expect(Object.keys(wrongs).toSorted()).toEqual(rows.toSorted());
  });

  test('a line feed behind an empty body', async () => {
    const text = request(`${encoded}..${es256(`${encoded}.\n`)}`, '');
    expect(ids(await explainText(text, publicPem(publicKey)))).toEqual(['jws-line-feed-end']);
  });

  test('two deviations', async () => {
    const explanation = await explained(
      `${encoded}..${es256(`${encoded}.${base64url(`${body}\n`)}`, 'sha256', 'der')}`,
    );
    expect(ids(explanation)).toEqual(['unexplained']);
    expect(ids(await explained(`${encoded}..${es256(`${encoded}.${base64url(body)}`, 'sha256', 'der')}`))).toEqual([
      'jws-payload-encoded',
      'jws-der',
    ]);
  });

  test.each([
    ['attached', ['jws-attached'], `${encoded}.${base64url(body)}.${es256(`${encoded}.${body}`)}`],
    ['alg none', ['jws-header'], `${base64url(JSON.stringify({ ...header, b64: undefined, alg: 'none' }))}..`],
    ['in milliseconds', ['created-in-milliseconds'], milliseconds()],
    ['no JWS', ['jws-malformed'], 'abc'],
  ])('%s', async (_, expected, value) => {
    const explanation = await explained(value);
    expect([explanation.verifies, ids(explanation)]).toEqual([false, expected]);
  });

  function milliseconds(): string {
    const head = base64url(JSON.stringify({ ...header, iat: created * 1000 }));
    return `${head}..${es256(`${head}.${body}`)}`;
  }
});
