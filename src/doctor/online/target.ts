import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { loadTrust } from '../../credentials/load.ts';
import { CertifyError } from '../../errors.ts';
import { proxyAdvice, unusedProxies } from '../../proxy.ts';
import type { Connection } from '../../target/connection.ts';
import type { ReceivedResponse } from '../../client/exchanged.ts';
import { probe } from '../../client/transport/probe.ts';
import { valueAt } from '../../contract/pointer.ts';
import { fieldValue } from '../../signing/message.ts';
import { ok, warning, type Check, type Verdict } from '../check.ts';
import { clockVerdict } from './clock.ts';
import { calling, connected } from './needs.ts';
import type { OnlineSubject } from './subject.ts';

const heading = 'Target';

/** The target is there, speaks TLS, and has the same time. */
export const targetChecks: readonly Check<OnlineSubject>[] = [
  { id: 'target.proxy', heading, title: 'reached directly', when: proxied, examine: directly },
  { id: 'target.resolves', heading, title: 'host name', examine: resolves },
  {
    id: 'target.tls',
    heading,
    title: 'connection and TLS version',
    source: 'AUTH',
    needs: ['target.resolves', 'target.trust'],
    examine: handshake,
  },
  { id: 'target.answers', heading, title: 'answers', needs: connected, examine: answers },
  { id: 'target.clock', heading, title: 'clock', source: 'SIGOV', needs: calling, examine: clockVerdict },
];

const proxiesOf = ({ configuration }: OnlineSubject): string[] =>
  unusedProxies(configuration.value.target.baseUrl, process.env);

function proxied(subject: OnlineSubject): boolean {
  return proxiesOf(subject).length > 0;
}

function directly(subject: OnlineSubject): Verdict {
  const names = proxiesOf(subject).join(', ');
  return warning(`A proxy is set but not used: ${names}`, {
    where: names,
    expected: 'a direct connection: TLS with a client certificate ends at the target',
    advice: 'Allow direct connections in your network; add the host to NO_PROXY if this is intended.',
  });
}

async function resolves({ configuration }: OnlineSubject): Promise<Verdict> {
  const { baseUrl } = configuration.value.target;
  const host = new URL(baseUrl).hostname.replace(/^\[|\]$/g, '');
  if (isIP(host) !== 0) return ok(`${host} is an address`);
  try {
    const addresses = await lookup(host, { all: true });
    return ok(`${host} is ${addresses.map(({ address }) => address).join(', ')}`);
  } catch (cause) {
    throw new CertifyError('ERR_TARGET', `The host name ${host} does not resolve`, {
      where: configuration.origin('/target/baseUrl').where,
      expected: 'an address',
      actual: (cause as NodeJS.ErrnoException).code ?? String(cause),
      advice: `Check its spelling, your network and your DNS.${proxyAdvice(baseUrl, process.env)}`,
      cause,
    });
  }
}

async function handshake(subject: OnlineSubject): Promise<Verdict> {
  const { protocol, cipher } = await probe(await reachable(subject));
  const agreed = `${protocol}, ${cipher}`;
  if (protocol === 'TLSv1.3') return ok(agreed);
  return warning(`The target speaks ${protocol}`, {
    where: subject.configuration.value.target.baseUrl,
    expected: 'TLSv1.3, unless another is agreed on with Nopan',
    actual: agreed,
    advice: 'Check that the base URL is right, and what is between: a proxy may speak an older TLS.',
  });
}

/** With credentials if there are usable ones; a connection to look at needs none. */
async function reachable({ connection, configuration }: OnlineSubject): Promise<Pick<Connection, 'baseUrl' | 'trust'>> {
  try {
    return await connection();
  } catch (error) {
    if (!(error instanceof CertifyError)) throw error;
    const { baseUrl, trust } = configuration.value.target;
    return { baseUrl, ...(trust !== undefined && { trust: loadTrust(trust) }) };
  }
}

async function answers(subject: OnlineSubject): Promise<Verdict> {
  const { found, isNopan } = await published(subject);
  if (isNopan || (await greets(subject))) return ok(found);
  throw new CertifyError('ERR_TARGET', 'This does not look like Nopan', {
    where: subject.configuration.origin('/target/baseUrl').where,
    expected: 'signed responses, published keys, and errors with statusInfo',
    actual: `${found}, without any of these`,
    advice: 'Check target.baseUrl: another server responds there, or a gateway that blocks the request.',
    blame: 'configuration',
  });
}

async function published({ publishedKeys }: OnlineSubject): Promise<{ found: string; isNopan: boolean }> {
  try {
    const { request, response } = await publishedKeys();
    const found = `${request.method} ${new URL(request.url).pathname}: ${response.status}`;
    return { found, isNopan: isOfNopan(response) };
  } catch (error) {
    if (isForeignRejection(error)) return { found: error.message, isNopan: false };
    throw error;
  }
}

async function greets({ greeting }: OnlineSubject): Promise<boolean> {
  try {
    return isOfNopan((await greeting()).response);
  } catch (error) {
    if (isForeignRejection(error)) return false;
    throw error;
  }
}

/** A failing gateway is reported as such; an unsigned 4xx without an error envelope means another server. */
const isForeignRejection = (error: unknown): error is CertifyError =>
  error instanceof CertifyError && /^4\d\d /.test(error.message);

/** By what each response of the API shows in one way or another. */
const isOfNopan = ({ json, fields }: ReceivedResponse): boolean =>
  ['signature', 'x-jws-signature'].some((name) => fieldValue(fields, name) !== undefined) ||
  ['/keys', '/statusInfo', '/access_token'].some((pointer) => valueAt(json, pointer) !== undefined);
