import { noKeys, publishedKeys } from '../../client/published-keys.ts';
import { valueAt } from '../../contract/pointer.ts';
import { ok, warning, type Check, type Verdict } from '../check.ts';
import { calling } from './needs.ts';
import type { OnlineSubject } from './subject.ts';

const heading = 'Keys of the target';
const source = 'JWKS';

/** The keys that answers are verified with. */
export const publishedKeyChecks: readonly Check<OnlineSubject>[] = [
  { id: 'jwks', heading, title: 'are published', source, needs: calling, examine: published },
  {
    id: 'jwks.answers',
    heading,
    title: 'verify its answers',
    source: 'RESPVAL',
    needs: [...calling, 'jwks', 'target.clock'],
    examine: verified,
  },
  {
    id: 'token.usable',
    heading,
    title: 'let a run get its token',
    source: 'TOKEN',
    needs: [...calling, 'target.clock', 'credentials.token', 'jwks', 'jwks.answers'],
    examine: usable,
  },
];

async function published(subject: OnlineSubject): Promise<Verdict> {
  const { response, failure } = await subject.publishedKeys();
  const { jwks } = (await subject.environment()).specification.protocol;
  const where = subject.configuration.value.target.baseUrl + jwks.path;
  if (response.status !== 200 || response.json === undefined) throw noKeys(where, response);
  publishedKeys(response);
  // For example keys that contradict the signature of their set: no run starts with them.
  if (failure?.code === 'ERR_JWKS') throw failure;
  const names = keyIds(response.json);
  if (names.includes(jwks.kid)) return ok(list(names));
  return warning(`No published key has the id ${jwks.kid}`, {
    where,
    expected: `${jwks.kid} among them, the key of the sandbox`,
    actual: list(names) || 'no keys',
    advice: 'Check that this is the sandbox, or set the protocol setting jwks.kid to the id in the portal.',
  });
}

/** The most keys to list. */
const mostNames = 12;

function list(names: readonly string[]): string {
  const shown = names.slice(0, mostNames).join(', ');
  return names.length > mostNames ? `${shown} and ${names.length - mostNames} more` : shown;
}

function keyIds(json: unknown): string[] {
  const keys = valueAt(json, '/keys');
  return (Array.isArray(keys) ? keys : []).map((key) => valueAt(key, '/kid')).filter((kid) => typeof kid === 'string');
}

async function verified({ greeting, configuration }: OnlineSubject): Promise<Verdict> {
  const { verification, failure } = await greeting();
  if (verification?.verified === true) return ok(`${verification.keyid ?? ''}, ${verification.algorithm ?? ''}`);
  // A run starts with unsigned responses and reports them; it does not start with a wrong signature.
  if (failure !== undefined && failure.code !== 'ERR_SIGNATURE_MISSING') throw failure;
  return warning(failure?.message ?? 'The answer of the target cannot be verified', {
    where: configuration.value.target.baseUrl,
    expected: failure?.expected ?? 'a signature of a published key',
    ...(failure?.actual !== undefined && { actual: failure.actual }),
    advice: failure?.advice ?? 'Report it to the operator of the target.',
  });
}

/** The token request that a run makes first. */
async function usable(subject: OnlineSubject): Promise<Verdict> {
  const { party } = await subject.environment();
  await party.client.accessToken();
  return ok('like every run');
}
