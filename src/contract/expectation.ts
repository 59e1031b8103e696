import { isDeepStrictEqual } from 'node:util';
import type { JsonValue } from './json.ts';
import { valueAt } from './pointer.ts';
import { shown, type Violation } from './violation.ts';

/** Values by JSON Pointer that an answer's body must have, or that a poll waits for. */
export type ExpectedValues = Readonly<Record<string, JsonValue>>;

/** How a body departs from the expected values; empty when it has all of them. */
export function departures(expected: ExpectedValues, body: unknown): Violation[] {
  return Object.entries(expected)
    .filter(([pointer, value]) => !isDeepStrictEqual(valueAt(body, pointer), value))
    .map(([pointer, value]) => {
      const [wanted, actual] = [shown(value), shown(valueAt(body, pointer))];
      return { pointer, keyword: 'const', message: `must be ${wanted}`, expected: wanted, actual };
    });
}
