import type { ProtocolOverrides } from '../contract/protocol.ts';
import type { JsonObject } from '../contract/json.ts';

/** Header fields in wire order. */
export type HeaderFields = readonly (readonly [name: string, value: string])[];

/** A request on its way to the API. */
export interface Relayed {
  readonly method: string;
  readonly path: string;
  readonly fields: HeaderFields;
  readonly body: Buffer;
  /** The client certificate: the organization's, none, or another. */
  readonly certificate: 'own' | 'none' | 'foreign';
  /** From 1, among requests with the organization's certificate. */
  readonly number: number;
}

/** A response on its way back. */
export interface Answer {
  readonly status: number;
  readonly fields: HeaderFields;
  readonly body: Buffer;
  /** False: sent unchanged, since it is not from the API. */
  readonly signed: boolean;
}

/** A webhook on its way to the receiver. */
export interface Hook {
  readonly fields: HeaderFields;
  readonly body: Buffer;
  /** True: sent with Transfer-Encoding: chunked. */
  readonly chunked?: boolean;
}

/** How responses are signed again. */
export interface Signing {
  readonly curve?: 'P-256' | 'P-384' | 'P-521';
  readonly digest?: 'sha-256' | 'sha-384' | 'sha-512';
  readonly form?: 'rfc9421' | 'labelled';
  readonly encoding?: 'ieee-p1363' | 'der';
  readonly componentsReversed?: boolean;
  readonly withoutLength?: boolean;
  /** Seconds between now and the time that the signature names. */
  readonly shift?: number;
  /** From this request on another key signs; the key set has it from then on, in the place of the first. */
  readonly rotatesAt?: number;
  /** The id of the other key; default: that of the first. */
  readonly nextKeyid?: string;
  /** Other members of both fields, before and behind ours. */
  readonly others?: readonly [before: OtherSignature, behind: OtherSignature];
}

export interface OtherSignature {
  readonly input: string;
  readonly signature: string;
}

/** What a gateway does; by default it passes everything on unchanged. */
export interface Behaviour {
  readonly tls?: {
    readonly minVersion?: 'TLSv1.2' | 'TLSv1.3';
    readonly maxVersion?: 'TLSv1.2' | 'TLSv1.3';
    readonly rejectUnauthorized?: boolean;
  };
  /** Where it listens; default: 127.0.0.1. */
  readonly host?: '127.0.0.1' | '::1';
  /** After so many requests another server certificate takes the place of the first, and so on. */
  readonly certificateEvery?: number;
  readonly http2?: 'offered' | 'only';
  /** How long an idle connection is kept, in milliseconds. */
  readonly keepAliveMs?: number;
  /** Present: responses are signed with a key of the gateway's own, which takes the place of the published one. */
  readonly signing?: Signing;
  /** Changes the published key set. */
  readonly keys?: (keys: readonly JsonObject[]) => readonly JsonObject[];
  /** Responds instead of the API, cuts the connection, or passes on the request, perhaps changed. */
  readonly onRequest?: readonly ((request: Relayed) => Relayed | Answer | 'cut')[];
  /** Changes the JSON of a response before it is signed. */
  readonly onJson?: readonly ((json: JsonObject, about: Relayed & { readonly status: number }) => JsonObject)[];
  /** Changes a response before it is signed. */
  readonly onAnswer?: readonly ((answer: Answer, request: Relayed) => Answer)[];
  /** Changes a response that is signed. */
  readonly onSigned?: readonly ((answer: Answer, request: Relayed) => Answer)[];
  /** How the JSON of a response is written. */
  readonly write?: (json: JsonObject) => string;
  /** How long to wait before a response, in milliseconds. */
  readonly delayMs?: (request: Relayed) => number;
  /** How long to wait with a response that the API has given, in milliseconds: its webhooks are on their way already. */
  readonly holdMs?: (request: Relayed) => number;
  /** Closes the connection behind a response, and does not say so in it. */
  readonly hangsUp?: (request: Relayed) => boolean;
  readonly fragments?: boolean;
  readonly earlyHints?: boolean;
  readonly date?: false;
  /** Returns the webhooks to deliver, in order. A changed body gets a new HMAC. */
  readonly onHook?: readonly ((hook: Hook, mac: (body: Buffer) => Buffer) => readonly Hook[])[];
  readonly hookDelayMs?: (number: number) => number;
}

/** The expected outcome of a run through a gateway. */
export type Expectation =
  | { readonly exitCode: 0 }
  /** Must match a reason of the verdict, or the message without a verdict. */
  | { readonly exitCode: 1 | 3 | 4; readonly reason: RegExp };

export interface Mode {
  readonly name: string;
  /** What the gateway does, as a sentence without a subject. */
  readonly title: string;
  readonly expected: Expectation;
  readonly does: Behaviour;
  /** Protocol settings that a user would set for this target. */
  readonly settings?: ProtocolOverrides;
  /** Settings in which the mock behind the gateway differs. */
  readonly mock?: ProtocolOverrides;
  /** Nothing in it contradicts another mode that is joinable. */
  readonly joinable?: boolean;
}

/** Combines several modes; for single values the last one counts. */
export function joined(modes: readonly Pick<Mode, 'does'>[]): Behaviour {
  const all = modes.map(({ does }) => does);
  const one = all.reduce<Behaviour>(
    (before, { tls, signing, ...rest }) => ({
      ...before,
      ...rest,
      ...((tls ?? before.tls) && { tls: { ...before.tls, ...tls } }),
      ...((signing ?? before.signing) && { signing: { ...before.signing, ...signing } }),
    }),
    {},
  );
  return {
    ...one,
    onRequest: all.flatMap(({ onRequest = [] }) => onRequest),
    onJson: all.flatMap(({ onJson = [] }) => onJson),
    onAnswer: all.flatMap(({ onAnswer = [] }) => onAnswer),
    onSigned: all.flatMap(({ onSigned = [] }) => onSigned),
    onHook: all.flatMap(({ onHook = [] }) => onHook),
  };
}

/** The fields with a changed value; null removes the field. */
export function withField(fields: HeaderFields, name: string, value: string | null): HeaderFields {
  const others = fields.filter(([other]) => other.toLowerCase() !== name.toLowerCase());
  return value === null ? others : [...others, [name, value]];
}

/** The value of a field; empty where it is absent. */
export const fieldOf = (fields: HeaderFields, name: string): string =>
  fields.find(([other]) => other.toLowerCase() === name.toLowerCase())?.[1] ?? '';
