import { afterAll, beforeAll, expect, test } from 'vitest';
import { requirementsFile, schemasDir } from '../../contract/locations.ts';
import { loadRequirements } from '../../contract/requirements.ts';
import { loadSchemas } from '../../contract/schemas.ts';
import { examined, soundCredentials, told, type Credentials } from '../fixtures/credentials.ts';

let sound: Credentials;
beforeAll(async () => {
  sound = await soundCredentials();
});
afterAll(() => {
  sound.remove();
});

const reviews = loadRequirements(requirementsFile, loadSchemas(schemasDir)).filter(({ review }) => review);
const attested = (ids: readonly string[], date = '2026-01-05') =>
  Object.fromEntries(ids.map((id) => [id, { by: 'Ada Example', date, note: 'Looked at' }]));
const withAttestations = async (attestations: ReturnType<typeof attested>) =>
  told(await examined({ ...sound.config, attestations }), 'attestations');

test('names the mandatory ones that nobody has attested', async () => {
  const due = reviews.filter(({ level }) => level === 'MUST').map(({ id }) => id);
  const [first = '', ...others] = due;
  expect(await withAttestations(attested(others))).toMatchObject({
    outcome: 'skipped',
    found: `not attested yet: ${first}`,
  });
  expect(await withAttestations(attested(due))).toMatchObject({
    outcome: 'ok',
    found: `${due.length} requirements are attested, all mandatory ones among them`,
  });
});

test('of a day to come there is no attestation', async () => {
  expect(await withAttestations(attested(['KEY-01'], '2999-01-01'))).toMatchObject({
    outcome: 'error',
    found: 'The attestation of KEY-01 is of a day to come',
    where: '/config.yaml /attestations/KEY-01/date',
    actual: '2999-01-01',
  });
});
