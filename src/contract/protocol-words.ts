import type { JsonValue } from './json.ts';
import type { ProtocolOverrides } from './protocol.ts';

/** The command-line arguments for these overrides. */
export function protocolOptions(overrides: ProtocolOverrides): string[] {
  return Object.entries(overrides).flatMap(([id, value]) => ['--protocol', `${id}=${textOf(value)}`]);
}

/** Text is written as it is unless it would be read as JSON. */
const textOf = (value: JsonValue): string =>
  typeof value === 'string' && jsonOrText(value) === value ? value : JSON.stringify(value);

export function jsonOrText(value: string): JsonValue {
  try {
    return JSON.parse(value) as JsonValue;
  } catch {
    return value;
  }
}
