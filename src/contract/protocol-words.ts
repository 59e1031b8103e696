import type { JsonValue } from './json.ts';
import type { ProtocolOverrides } from './protocol.ts';

/** The words of a command line that are read as these overrides. */
export function protocolOptions(overrides: ProtocolOverrides): string[] {
  return Object.entries(overrides).flatMap(([id, value]) => ['--protocol', `${id}=${textOf(value)}`]);
}

/** Text stands for itself where it would not be read as JSON. */
const textOf = (value: JsonValue): string =>
  typeof value === 'string' && jsonOrText(value) === value ? value : JSON.stringify(value);

export function jsonOrText(value: string): JsonValue {
  try {
    return JSON.parse(value) as JsonValue;
  } catch {
    return value;
  }
}
