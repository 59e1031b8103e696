import type { Attempt } from '../attempt.ts';
import type { Deviation } from '../deviation.ts';

/** Values that a signer may have given a component in place of the right one. */
export type Values = (value: string, attempt: Attempt) => readonly string[];

/** Gives one line of the base other values. */
export function line(component: string, values: Values): Deviation<Attempt>['alter'] {
  const identifier = `"${component}"`;
  return (attempt) => {
    const right = attempt.lines.find((each) => each.identifier === identifier);
    if (right === undefined) return [];
    return values(right.value, attempt).map((value) => ({
      ...attempt,
      lines: attempt.lines.map((each) => (each === right ? { identifier, value } : each)),
    }));
  };
}
