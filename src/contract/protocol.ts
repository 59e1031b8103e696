import type { ProtocolDocument } from './types/protocol.ts';

type Values<T> = { readonly [K in keyof T]: T[K] extends { value: infer V } ? V : Values<T[K]> };

/** The wire profile's bare values, without status, source and reason: `protocol.signature.label`. */
export type Protocol = Values<ProtocolDocument>;

export type ProtocolError = Protocol['errors'][keyof Protocol['errors']];
