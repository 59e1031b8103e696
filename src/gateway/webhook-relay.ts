import { createHmac } from 'node:crypto';
import { request } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { withField, type Behaviour, type Hook } from './behaviour.ts';
import { pairs } from './upstream.ts';

export interface WebhookRelayOptions {
  readonly behaviour: Behaviour;
  readonly tls: { readonly key: string; readonly cert: string };
  readonly secret: string;
  /** Of the receiver, which listens on 127.0.0.1 over plain HTTP. */
  readonly port: number;
}

export interface WebhookRelay {
  readonly url: string;
  close(): Promise<void>;
}

/** Receives webhooks over TLS for a local receiver and passes them on according to its behaviour. */
export async function startWebhookRelay({ behaviour, tls, secret, port }: WebhookRelayOptions): Promise<WebhookRelay> {
  const mac = (body: Buffer): Buffer => createHmac('sha256', secret).update(body).digest();
  let number = 0;

  const made = (hook: Hook): readonly Hook[] =>
    (behaviour.onHook ?? []).reduce<readonly Hook[]>((hooks, act) => hooks.flatMap((each) => act(each, mac)), [hook]);

  const server = createServer(tls, (incoming, outgoing) => {
    void (async () => {
      const chunks: Buffer[] = [];
      for await (const chunk of incoming) chunks.push(chunk as Buffer);
      await setTimeout(behaviour.hookDelayMs?.(++number) ?? 0);
      const hook = { fields: pairs(incoming.rawHeaders), body: Buffer.concat(chunks) };
      let status = 502;
      for (const each of made(hook)) status = await deliver(each, incoming.url ?? '/', port);
      outgoing.writeHead(status).end();
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `https://127.0.0.1:${(server.address() as AddressInfo).port}/nopan`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => {
          resolve();
        });
      }),
  };
}

/** @returns the status of the receiver; 502 when it does not answer */
function deliver({ fields, body, chunked = false }: Hook, path: string, port: number): Promise<number> {
  return new Promise((resolve) => {
    const whole = withField(fields, 'Content-Length', chunked ? null : String(body.length));
    const headers = (chunked ? withField(whole, 'Transfer-Encoding', 'chunked') : whole).flat();
    const call = request({ host: '127.0.0.1', port, method: 'POST', path, headers }, (response) => {
      response.resume();
      response.once('end', () => {
        resolve(response.statusCode ?? 502);
      });
    });
    call.once('error', () => {
      resolve(502);
    });
    call.end(body);
  });
}
