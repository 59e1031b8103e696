import { generateKeyPairSync } from 'node:crypto';
import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { schemasDir } from '../../contract/locations.ts';
import { loadSchemas } from '../../contract/schemas.ts';
import { CertifyError } from '../../errors.ts';
import { archiveOf } from '../archive.ts';
import { sealed } from '../envelope.ts';
import { catalogue, feature, smallPackage, smallResult } from '../fixtures/small-package.ts';
import { jsonContent, names, sha256, type Member } from '../member.ts';
import { readPackage } from '../read-package.ts';
import { signerOf, type Signer } from '../signer.ts';
import { standingOf, type Known, type Standing } from '../standing.ts';
import { isSignOff, memberName } from './member-name.ts';
import { withSignOff } from './sign.ts';
import { signOffStatement, type Review } from './statement.ts';

const schemas = loadSchemas(schemasDir);
const person = (): Promise<Signer> => signerOf(generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey);
const [merchant, ada, ben] = await Promise.all([person(), person(), person()]);
const finished = Date.parse('2026-01-19T12:00:00.000Z');
const original = smallPackage(merchant);

const review = (changes: Partial<Review> = {}): Review => ({
  reviewer: { name: 'Ada Moreau', role: 'Head of Payments' },
  decision: 'approved',
  timestamp: '2026-01-19T15:30:00.000Z',
  ...changes,
});
const rejected = { decision: 'rejected', note: 'No refunds.', timestamp: '2026-01-19T16:00:00.000Z' } as const;
const conditional = { decision: 'approved-with-conditions', note: 'After ACME-42.' } as const;
const byBen = { reviewer: { name: 'Ben Oduya', role: 'CISO' } };

const unzipped = (archive: Buffer): Member[] =>
  Object.entries(unzipSync(archive)).map(([name, content]) => ({ name, content }));

/** A package with these sign-offs, one after the other. */
const signed = (...reviews: readonly (readonly [Signer, Partial<Review>?])[]): Buffer =>
  reviews.reduce((bytes, [{ key }, changes]) => withSignOff(unzipped(bytes), review(changes), key), original);

const standing = async (bytes: Buffer, known: Partial<Known> = {}): Promise<Standing> =>
  standingOf(await readPackage(bytes, schemas), {
    ...{ keys: [merchant.key], catalogue: { version: '0.1.0', members: [catalogue, feature] } },
    ...{ reports: { agree: [], differ: [], unproven: [] }, now: Date.parse('2026-01-20T12:00:00Z') },
    ...known,
  });

const problemOf = (bytes: Buffer, known: Partial<Known> = {}): Promise<unknown> =>
  standing(bytes, known).then(
    () => undefined,
    (error: unknown) => (error instanceof CertifyError ? error : Promise.reject(error as Error)),
  );

const texts = ({ claims }: Standing, wanted: boolean): string[] =>
  claims.flatMap(({ about, proven, text }) => (about === 'sign-off' && proven === wanted ? [text] : []));

const all = 'Sign-offs: that these are all. Anyone who has the file can remove one, but not change it.';

it('a sign-off leaves every byte that was signed before as it was', async () => {
  const members = unzipped(signed([ada]));
  expect(archiveOf(members.filter((member) => !isSignOff(member))).equals(original)).toBe(true);
  const [signOff] = (await readPackage(signed([ada]), schemas)).signOffs;
  expect(signOff).toMatchObject({ ...review(), bySigner: false, key: { keyid: ada.key.keyid } });
});

it('a known reviewer has decided', async () => {
  const found = await standing(signed([ada]), { reviewers: [ben.key, ada.key], required: ['sign-off'] });
  expect(found.verdict).toBe('VERIFIES');
  expect(found.unmet).toEqual(['certified: the run is INCOMPLETE.']);
  expect(texts(found, true)).toEqual([
    `Sign-off: approved by Ada Moreau (Head of Payments) on 2026-01-19 at 15:30 UTC, with the reviewer’s key ${ada.key.keyid}.`,
  ]);
  expect(texts(found, false)).toEqual([all]);
});

it.each<[string, readonly (readonly [Signer, Partial<Review>?])[], Partial<Known>, string, number, string | undefined]>(
  [
    [
      'nobody',
      [],
      { reviewers: [ada.key] },
      'VERIFIES',
      4,
      'sign-off: missing; no reviewer named with --reviewer-key has decided.',
    ],
    [
      'no key named',
      [[ada]],
      {},
      'VERIFIES',
      4,
      'sign-off: no reviewer is known; name the public key with --reviewer-key.',
    ],
    [
      'an unknown key',
      [[ada]],
      { reviewers: [ben.key] },
      'VERIFIES',
      4,
      'sign-off: missing; no reviewer named with --reviewer-key has decided.',
    ],
    [
      'the merchant’s own key',
      [[merchant]],
      { reviewers: [merchant.key] },
      'VERIFIES',
      4,
      'sign-off: missing; no reviewer named with --reviewer-key has decided.',
    ],
    [
      'a rejection',
      [[ada, rejected]],
      { reviewers: [ada.key] },
      'REJECTED',
      1,
      'sign-off: rejected by Ada Moreau (Head of Payments) on 2026-01-19 at 16:00 UTC.',
    ],
    ['an unknown rejection', [[ada], [ben, rejected]], { reviewers: [ada.key] }, 'VERIFIES', 4, undefined],
    [
      'conditions',
      [[ada, conditional]],
      { reviewers: [ada.key] },
      'VERIFIES',
      4,
      'sign-off: only approved with conditions by Ada Moreau (Head of Payments) on 2026-01-19 at 15:30 UTC.',
    ],
    [
      'conditions that another reviewer does not have',
      [
        [ada, conditional],
        [ben, byBen],
      ],
      { reviewers: [ada.key, ben.key] },
      'VERIFIES',
      4,
      'sign-off: only approved with conditions by Ada Moreau (Head of Payments) on 2026-01-19 at 15:30 UTC.',
    ],
    [
      'conditions that are met',
      [
        [ada, { timestamp: '2026-01-20T08:00:00Z' }],
        [ada, conditional],
      ],
      { reviewers: [ada.key] },
      'VERIFIES',
      4,
      undefined,
    ],
    [
      'two that contradict each other',
      [[ada], [ben, { ...rejected, ...byBen }]],
      { reviewers: [ada.key, ben.key] },
      'CONTRADICTORY SIGN-OFFS',
      1,
      'sign-off: contradictory: approved by Ada Moreau (Head of Payments) on 2026-01-19 at 15:30 UTC; rejected by Ben Oduya (CISO) on 2026-01-19 at 16:00 UTC.',
    ],
  ],
)('--require sign-off, %s', async (_name, reviews, known, verdict, exitCode, unmet) => {
  const found = await standing(signed(...reviews), { ...known, required: ['sign-off'] });
  expect([found.verdict, found.exitCode]).toEqual([verdict, exitCode]);
  expect(found.unmet.filter((text) => !text.startsWith('certified'))).toEqual(unmet === undefined ? [] : [unmet]);
});

it('a rejection by a known reviewer counts without being asked for', async () => {
  const found = await standing(signed([ada, rejected]), { reviewers: [ada.key] });
  expect([found.verdict, found.exitCode]).toEqual(['REJECTED', 1]);
});

it('decisions that do not count are named', async () => {
  const bytes = signed([merchant, { timestamp: '2026-01-19T14:00:00Z' }], [ada], [ben, { ...rejected, ...byBen }]);
  const found = await standing(bytes, { reviewers: [merchant.key] });
  expect(texts(found, true)).toEqual([]);
  const [own, unknown, no, contradiction, last] = texts(found, false);
  expect(own).toContain(`, but with the key ${merchant.key.keyid} that signed the package itself, so it is no review.`);
  expect(unknown).toContain(
    `, with the unknown key ${ada.key.keyid}: --reviewer-key names another, so it does not count.`,
  );
  expect(no).toMatch(/^Sign-off: rejected by Ben Oduya \(CISO\) .* Note: “No refunds\.”$/);
  expect(contradiction).toMatch(
    /^Sign-offs contradict each other: approved by Ada Moreau .*; rejected by Ben Oduya .*\. Ask /,
  );
  expect(last).toBe(all);
  expect(texts(await standing(bytes), false)[1]).toContain(
    'Whose key it is must be known from elsewhere: name it with',
  );
});

describe('it does not verify:', () => {
  const [member] = unzipped(signed([ada])).filter(isSignOff) as [Member];
  const others = unzipped(original);
  const withMember = (name: string, content: Uint8Array): Buffer => archiveOf([...others, { name, content }]);
  const attestation = others.find(({ name }) => name === names.envelope)?.content ?? Buffer.alloc(0);
  const statement = signOffStatement(review(), ada.key, sha256(attestation));
  /** A statement that somebody made by hand, signed with a key. */
  const made = (changed: object, { key } = ada): Buffer => {
    const payload = jsonContent(changed);
    return withMember(memberName(payload), jsonContent(sealed(payload, key)));
  };
  const altered = (): Buffer => {
    const payload = jsonContent({
      ...statement,
      predicate: { ...statement.predicate, ...conditional, result: 'fail' },
    });
    const { signatures } = sealed(jsonContent(statement), ada.key);
    const envelope = { ...sealed(payload, ada.key), signatures };
    return withMember(memberName(payload), jsonContent(envelope));
  };
  const other = smallPackage(merchant, smallResult({ finishedAt: '2026-01-19T12:00:01.000Z' }));

  it.each<[string, Buffer, string]>([
    ['made by hand, as we write it', made(statement), ''],
    ['moved to another package', archiveOf([...unzipped(other), member]), 'The sign-off is about another package'],
    ['an altered decision', altered(), 'The signature does not verify'],
    ['signed with another key than it names', made(statement, ben), 'The envelope was changed'],
    ['renamed', withMember('sign-offs/ada.dsse.json', member.content), 'The sign-off was renamed'],
    ['no sign-off at all', withMember('sign-offs/notes.txt', Buffer.from('approved!')), 'A member is not JSON'],
    [
      'one more space',
      withMember(member.name, Buffer.concat([member.content, Buffer.from(' ')])),
      'The envelope was changed',
    ],
    [
      'passed and rejected at once',
      made({ ...statement, predicate: { ...statement.predicate, decision: 'rejected' } }),
      'The sign-off contradicts itself',
    ],
    [
      'another kind of statement',
      made({ ...statement, predicateType: 'https://example.com/other' }),
      'A member is not as this version writes it: /predicateType',
    ],
    [
      'a key that its thumbprint does not name',
      made({ ...statement, predicate: { ...statement.predicate, key: { ...statement.predicate.key, kid: 'ada' } } }),
      'The signing key is no public key named by its thumbprint',
    ],
    [
      'dated in the future',
      signed([ada, { timestamp: '2026-01-20T12:06:00Z' }]),
      'The sign-off is dated in the future',
    ],
    [
      'dated before the run',
      signed([ada, { timestamp: '2026-01-19T11:54:00Z' }]),
      'The sign-off is dated before the run ended',
    ],
    [
      'more than anyone reads',
      archiveOf([...others, ...Array.from({ length: 101 }, (_, index) => ({ ...member, name: `sign-offs/${index}` }))]),
      'The package has too many sign-offs',
    ],
  ])('%s', async (_name, bytes, message) => {
    const problem = await problemOf(bytes, { reviewers: [ada.key] });
    if (message === '') expect(problem).toBeUndefined();
    else expect(problem).toMatchObject({ code: 'ERR_PACKAGE', message: expect.stringContaining(message) as string });
  });

  it('any changed bit', async () => {
    const unnoticed = [];
    for (let position = 0; position < member.content.length; position += 13) {
      const content = Buffer.from(member.content);
      content[position] = (content[position] ?? 0) ^ (1 << (position % 8));
      if ((await problemOf(withMember(member.name, content))) === undefined) unnoticed.push(position);
    }
    expect(unnoticed).toEqual([]);
  });
});

it('clocks may differ by a few minutes', async () => {
  expect(await problemOf(signed([ada, { timestamp: new Date(finished - 60_000).toISOString() }]))).toBeUndefined();
});
