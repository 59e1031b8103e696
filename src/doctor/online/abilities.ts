import { why } from '../../conversation/ability.ts';
import { absenceOf, probeEndpoints, type Sights } from '../../conversation/ability-probe.ts';
import { withApproval, type EndpointAbility } from '../../target/connection.ts';
import { ok, skipped, warning, type Check, type Verdict } from '../check.ts';
import { calling } from './needs.ts';
import type { OnlineSubject } from './subject.ts';

/** Test endpoints that Nopan's pages name: `/mock/set` (OAS), approve (SK-TEST). */
const documented: readonly EndpointAbility[] = ['mocking', 'approve'];

/** The target has the test endpoints that scenarios need. Starts a payment for that and cancels it. */
export const abilityChecks: readonly Check<OnlineSubject>[] = [
  {
    id: 'target.abilities',
    heading: 'Credentials at the target',
    title: 'test endpoints',
    source: 'OAS, SK-TEST',
    needs: [
      ...calling,
      'target.clock',
      'credentials.certificate',
      'credentials.keyid',
      'credentials.token',
      'credentials.call',
      'credentials.accounts',
    ],
    examine: endpoints,
  },
];

async function endpoints(subject: OnlineSubject): Promise<Verdict> {
  const environment = await subject.environment();
  const { lacking } = environment.connection;
  if (lacking !== undefined) return skipped('the configuration lists them (target.abilities)');
  const seen = await probeEndpoints(environment, documented);
  const missing = documented.filter((ability) => typeof seen.get(ability) === 'number');
  if (missing.length > 0) return lacks(subject, missing, seen);
  const unclear = documented.filter((ability) => seen.get(ability) === 'unclear');
  return unclear.length > 0
    ? skipped(`the target’s responses do not show whether it has: ${unclear.join(', ')}`)
    : ok('/mock/set, approve');
}

function lacks({ configuration }: OnlineSubject, missing: readonly EndpointAbility[], seen: Sights): Verdict {
  const found = documented.filter((ability) => !missing.includes(ability));
  const connection = {
    abilities: withApproval(found),
    lacking: Object.fromEntries(missing.map((ability) => [ability, absenceOf(ability, Number(seen.get(ability)))])),
  };
  const whys = [...new Set(missing.map((ability) => why(ability, connection)))].join(', and ');
  return warning(`About the target: ${whys}`, {
    where: configuration.value.target.baseUrl,
    expected: 'POST /mock/set (OAS) and POST /mock/payment/{transactionId}/approve (SK-TEST)',
    actual: missing.map((ability) => absenceOf(ability, Number(seen.get(ability)))).join(', '),
    advice: found.includes('mocking')
      ? 'Scenarios arrange approved outcomes instead; those about the endpoint itself are skipped.'
      : 'Scenarios that need it are skipped, and a run is INCOMPLETE; ask the operator of the target.',
  });
}
