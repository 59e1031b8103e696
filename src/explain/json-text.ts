import { parseYaml } from '../contract/yaml-text.ts';
import { CertifyError } from '../errors.ts';
import { utf8Text } from '../file-text.ts';
import { placesIn, unreadable, type Source } from './text.ts';

/**
 * The value of a JSON text.
 * @throws {CertifyError} ERR_INPUT with `file:line:column`.
 */
export function readJson(source: Source, expected: string): unknown {
  const text = utf8Text(source.bytes, { name: source.name, code: 'ERR_INPUT' }).replace(/^\ufeff/, '');
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw unreadable('The JSON is malformed', placeOfError(source, text, (cause as Error).message), expected, {
      // Not the parser's own words: they quote the text, which may hold a secret.
      advice: 'Correct the syntax at this place, or save the file again.',
    });
  }
}

/** JSON.parse does not tell the place of every error; a parser of YAML, of which JSON is a part, meets most of them at their place. */
function placeOfError(source: Source, text: string, message: string): string {
  const at = /at position (\d+)/.exec(message)?.[1];
  if (at !== undefined) return placesIn(source.name, text)(Number(at));
  try {
    if (text.length < 1 << 16) parseYaml(text, source.name, 'ERR_INPUT');
  } catch (error) {
    if (error instanceof CertifyError && error.where !== undefined) return error.where;
  }
  return placesIn(source.name, text)(text.length);
}
