import { didYouMean } from '../contract/suggestion.ts';
import { curlOption, curlOptionNames, type CurlEffect } from './curl-options.ts';
import type { ShellWord } from './shell-words.ts';
import { unreadable } from './text.ts';

/** One option of a curl command with its value, or its URL. */
export interface CurlArgument {
  readonly effect: CurlEffect;
  /** As written, for messages. */
  readonly name: string;
  readonly value: ShellWord;
}

/**
 * The arguments of a curl command, in its order.
 * @throws {CertifyError} ERR_INPUT for an option that is not known, or lacks its value.
 */
export function curlArguments(words: readonly ShellWord[]): CurlArgument[] {
  const found: CurlArgument[] = [];
  let areUrls = false;
  for (let at = 0; at < words.length; at++) {
    const word = words[at] as ShellWord;
    if (word.text === '--' && !areUrls) {
      areUrls = true;
      continue;
    }
    if (areUrls || !word.text.startsWith('-') || word.text === '-') {
      found.push({ effect: 'url', name: 'URL', value: word });
      continue;
    }
    for (const [name, attached] of namesIn(word)) {
      const option = curlOption(name);
      if (option === undefined) throw unknown(name, word.where);
      if (!option.value) {
        found.push({ effect: option.effect, name, value: word });
        continue;
      }
      const value = attached ?? words[++at];
      if (value === undefined) throw unreadable(`${name} has no value`, word.where, `a value behind ${name}`);
      found.push({ effect: option.effect, name, value });
      break;
    }
  }
  return found;
}

/** `-sX` is -s and -X, `-XPOST` is -X with its value; a long option stands alone. */
function* namesIn(word: ShellWord): Iterable<[name: string, attached?: ShellWord]> {
  if (word.text.startsWith('--')) {
    yield [word.text];
    return;
  }
  for (let at = 1; at < word.bytes.length; at++) {
    const name = `-${word.bytes.toString('latin1', at, at + 1)}`;
    const rest = word.bytes.subarray(at + 1);
    yield rest.length === 0 ? [name] : [name, { ...word, bytes: rest, text: rest.toString('utf8') }];
  }
}

/** The name of an option as it may be shown; what is attached to it may be a secret. */
function nameOf(word: string): string {
  if (/^-[^-]?$|^--[a-z\d]+(?:-[a-z\d]+)*(?:\.\d)?$/.test(word) && word.length <= 30) return word;
  const known = curlOptionNames.filter((name) => name.startsWith('--') && word.startsWith(name));
  return known.toSorted((a, b) => b.length - a.length)[0] ?? '--…';
}

function unknown(word: string, where: string) {
  const name = nameOf(word);
  if (curlOption(name)?.value === true) {
    return unreadable(`A value is attached to ${name}`, where, `${name} and its value as two words`, {
      advice: `Put a space behind ${name}, as curl demands it.`,
    });
  }
  return unreadable(`curl's option ${name} is not known here`, where, 'options that say what is sent', {
    advice: `${didYouMean(
      name,
      curlOptionNames.filter((known) => known.startsWith('--')),
    ).replace(/^Valid values.*$/, '')} Leave it out if it does not change what is sent.`.trim(),
  });
}
