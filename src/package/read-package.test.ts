import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { schemasDir } from '../contract/locations.ts';
import { loadSchemas } from '../contract/schemas.ts';
import { CertifyError } from '../errors.ts';
import { archiveOf } from './archive.ts';
import { sealed } from './envelope.ts';
import { catalogue, membersOf, smallPackage, smallResult } from './fixtures/small-package.ts';
import { jsonContent, names, type Member } from './member.ts';
import { readPackage } from './read-package.ts';
import { signerOf } from './signer.ts';
import { statementOf } from './statement.ts';

const schemas = loadSchemas(schemasDir);
const signer = await signerOf();
const unzipped = (archive: Buffer): Member[] =>
  Object.entries(unzipSync(archive)).map(([name, content]) => ({ name, content }));

/** Its signature has a character that URL-safe base64 writes otherwise, as most have. */
function signedPackage(): Buffer {
  const made = smallPackage(signer);
  const envelope = unzipped(made).find(({ name }) => name === names.envelope)?.content ?? [];
  return /"sig": ".*[+/]/.test(Buffer.from(envelope).toString()) ? made : signedPackage();
}
const bytes = signedPackage();
const members: readonly Member[] = unzipped(bytes);

const problemOf = (changed: Buffer): Promise<CertifyError | undefined> =>
  readPackage(changed, schemas).then(
    () => undefined,
    (error: unknown) => {
      if (error instanceof CertifyError) return error;
      throw error;
    },
  );

/** The package with another content under some names; undefined: without the member. */
const changed = (changes: Readonly<Record<string, string | undefined>>): Buffer => {
  const others = members.filter(({ name }) => !(name in changes));
  const given = Object.entries(changes).flatMap(([name, content]) =>
    content === undefined ? [] : [{ name, content: Buffer.from(content) }],
  );
  return archiveOf([...others, ...given]);
};

const text = (name: string): string =>
  Buffer.from(members.find((member) => member.name === name)?.content ?? []).toString();

it('a package is read', async () => {
  const { result, manifest, statement, key } = await readPackage(bytes, schemas);
  expect(result).toEqual(smallResult());
  expect(manifest.signer).toEqual({ kind: 'ephemeral', keyid: signer.key.keyid });
  expect(key.keyid).toBe(signer.key.keyid);
  expect(statement.subject.map(({ name }) => name)).toEqual([
    ...['manifest.json', 'reports/result.json', 'reports/summary.md', 'signing-key.jwk.json'],
  ]);
  expect(statement.predicate.configuration.map(({ name }) => name)).toEqual([
    ...['features/a.feature', 'specs/requirements.yaml'],
  ]);
});

it('each byte of it counts, and each bit of a byte', async () => {
  const unnoticed: number[] = [];
  for (let position = 0; position < bytes.length; position++) {
    const flipped = Buffer.from(bytes);
    flipped[position] = (flipped[position] ?? 0) ^ (1 << (position % 8));
    const problem = await problemOf(flipped);
    if (problem?.code !== 'ERR_PACKAGE') unnoticed.push(position);
  }
  expect(unnoticed).toEqual([]);
});

describe('what was changed is named:', () => {
  const envelope = text(names.envelope);
  const other = JSON.parse(envelope) as { signatures: { sig: string }[] };

  it.each<[string, Buffer, string, string]>([
    ['a report', changed({ 'reports/summary.md': '# Certified\n' }), 'A member was changed', 'reports/summary.md'],
    ['a missing report', changed({ 'reports/summary.md': undefined }), 'A member is missing', 'reports/summary.md'],
    ['an added file', changed({ 'reports/b.md': 'x' }), 'The archive has a member that was not signed', 'reports/b.md'],
    [
      'no envelope',
      changed({ [names.envelope]: undefined }),
      'The archive is no package of nopan-certify',
      names.envelope,
    ],
    [
      'no key',
      changed({ [names.signingKey]: undefined }),
      'The archive is no package of nopan-certify',
      names.signingKey,
    ],
    ['no JSON', changed({ [names.envelope]: '{' }), 'A member is not JSON', names.envelope],
    ['white space', changed({ [names.envelope]: `${envelope} ` }), 'The envelope was changed', names.envelope],
    [
      'URL-safe base64',
      changed({ [names.envelope]: envelope.replace(/(?<="sig": ".*)[+/]/, '_') }),
      'The envelope was changed',
      names.envelope,
    ],
    [
      'another key id',
      changed({ [names.envelope]: envelope.replace(signer.key.keyid, 'k') }),
      'The envelope was changed',
      names.envelope,
    ],
    [
      'another key',
      changed({ [names.signingKey]: text(names.signingKey).replace(signer.key.keyid, 'k') }),
      'The signing key is no public key named by its thumbprint',
      names.signingKey,
    ],
    [
      'a signature of something else',
      changed({
        [names.envelope]: jsonContent({
          ...other,
          signatures: sealed(Buffer.from('{}'), signer.key).signatures,
        }).toString(),
      }),
      'The signature does not verify',
      names.envelope,
    ],
  ])('%s', async (_name, archive, message, where) => {
    expect(await problemOf(archive)).toMatchObject({ code: 'ERR_PACKAGE', message, where });
  });
});

describe('a signer cannot state what is not so:', () => {
  /** A package whose statement, and members, its signer made by hand. */
  const signed = (stated: readonly Member[], statement: object): Buffer =>
    archiveOf([...stated, { name: names.envelope, content: jsonContent(sealed(jsonContent(statement), signer.key)) }]);
  const stated = members.filter(({ name }) => name !== names.envelope);
  const honest = statementOf(stated, smallResult());

  it('the honest statement is accepted', async () => {
    expect(await problemOf(signed(stated, honest))).toBeUndefined();
  });

  it('another outcome than the result', async () => {
    const statement = { ...honest, predicate: { ...honest.predicate, result: 'WARNED' } };
    expect(await problemOf(signed(stated, statement))).toMatchObject({
      message: 'The attestation says something else than the result',
    });
  });

  it('another catalogue than the one inside', async () => {
    const others = stated.map((member) =>
      member.name === catalogue.name ? { ...catalogue, content: Buffer.from('[]') } : member,
    );
    expect(await problemOf(signed(others, statementOf(others, smallResult())))).toMatchObject({
      message: 'The specs in the package do not match the digest in the result',
    });
  });

  it('another type of statement', async () => {
    const statement = { ...honest, predicateType: 'https://example.com/other' };
    expect(await problemOf(signed(stated, statement))).toMatchObject({
      where: 'attestation.dsse.json#/payload',
      message: expect.stringContaining('A member is not as this version writes it: /predicateType ') as string,
    });
  });
});

it('but for the signature, the same run gives the same package', async () => {
  const again = await readPackage(smallPackage(signer, smallResult(), membersOf(smallResult()).reverse()), schemas);
  const first = await readPackage(bytes, schemas);
  expect(again.envelope.payload).toBe(first.envelope.payload);
});
