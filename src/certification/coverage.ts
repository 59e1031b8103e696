import type { Coverage, Covered, Delivery, Exchange, ScenarioResult } from '../contract/types/result.ts';
import { membersIn } from './members.ts';
import type { ObservableSetting, Universe } from './universe.ts';

/**
 * What of all that specs know a run has met, by its exchanges and deliveries: what the other side said, not what a scenario is
 * tagged with. The user's scenarios do not count: their step files may report any exchange.
 */
export function coverageOf(scenarios: readonly ScenarioResult[], universe: Universe): Coverage {
  const steps = scenarios.filter(({ own }) => own !== true).flatMap((scenario) => scenario.steps);
  const exchanges = steps.flatMap((step) => step.exchanges).filter(isOfTarget);
  const deliveries = steps.flatMap((step) => step.deliveries).filter(({ hmacVerified }) => hmacVerified);
  const statuses = exchanges.map((exchange) => [operationOf(exchange), statusOf(exchange)] as const);
  return {
    operations: Object.entries(universe.operations).map(([name, known]) =>
      covered(
        name,
        known,
        statuses.flatMap(([operation, status]) => (operation === name ? status : [])),
      ),
    ),
    values: [
      covered(
        'statuses',
        universe.statuses,
        statuses.flatMap(([, status]) => status),
      ),
      covered('reason codes', universe.reasonCodes, reasonCodes(exchanges, deliveries)),
      covered(
        'webhook types',
        universe.webhookTypes,
        deliveries.flatMap(({ notificationType }) => notificationType ?? []),
      ),
      covered('providers', universe.providers, exchanges.filter(isAccepted).flatMap(providers)),
      ...Object.entries(universe.settings).map(([id, known]) =>
        covered(id, known, exchanges.flatMap(observations[id as ObservableSetting])),
      ),
    ],
  };
}

/** `default` stands for every status that a spec does not state: any of them covers it. */
function covered(name: string, known: readonly string[], met: readonly string[]): Covered {
  const counts = new Map<string, number>();
  for (const value of met) counts.set(value, (counts.get(value) ?? 0) + 1);
  const isMet = (value: string): boolean =>
    value === 'default' ? [...counts.keys()].some((other) => !known.includes(other)) : counts.has(value);
  return {
    name,
    seen: [...counts].sort(([one], [other]) => (one < other ? -1 : 1)).map(([value, count]) => ({ value, count })),
    unseen: known.filter((value) => !isMet(value)),
    known: known.length,
  };
}

/** The id of its request spec, without the variant. */
export const operationOf = ({ spec }: Exchange): string => spec.split('#')[0] ?? spec;

const statusOf = ({ response }: Exchange): string[] => (response === undefined ? [] : [String(response.status)]);

/** Whether the response came from the API, not from a gateway before it. */
const isOfTarget = ({ failure }: Exchange): boolean => failure?.code !== 'ERR_TARGET';

const isAccepted = ({ response }: Exchange): boolean =>
  response !== undefined && Math.floor(response.status / 100) === 2;

const reasonCodes = (exchanges: readonly Exchange[], deliveries: readonly Delivery[]): string[] =>
  [...exchanges.map(({ response }) => response?.body ?? ''), ...deliveries.map(({ body }) => body)].flatMap((body) =>
    membersIn(body, 'reasonCode'),
  );

/** Of a payment that was started; a provider that was refused is none that was met. */
const providers = ({ request }: Exchange): string[] => membersIn(request.body, 'providerId');

type Observation = (exchange: Exchange) => readonly string[];

/** What an exchange tells of a setting; of an answer only where its signature verifies, since another says nothing of Nopan. */
const observations: Readonly<Record<ObservableSetting, Observation>> = {
  'signature.profile': ({ signature }) => texts(signature.request?.profile),
  'signature.requestDigest': (exchange) => (isAccepted(exchange) ? digests(exchange.request.fields) : []),
  'signature.responseDigest': ({ response, signature }) =>
    signature.response?.verified === true ? digests(response?.fields ?? []) : [],
  'signature.signatureParamsForm': ({ signature }) =>
    signature.response?.verified === true ? texts(signature.response.signatureParamsForm) : [],
  'signature.ecdsaEncoding': ({ signature }) =>
    signature.response?.verified === true ? texts(signature.response.ecdsaEncoding) : [],
};

const texts = (text: string | undefined): string[] => (text === undefined ? [] : [text]);

/** The algorithms of Content-Digest, RFC 9530 section 2: `sha-256=:…:`. */
const digests = (fields: readonly (readonly string[])[]): string[] =>
  fields
    .filter(([name]) => name?.toLowerCase() === 'content-digest')
    .flatMap(([, value = '']) =>
      [...value.matchAll(/(?:^|,) *([a-z][a-z0-9-]*)=:/g)].map(([, algorithm = '']) => algorithm),
    );
