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
const attested = (ids: readonly string[], date = '2030-01-05') =>
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

// It is noon of 2030-06-01.
test.each([
  ['2999-01-01', 'is dated in the future'],
  ['2030-06-03', 'is dated in the future'],
  ['2029-05-31', 'is more than 12 months old'],
  ['1900-01-01', 'is more than 12 months old'],
])('an attestation of %s is refused', async (date, problem) => {
  expect(await withAttestations(attested(['KEY-01'], date))).toEqual({
    outcome: 'error',
    found: `The attestation of KEY-01 ${problem}`,
    where: '/config.yaml /attestations/KEY-01/date',
    expected: 'a day from 2029-06-01 to 2030-06-01',
    actual: date,
    advice: 'Check again and update the date; if nobody has checked, remove the attestation.',
  });
});

test.each(['2029-06-01', '2030-06-01', '2030-06-02'])(
  'an attestation of %s counts: in the east it is tomorrow',
  async (date) => {
    expect(await withAttestations(attested(['KEY-01'], date))).toMatchObject({ outcome: 'skipped' });
  },
);
