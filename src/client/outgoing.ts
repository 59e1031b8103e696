import type { JsonValue } from '../contract/json.ts';
import type { PlannedRequest } from '../contract/request.ts';
import type { RequestMessage } from '../signing/message.ts';
import type { Signed, SigningPlan, Spoilable } from '../tampering/spoilable.ts';
import type { SendOptions } from './options.ts';
import type { ConnectionKind, TlsIdentity } from './transport/transport.ts';

/** What a request's signature covers beside fields and content, unless something spoils it. */
type RequestSubject = Pick<RequestMessage, 'authority' | 'method' | 'target'>;

/** A request on its way through the interceptors. */
export interface OutgoingRequest extends Spoilable {
  readonly method: string;
  /** Path and query. */
  readonly target: string;
  readonly idempotent: boolean;
  readonly authenticated: boolean;
  /** Of its access token, where the request spec names one. */
  readonly scope?: string;
  readonly options: SendOptions;
  readonly connection: ConnectionKind | TlsIdentity;
  readonly idempotencyKey?: string;
  /** Once it is signed. */
  readonly signed?: Signed;
}

/** A planned request with its content written out; nothing is added to it yet. */
export function outgoing(
  planned: PlannedRequest,
  options: SendOptions,
  { authority, ...signing }: Omit<SigningPlan, 'about'> & Pick<RequestSubject, 'authority'>,
): OutgoingRequest {
  const { spec, method, target, headers, contentType, idempotent, authenticated, scope } = planned;
  const body = options.content ?? content(planned);
  return {
    spec,
    method,
    target,
    fields: [
      ...(body.length === 0
        ? []
        : ([
            ['Content-Type', options.contentType ?? contentType ?? 'application/json'],
            ['Content-Length', String(body.length)],
          ] as const)),
      ...Object.entries(headers),
    ],
    body,
    idempotent,
    authenticated,
    ...(scope !== undefined && { scope }),
    options,
    signing: { ...signing, about: { authority, method, target } satisfies RequestSubject },
    connection: 'regular',
  };
}

function content({ body, contentType }: PlannedRequest): Buffer {
  if (body === undefined) return Buffer.alloc(0);
  return Buffer.from(contentType === 'application/x-www-form-urlencoded' ? form(body) : JSON.stringify(body));
}

function form(body: JsonValue): string {
  const members = Object.entries(body ?? {}) as [string, JsonValue][];
  return new URLSearchParams(
    members.map(([name, value]): [string, string] => [name, typeof value === 'string' ? value : JSON.stringify(value)]),
  ).toString();
}
