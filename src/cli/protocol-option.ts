import { InvalidArgumentError, type Command } from 'commander';
import type { JsonValue } from '../contract/json.ts';
import type { ProtocolOverrides } from '../contract/protocol.ts';
import { visibleLine } from '../report/text.ts';
import { jsonOrText } from '../contract/protocol-words.ts';

/** The option by which a command is told of other values of the protocol. */
export function withProtocolOption(command: Command): Command {
  return command.option(
    '--protocol <id=value>',
    'another value for a setting of specs/protocol.yaml, e.g. signature.ecdsaEncoding=der; may be given again',
    protocolSetting,
  );
}

/**
 * Reads `--protocol id=value`, which may be given again. The value is JSON where it can be read as such, else text.
 * @throws {InvalidArgumentError}
 */
export function protocolSetting(text: string, given: ProtocolOverrides = {}): ProtocolOverrides {
  const [, id, value] = /^([a-zA-Z]+\.[a-zA-Z]+)=(.+)$/s.exec(text) ?? [];
  if (id === undefined || value === undefined) {
    const [, name] = /^([^=]+)=./s.exec(text) ?? [];
    const form = 'id=value, such as signature.ecdsaEncoding=der';
    throw new InvalidArgumentError(
      name === undefined
        ? `It has the form ${form}.`
        : `${visibleLine(name)} is no id of a setting, which has a group before a dot: ${form}. "nopan-certify assumptions" lists them.`,
    );
  }
  if (Object.hasOwn(given, id)) throw new InvalidArgumentError(`It gives ${id} another value than before.`);
  const read = jsonOrText(value);
  const inexact = numbersIn(read).find((number) => !(Math.abs(number) <= Number.MAX_SAFE_INTEGER));
  if (inexact !== undefined) {
    throw new InvalidArgumentError(
      `The value of ${id} holds a number that would be read as ${String(inexact)}; write one from -9007199254740991 to 9007199254740991, or quote it if it is text: ${id}='"…"'.`,
    );
  }
  return { ...given, [id]: read };
}

function numbersIn(value: JsonValue): number[] {
  if (typeof value === 'number') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(numbersIn) : [];
}
