import { Agent, request } from 'node:https';
import type { ClientCredentials } from '../credentials/client-credentials.ts';
import type { Answer, HeaderFields, Relayed } from './behaviour.ts';

interface Identity {
  readonly certificate: string;
  readonly privateKey: string;
}

/** The API behind the gateway, reachable with each client certificate. */
export interface Upstream {
  /** Rejects when no whole response comes. */
  send(request: Relayed): Promise<Answer>;
  close(): void;
}

/** Hop-by-hop fields (RFC 9110 section 7.6.1). */
const ofConnection = /^(?:connection|keep-alive|proxy-connection|upgrade)$/i;

export function upstream(baseUrl: string, own: ClientCredentials, foreign: Identity): Upstream {
  const { hostname, port } = new URL(baseUrl);
  const trust = own.trust === undefined ? {} : { ca: own.trust };
  const agents: Readonly<Record<Relayed['certificate'], Agent>> = {
    own: new Agent({ ...trust, keepAlive: true, cert: own.certificate, key: own.privateKey }),
    foreign: new Agent({ ...trust, cert: foreign.certificate, key: foreign.privateKey }),
    none: new Agent(trust),
  };
  return {
    send: ({ method, path, fields, body, certificate }) =>
      new Promise((resolve, reject) => {
        const headers = fields.filter(([name]) => !ofConnection.test(name)).flat();
        const call = request(
          { host: hostname, port, method, path, headers, agent: agents[certificate] },
          (response) => {
            const chunks: Buffer[] = [];
            response.on('data', (chunk: Buffer) => chunks.push(chunk));
            response.once('error', reject);
            response.once('end', () => {
              const all = pairs(response.rawHeaders).filter(
                ([name]) => !ofConnection.test(name) && name.toLowerCase() !== 'transfer-encoding',
              );
              const status = response.statusCode ?? 0;
              const signed = all.some(([name]) => name.toLowerCase() === 'signature');
              resolve({ status, fields: all, body: Buffer.concat(chunks), signed });
            });
          },
        );
        call.once('error', reject);
        call.end(body.length > 0 ? body : undefined);
      }),
    close: () => {
      for (const agent of Object.values(agents)) agent.destroy();
    },
  };
}

export function pairs(raw: readonly string[]): HeaderFields {
  return raw.flatMap((name, index) => (index % 2 === 0 ? [[name, raw[index + 1] ?? ''] as const] : []));
}
