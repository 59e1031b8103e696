import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { parseDictionary, serializeDictionary } from 'structured-headers';
import { describe, expect } from 'vitest';
import { fuzz } from '../fixtures/fuzz.ts';
import { hostileText, mutatedText } from '../fixtures/hostile.ts';
import { contentDigest, digestAlgorithms, verifyContentDigest } from './digest.ts';
import { created, lookup, pairs, request, signed } from './fixtures/nopan.ts';
import { readDetached, signDetached, verifyDetached } from './jws.ts';
import { fieldValue } from './message.ts';
import { SignatureError } from './signature-error.ts';
import { parseSignature, parseSignatureInput } from './signature-input.ts';
import { strictDictionary } from './structured-field.ts';

/** What comes of reading foreign text: the value, or undefined when it was refused as it should be. Anything else is a crash. */
function readOrRefused<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof SignatureError) return undefined;
    throw error;
  }
}

const { fields } = signed(request);
const input = fieldValue(fields, 'signature-input') ?? '';
const signature = fieldValue(fields, 'signature') ?? '';
const digest = fieldValue(fields, 'content-digest') ?? '';

const syntax = [
  '(',
  ')',
  '"',
  ';',
  ',',
  '=',
  ':',
  '?0',
  '@1',
  '1.0',
  '-',
  ' ',
  '\t',
  '\\',
  'a=',
  'nopan_sig=',
  ';created',
  ';alg="x"',
];
const foreign = (sound: readonly string[]) => fc.oneof(hostileText(syntax), mutatedText(sound, syntax));

describe('structured fields', () => {
  fuzz(
    'a dictionary is read, and means the same written anew, or is refused',
    foreign([input, signature, digest]),
    (text) => {
      const dictionary = readOrRefused(() => strictDictionary('Field', text, 'ERR_SIGNATURE_MALFORMED'));
      if (dictionary === undefined) return;
      expect(parseDictionary(serializeDictionary(dictionary))).toEqual(dictionary);
    },
  );

  fuzz(
    'a Signature-Input is read, and means the same written anew, or is refused',
    foreign([input, `other=();created=1, ${input}`]),
    (text) => {
      const read = readOrRefused(() => parseSignatureInput(text, 'nopan_sig'));
      if (read === undefined) return;
      expect(parseSignatureInput(`nopan_sig=${read.signatureParams}`, 'nopan_sig')).toEqual(read);
    },
  );

  fuzz(
    'a Signature is read from its only base64, or is refused',
    foreign([signature, `other=:AAAA:, ${signature}`]),
    (text) => {
      const read = readOrRefused(() => parseSignature(text, 'nopan_sig'));
      if (read !== undefined) expect(text).toContain(`nopan_sig=:${read.toString('base64')}:`);
    },
  );
});

describe('Content-Digest', () => {
  const { body } = request;
  const bytesOf = (member: unknown) => Buffer.from((member as [ArrayBuffer])[0]).toString('base64');
  const several = digestAlgorithms.map((algorithm) => contentDigest(body, algorithm)).join(', ');

  fuzz(
    'is accepted only with the digest of this body, and never with a wrong one beside it',
    foreign([digest, several]),
    (text) => {
      const algorithm = readOrRefused(() => verifyContentDigest(text, body, digestAlgorithms));
      if (algorithm === undefined) return;
      const right = (name: string) => createHash(name.replace('-', '')).update(body).digest('base64');
      const members = parseDictionary(text);
      for (const name of digestAlgorithms.filter((known) => members.has(known)))
        expect([name, bytesOf(members.get(name))]).toEqual([name, right(name)]);
      expect(text).toContain(`${algorithm}=:${right(algorithm)}:`);
    },
  );
});

describe('detached JWS', async () => {
  const body = Buffer.from('{"amount":1099}');
  const { value } = await signDetached(body, pairs['P-256'].signing, created);
  const [header = ''] = value.split('.');
  const others = ['..', '.', '=', 'A', 'eyJhbGciOiJub25lIn0', header, 'e30', '-', '_', '+', '/'];
  const longer = fc.constantFrom(...others, ' ', '\n').map((end) => value + end);
  const jws = fc.oneof(hostileText(others), mutatedText([value], others), longer);
  const profile = { header: 'X-JWS-Signature', iatWindowSeconds: 300 };

  fuzz('is read as it stands, or refused', jws, (text) => {
    const read = readOrRefused(() => readDetached(text));
    if (read !== undefined) expect(`${read.protectedHeader}..${read.signature}`).toBe(text);
  });

  fuzz('no other text than the one that was signed is accepted', jws, async (text) => {
    const verified = await verifyDetached(text, body, lookup, profile, created).catch((error: unknown) => {
      if (error instanceof SignatureError) return undefined;
      throw error;
    });
    if (verified !== undefined) expect(text).toBe(value);
  });

  const members = fc.record(
    {
      alg: fc.constantFrom('ES256', 'none', 'HS256', 'ES384', 256, null),
      kid: fc.constantFrom('key-P-256', 'key-P-384', '', 1, ['key-P-256']),
      iat: fc.constantFrom(created, String(created), created + 0.5, 1e300, -1),
      b64: fc.constantFrom(false, true, null, 'false'),
      crit: fc.constantFrom(['b64'], [], ['b64', 'x'], 'b64', null),
      [`__proto__`]: fc.jsonValue(),
      jwk: fc.jsonValue(),
    },
    { requiredKeys: [] },
  );

  fuzz('no header is accepted that the key’s owner did not sign', members, async (made) => {
    const forged = Buffer.from(JSON.stringify(made)).toString('base64url');
    const attempt = verifyDetached(`${forged}..${value.split('.')[2] ?? ''}`, body, lookup, profile, created);
    if (forged !== header) await expect(attempt).rejects.toBeInstanceOf(SignatureError);
  });
});
