import type { Message } from './recorder.ts';
import { isRecord, jsonEqual } from './own/values.ts';

type Pickle = Message<'pickle'>;
type Members = Readonly<Record<string, unknown>>;

/** Whether two readings of a scenario say the same; its ids are others with each. */
export const isSameScenario = (one: Members | Pickle, other: Pickle): boolean =>
  jsonEqual(wordingOf(one), wordingOf(other));

function wordingOf({ name, tags, steps }: Members | Pickle): object {
  return {
    name,
    tags: recordsIn(tags).map((tag) => tag['name']),
    steps: recordsIn(steps).map(({ text, argument }) => ({ text, argument: argument ?? null })),
  };
}

const recordsIn = (value: unknown): Members[] => (Array.isArray(value) ? (value as unknown[]).filter(isRecord) : []);
