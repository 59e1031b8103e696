import { CertifyError } from '../errors.ts';
import type { JsonValue } from './json.ts';
import type { Protocol } from './protocol.ts';
import { nearest } from './suggestion.ts';

/**
 * What `${name}` stands for. A function gives a new value to each plan (`unique.order`), and the same one wherever that
 * plan names it.
 */
export type Variables = Readonly<Record<string, JsonValue | (() => JsonValue)>>;

/** The wire profile's values as variables: `protocol.token.path`. */
export function protocolVariables(protocol: Protocol): Variables {
  return Object.fromEntries(
    Object.entries(protocol).flatMap(([room, values]) =>
      Object.entries(values as Record<string, JsonValue>).map(([name, value]) => [`protocol.${room}.${name}`, value]),
    ),
  );
}

/** Looks variables up, each once; `where` says at which place of which file a name stands. */
export function resolver(variables: Variables): (name: string, where: () => string) => JsonValue {
  const values = new Map<string, JsonValue>();
  return (name, where) => {
    const known = values.get(name);
    if (known !== undefined) return known;
    if (!Object.hasOwn(variables, name)) throw unknownVariable(name, where(), Object.keys(variables));
    const variable = variables[name] ?? null;
    const value = typeof variable === 'function' ? variable() : variable;
    values.set(name, value);
    return value;
  };
}

function unknownVariable(name: string, where: string, all: readonly string[]): CertifyError {
  const known = all.filter((candidate) => !candidate.startsWith('protocol.') || name.startsWith('protocol.'));
  const likely = nearest(name, known);
  return new CertifyError('ERR_VARIABLE', `There is no variable \${${name}}`, {
    where,
    expected: known.length === 0 ? 'no variable at all' : `one of ${known.join(', ')}`,
    advice: likely === undefined ? 'Set it, or make the call that captures it first.' : `Did you mean \${${likely}}?`,
  });
}
