import type { Explanation } from './explanation.ts';

/** The explanation with every text of it changed, to remove secrets. */
export function withTexts(explanation: Explanation, change: (text: string) => string): Explanation {
  return changed(explanation, change) as Explanation;
}

function changed(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((member) => changed(member, change));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, changed(member, change)]));
}
