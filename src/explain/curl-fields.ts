import type { CapturedField } from './captured.ts';
import type { CurlArgument } from './curl-arguments.ts';
import type { ReadFile } from './curl-body.ts';
import { filled } from './placeholders.ts';
import type { ShellWord } from './shell-words.ts';
import { unreadable } from './text.ts';

export interface CurlFields {
  readonly fields: readonly CapturedField[];
  /** Lower-case names of fields that curl must not send. */
  readonly removed: ReadonlySet<string>;
}

/** Header fields with dedicated options. */
const ownFields: Readonly<Record<string, string>> = {
  'user-agent': 'User-Agent',
  cookie: 'Cookie',
  referer: 'Referer',
};

/**
 * The fields that a curl command sets. `X:` removes a field that curl would send, `X;` sends it without a value.
 * @throws {CertifyError} ERR_INPUT for an invalid field or a placeholder.
 */
export function curlFields(given: readonly CurlArgument[], readFile?: ReadFile): CurlFields {
  const fields: CapturedField[] = [];
  const removed = new Set<string>();
  for (const argument of given) {
    const { effect, value } = argument;
    const own = ownFields[effect];
    if (own !== undefined) fields.push([own, value.text, value.where]);
    if (effect !== 'header') continue;
    for (const text of linesOf(argument, readFile)) {
      const [field, content] = fieldIn(text, argument);
      if (content === undefined) removed.add(field.toLowerCase());
      else fields.push([field, filled(content, new Map(), () => value.where), value.where]);
    }
  }
  return { fields, removed };
}

/** One field, or the fields in the file of `-H @file`: curl skips other lines. */
function linesOf({ value }: CurlArgument, readFile: ReadFile | undefined): string[] {
  if (!value.text.startsWith('@')) return [value.text];
  if (readFile === undefined || value.text === '@-') {
    throw unreadable('The header fields are in a file that may not be read', value.where, 'name: value', {
      advice: 'Write the fields into the command, or allow the file with --data-dir and its folder.',
    });
  }
  const lines = readFile(value.text.slice(1), value.where).toString('utf8').split(/\r?\n/);
  return lines.filter((line) => /^[^:;\s]+(?::|;\s*$)/.test(line));
}

function fieldIn(text: string, { name, value }: CurlArgument): [field: string, content: string | undefined] {
  const [, field = '', mark, written = ''] = /^([^:;\s]+)(:|;$)([^]*)$/.exec(text) ?? [];
  const content = written.trim();
  if (field === '' || /[\r\n]/.test(content)) throw noField(name, value);
  return [field, mark === ':' && content === '' ? undefined : content];
}

function noField(name: string, { text, where }: ShellWord) {
  return unreadable(`The value of ${name} is not a header field`, where, 'name: value, on one line', {
    actual: /[\r\n]/.test(text) ? 'more than one line' : text.includes(':') ? 'no name before the colon' : 'no colon',
    advice: 'Write it as "Name: value".',
  });
}
