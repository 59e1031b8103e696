import { isDeepStrictEqual } from 'node:util';

export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** @throws Error when a member of a message is not text */
export function textOf(value: unknown, name: string): string {
  if (typeof value === 'string') return value;
  throw new Error(`a message without ${name}`);
}

/** Equality as JSON: ignores classes and undefined members. */
export const jsonEqual = (one: unknown, other: unknown): boolean =>
  isDeepStrictEqual(JSON.parse(JSON.stringify(one)), JSON.parse(JSON.stringify(other)));
