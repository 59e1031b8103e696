import { createSecureServer } from 'node:http2';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import { setTimeout } from 'node:timers/promises';
import type { Clock } from '../clock.ts';
import type { JsonObject } from '../contract/json.ts';
import { certificateFingerprint } from '../credentials/fingerprint.ts';
import { fieldOf, withField, type Answer, type Behaviour, type Relayed } from './behaviour.ts';
import { responseSigner } from './response-signer.ts';
import { pairs, type Upstream } from './upstream.ts';

export interface GatewayOptions {
  readonly behaviour: Behaviour;
  readonly upstream: Upstream;
  readonly keysPath: string;
  /** The certificate of the organization, PEM. */
  readonly organization: string;
  readonly tls: ServerIdentity & { readonly ca: string };
  /** Another certificate for the same names. */
  readonly nextTls: ServerIdentity;
  readonly clock: Clock;
}

interface ServerIdentity {
  readonly key: string;
  readonly cert: string;
}

export interface Gateway {
  readonly baseUrl: string;
  close(): Promise<void>;
}

/** Terminates TLS before an API, applies its behaviour to the traffic, and signs changed responses again. */
export async function startGateway(options: GatewayOptions): Promise<Gateway> {
  const { behaviour, tls, organization } = options;
  const pass = passage(options);
  const fingerprint = certificateFingerprint(organization);
  let number = 0;

  const serve = async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const certificate = whose(incoming.socket, fingerprint);
    const request: Relayed = {
      method: incoming.method ?? '',
      path: incoming.url ?? '',
      fields: requestFields(incoming),
      body: Buffer.concat(chunks),
      certificate,
      number: certificate === 'own' ? ++number : 0,
    };
    const answer = await pass(request);
    if (answer === 'cut') incoming.socket.destroy();
    else await write(answer, incoming, outgoing, behaviour);
    if (behaviour.hangsUp?.(request) === true)
      outgoing.once('finish', () => {
        incoming.socket.destroySoon();
      });
    renewCertificate(request.number);
  };
  const onRequest = (incoming: IncomingMessage, outgoing: ServerResponse): void => {
    serve(incoming, outgoing).catch(() => incoming.socket.destroy());
  };

  const secure = {
    minVersion: 'TLSv1.3',
    requestCert: true,
    rejectUnauthorized: false,
    ...tls,
    ...behaviour.tls,
  } as const;
  const server =
    behaviour.http2 === undefined
      ? createServer(secure, onRequest)
      : createSecureServer({ ...secure, allowHTTP1: behaviour.http2 === 'offered' }, onRequest as never);
  if ('keepAliveTimeout' in server) server.keepAliveTimeout = behaviour.keepAliveMs ?? 60_000;
  const renewCertificate = (requests: number): void => {
    const every = behaviour.certificateEvery;
    if (every === undefined || requests === 0 || requests % every !== 0) return;
    server.setSecureContext({ ...secure, ...((requests / every) % 2 === 1 ? options.nextTls : tls) });
  };
  const host = behaviour.host ?? '127.0.0.1';
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.once('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  return {
    baseUrl: `https://${host.includes(':') ? `[${host}]` : host}:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        for (const socket of sockets) socket.destroy();
      }),
  };
}

/** Handles a request and returns the response of the gateway. */
function passage({
  behaviour,
  upstream,
  keysPath,
  clock,
}: GatewayOptions): (request: Relayed) => Promise<Answer | 'cut'> {
  const signer = behaviour.signing && responseSigner(behaviour.signing, clock);
  const signed = (answer: Answer, request: Relayed): Answer => {
    const finished = signer !== undefined && answer.signed ? signer.sign(answer, request.number) : answer;
    return (behaviour.onSigned ?? []).reduce((last, change) => change(last, request), finished);
  };
  return async (first) => {
    await setTimeout(behaviour.delayMs?.(first) ?? 0);
    let request = first;
    for (const act of behaviour.onRequest ?? []) {
      const next = act(request);
      if (next === 'cut') return 'cut';
      if ('status' in next) return signed(next, request);
      request = next;
    }
    const answer = await upstream.send(request);
    await setTimeout(behaviour.holdMs?.(request) ?? 0);
    if (request.path === keysPath && signer !== undefined)
      return signed(keySet(answer, signer.jwk(), behaviour), request);
    const rewritten = signer !== undefined && answer.signed ? rewrite(answer, request, behaviour) : answer;
    return signed(
      (behaviour.onAnswer ?? []).reduce((last, change) => change(last, request), rewritten),
      request,
    );
  };
}

/** The key set with the gateway's key instead of the API's, signed with it. */
function keySet(answer: Answer, jwk: JsonObject, { keys = (own) => own }: Behaviour): Answer {
  return { ...answer, body: Buffer.from(JSON.stringify({ keys: keys([jwk]) })), signed: true };
}

function rewrite(answer: Answer, request: Relayed, { onJson = [], write = JSON.stringify }: Behaviour): Answer {
  if (answer.body.length === 0 || !fieldOf(answer.fields, 'content-type').includes('json')) return answer;
  const about = { ...request, status: answer.status };
  const first = JSON.parse(answer.body.toString()) as JsonObject;
  const json = onJson.reduce<JsonObject>((last, change) => change(last, about), first);
  return { ...answer, body: Buffer.from(write(json)) };
}

function whose(socket: Socket, fingerprint: string): Relayed['certificate'] {
  const shown = socket instanceof TLSSocket ? socket.getPeerX509Certificate() : undefined;
  if (shown === undefined) return 'none';
  return certificateFingerprint(shown.toString()) === fingerprint ? 'own' : 'foreign';
}

function requestFields(incoming: IncomingMessage): Relayed['fields'] {
  const fields = pairs(incoming.rawHeaders).filter(([name]) => !name.startsWith(':'));
  const authority = incoming.headers[':authority'];
  return typeof authority === 'string' ? withField(fields, 'Host', authority) : fields;
}

async function write(
  { status, fields, body }: Answer,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  { earlyHints = false, fragments = false, date }: Behaviour,
): Promise<void> {
  if (earlyHints) outgoing.writeEarlyHints({ link: '</style.css>; rel=preload' });
  if (date === false) outgoing.sendDate = false;
  const isHttp2 = incoming.httpVersionMajor === 2;
  outgoing.writeHead(status, (isHttp2 ? Object.fromEntries(fields) : fields.flat()) as never);
  if (incoming.method === 'HEAD') {
    outgoing.end();
    return;
  }
  for (let start = 0; fragments && start < body.length; start += 50) {
    outgoing.write(body.subarray(start, start + 50));
    await setTimeout(0);
  }
  outgoing.end(fragments ? undefined : body);
}
