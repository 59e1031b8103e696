import { isHidden } from '../evidence/secret-patterns.ts';

export interface FilledBody {
  readonly body: string;
  /** Names of the members that are still hidden. */
  readonly missing: readonly string[];
}

/** A body of evidence, its hidden members filled in by their names. */
export function filledBody(kept: string, fill: Readonly<Record<string, string>>): FilledBody {
  if (!kept.includes('[redacted')) return { body: kept, missing: [] };
  const missing = new Set<string>();
  const filled = (name: string, value: unknown): unknown => {
    if (typeof value !== 'string' || !isHidden(value)) return value;
    if (fill[name] === undefined) missing.add(name);
    return fill[name] ?? value;
  };
  try {
    return { body: JSON.stringify(JSON.parse(kept, filled)), missing: [...missing] };
  } catch {
    return { body: kept, missing: ['a part of the body'] };
  }
}
