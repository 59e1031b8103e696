import { generateKeyPairSync } from 'node:crypto';
import { expect, it } from 'vitest';
import { sandboxIdentity } from '../certification/fixtures/identity.ts';
import { schemasDir } from '../contract/locations.ts';
import { loadSchemas } from '../contract/schemas.ts';
import type { Result } from '../contract/types/result.ts';
import { catalogue, feature, membersOf, smallPackage, smallResult } from './fixtures/small-package.ts';
import { readPackage } from './read-package.ts';
import { alwaysRequired, exitCodeOf, unmetBy } from './requirements.ts';
import { signerOf, type Signer } from './signer.ts';
import { standingOf, type Known, type Standing } from './standing.ts';

const own = await signerOf(generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey);
const ephemeral = await signerOf();
const finished = Date.parse('2026-01-19T12:00:00.000Z');
const day = 86_400_000;
const ours = { version: '0.1.0', members: [catalogue, feature] };
const noReports = { agree: [], differ: [], unproven: [] };

const texts = ({ claims }: Standing, wanted: boolean): string[] =>
  claims.flatMap(({ proven, text }) => (proven === wanted ? [text] : []));

interface Case extends Partial<Known> {
  readonly signer?: Signer;
  readonly result?: Result;
  readonly members?: ReturnType<typeof membersOf>;
}

async function standing({ signer = own, result = smallResult(), members, ...known }: Case): Promise<Standing> {
  const bytes = smallPackage(signer, result, members ?? membersOf(result));
  const pack = await readPackage(bytes, loadSchemas(schemasDir));
  return standingOf(pack, {
    ...{ keys: [], catalogue: ours, reports: noReports, now: finished + day },
    ...known,
  });
}

const mock = { kind: 'mock', name: 'mock', baseUrl: 'https://127.0.0.1:1', official: false } as const;

it('with a known key the signer is proven', async () => {
  const found = await standing({ keys: [ephemeral.key, own.key], result: smallResult({ target: mock }) });
  expect([found.verdict, found.signerKnown, found.stale]).toEqual(['VERIFIES', true, false]);
  expect(texts(found, true)).toEqual([
    'Integrity: 7 members, each as it was signed; none is missing, none was added.',
    `Signature: made with the key ${own.key.keyid} (ecdsa-p256-sha256).`,
    'Signer: the holder of the key that was named.',
    'Catalogue: every spec and feature equals that of this version of nopan-certify.',
    'Age: 1 day by the signer’s clock; a certification counts for 90.',
  ]);
  expect(texts(found, false)).toEqual([
    'Target: the embedded mock, which is not Nopan; 0 scenarios passed against it.',
    'Use: that the run was judged by the 2 specs and features inside is its signer’s word.',
    'Time: when it ran is its signer’s word, too.',
  ]);
});

it.each([
  [own, 'Signer: not asked. Whose key it is must be known from elsewhere: name it with --key.'],
  [ephemeral, 'Signer: unknown. The key was made for this package alone, so that anybody could have made all of it.'],
])('without one it is not', async (signer, text) => {
  const found = await standing({ signer });
  expect([found.verdict, found.signerKnown, texts(found, false)[0]]).toEqual(['UNKNOWN SIGNER', false, text]);
});

it('a package of someone else is refused', async () => {
  await expect(standing({ signer: ephemeral, keys: [own.key] })).rejects.toMatchObject({
    code: 'ERR_PACKAGE',
    message: 'The package was signed by someone else',
    actual: `one of the ephemeral key ${ephemeral.key.keyid}`,
  });
});

it('it counts for 90 days', async () => {
  expect((await standing({ now: finished + 90 * day })).stale).toBe(false);
  const found = await standing({ now: finished + 90 * day + 1 });
  expect([found.verdict, found.stale, texts(found, false)[1]]).toEqual([
    'STALE',
    true,
    'Age: stale, 90 days by the signer’s clock; a certification counts for 90.',
  ]);
});

it('one dated in the future is rejected, except for what clocks differ by', async () => {
  await standing({ now: finished - 60_000 });
  await expect(standing({ now: finished - 600_000 })).rejects.toMatchObject({
    message: 'The run is dated in the future',
    actual: '2026-01-19T12:00:00.000Z',
    expected: '2026-01-19T11:50:00.000Z',
  });
});

it('another catalogue is told', async () => {
  const changed = { name: feature.name, content: Buffer.from('Feature: A\n\n') };
  const extra = { name: 'specs/schemas/x.json', content: Buffer.from('{}') };
  const found = await standing({ keys: [own.key], catalogue: { ...ours, members: [catalogue, changed, extra] } });
  expect([found.verdict, found.exitCode, found.catalogue.differ]).toEqual([
    'CATALOGUE DIFFERS',
    1,
    ['features/a.feature', 'specs/schemas/x.json'],
  ]);
  expect(texts(found, false)).toContain(
    'Catalogue: it verifies, but its catalogue differs: 2 files changed, missing or extra: features/a.feature, specs/schemas/x.json.',
  );
  expect(found.unmet[0]).toBe('The catalogue differs from that of this version: 2 files.');
});

it('that of another version cannot be compared', async () => {
  const found = await standing({ keys: [own.key], catalogue: { ...ours, version: '0.2.0' } });
  expect([found.verdict, found.exitCode]).toEqual(['CATALOGUE UNKNOWN', 4]);
  expect(texts(found, false)).toContain(
    'Catalogue: from nopan-certify 0.1.0, which this version cannot compare. Verify with that version.',
  );
});

const run = { verdict: 'CERTIFIED', target: { official: false } };
const facts = (changes: object = {}, result: object = {}) =>
  ({
    ...{ signerKnown: true, stale: false, reports: { differ: [] }, catalogue: { comparable: true, differ: [] } },
    ...{ signOffs: [], reviewersNamed: false },
    ...changes,
    result: { ...smallResult(), ...run, ...result },
  }) as unknown as Parameters<typeof unmetBy>[0];

it.each([
  [0, [], facts(), []],
  [4, ['signer: unknown; name the public key with --key.'], facts({ signerKnown: false }), []],
  [4, ['certified: the run is INCOMPLETE.'], facts({}, { verdict: 'INCOMPLETE' }), []],
  [1, ['certified: the run is NOT CERTIFIED.'], facts({}, { verdict: 'NOT CERTIFIED' }), []],
  [1, ['official: the target is not proven to be Nopan’s sandbox.'], facts(), ['official']],
  [0, [], facts({}, { target: { official: true } }), ['official']],
  [
    1,
    ['The certification is stale.', 'certified: the run is INCOMPLETE.'],
    facts({ stale: true }, { verdict: 'INCOMPLETE' }),
    [],
  ],
] as const)('leads to exit code %i: %j', (exitCode, texts, known, required) => {
  const unmet = unmetBy(known, [...alwaysRequired, ...required]);
  expect(unmet.map(({ text }) => text)).toEqual(texts);
  expect(exitCodeOf(unmet)).toBe(exitCode);
});

it.each([
  [
    { ...mock, defects: ['hmac-missing'] },
    'Target: a mock that was broken on purpose (hmac-missing). Nothing is certified here.',
  ],
  [
    { ...mock, kind: 'sandbox', baseUrl: 'https://api.sandbox.nopan.dev', official: true, identity: sandboxIdentity },
    'Target: https://api.sandbox.nopan.dev, Nopan’s sandbox by 34.117.59.81 with a certificate of CN=An authority; 0 scenarios passed against it by its signer’s word.',
  ],
  [
    { ...mock, kind: 'sandbox', baseUrl: 'https://api.sandbox.nopan.dev', official: true },
    'Target: https://api.sandbox.nopan.dev, named as Nopan’s sandbox, not proven (Neither its IP address nor its certificate was recorded); 0 scenarios passed against it by its signer’s word.',
  ],
  [
    { ...mock, kind: 'sandbox' },
    'Target: https://127.0.0.1:1, not Nopan’s address; 0 scenarios passed against it by its signer’s word.',
  ],
] as const)('the target is told', async (target, text) => {
  const { host } = new URL(target.baseUrl);
  const name = target.kind === 'sandbox' ? host : 'mock';
  const result = smallResult({
    target: {
      ...target,
      name,
      ...('defects' in target && { defects: [...target.defects] }),
    } as unknown as Result['target'],
  });
  expect(texts(await standing({ result }), false)).toContain(text);
});

it('checks of the user’s own are told', async () => {
  const members = [...membersOf(smallResult()), { name: 'own/a.feature', content: Buffer.from('Feature: own\n') }];
  expect(texts(await standing({ members }), false)).toContain(
    'Own checks: 1 of these are the user’s own, and no part of nopan-certify.',
  );
});

it('reports that the result does not give are told before anything else', async () => {
  const reports = { agree: ['reports/a.md'], differ: ['reports/b.html'], unproven: ['reports/c.ndjson'] };
  const found = await standing({ reports, now: finished + 91 * day });
  expect(found.verdict).toBe('REPORTS DIFFER');
  const told = found.claims.filter(({ about }) => about === 'reports').map(({ proven, text }) => [proven, text]);
  expect(told).toEqual([
    [
      true,
      'Reports: made again from the result, they are the same, byte for byte once evidence is unpacked, and so say what it says: reports/a.md.',
    ],
    [
      false,
      'Reports: made again from the result, they are others, and so may say something else: reports/b.html. Read the result, or ask for the package again.',
    ],
    [
      false,
      'Reports: whether they say what the result says is not shown, since this version cannot make them again from it: reports/c.ndjson.',
    ],
  ]);
});
