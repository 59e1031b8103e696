import type { JsonValue } from '../contract/json.ts';
import type { PlannedRequest } from '../contract/request.ts';
import type { Exchange } from '../contract/types/exchange.ts';
import type { SignatureKey } from '../signing/keys.ts';
import type { Fields } from '../signing/message.ts';
import type { SignatureProfile } from '../signing/profile.ts';
import type { SendOptions, SignatureProfileName } from './options.ts';
import type { ConnectionKind } from './transport/transport.ts';

/** What is signed and how, unless something spoils it. */
export interface SigningPlan {
  readonly scheme: SignatureProfileName;
  readonly sign: Signer;
  /** RFC 9421: what is covered, and in which form. */
  readonly profile: SignatureProfile;
  readonly key: SignatureKey;
  /** Seconds between now and the time that the signature names. */
  readonly shift: number;
  readonly authority: string;
  readonly method: string;
  readonly target: string;
}

/** A request on its way through the interceptors. */
export interface OutgoingRequest {
  readonly spec: string;
  readonly method: string;
  /** Path and query. */
  readonly target: string;
  readonly fields: Fields;
  readonly body: Buffer;
  readonly idempotent: boolean;
  readonly authenticated: boolean;
  readonly options: SendOptions;
  readonly signing: SigningPlan;
  readonly connection: ConnectionKind;
  readonly idempotencyKey?: string;
  /** Once it is signed. */
  readonly signed?: Signed;
}

/** What the client signed, as evidence. */
export type Signed = NonNullable<Exchange['signature']['request']>;

/** Signs a request: the fields to add, and the evidence of it. */
export type Signer = (request: OutgoingRequest, created: number) => Promise<{ fields: Fields; signed: Signed }>;

/** A planned request with its content written out; nothing is added to it yet. */
export function outgoing(
  planned: PlannedRequest,
  options: SendOptions,
  signing: Omit<SigningPlan, 'method' | 'target'>,
): OutgoingRequest {
  const { spec, method, target, headers, contentType, idempotent, authenticated } = planned;
  const body = content(planned);
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
    options,
    signing: { ...signing, method, target },
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
