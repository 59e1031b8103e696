import { skipBlankLines, type ShellCommand } from './shell-words.ts';
import { placesIn, unreadable, type Source } from './text.ts';

const prompt = String.raw`(?:[^\n'"]{0,80}?[$%>#❯➜»][ \t]*|\d+\*?[ \t]+)?`;

/** The start of a curl command, optionally after a terminal prompt or a history number. */
export const commandStart = new RegExp(String.raw`^[ \t]*${prompt}(?:[^\s'"]*[/\\])?curl(?:\.exe)?(?=\s)`);

/** Behind the prompt. */
export function startOf(text: string): number {
  const first = skipBlankLines(text);
  const line = /^[^\n]*/.exec(text.slice(first, first + 400))?.[0] ?? '';
  if (!commandStart.test(`${line}\n`)) return first;
  return first + (new RegExp(`^[ \\t]*${prompt}(?=(?:[^\\s'"]*[/\\\\])?curl)`).exec(line)?.[0].length ?? 0);
}

const option = /^(?:--?[a-zA-Z]|[\u2010-\u2015\u2212]|['"‘’“”@]|\$['"]|https?:\/\/)/;
const another = new RegExp(String.raw`(?:^|[\n;|&(])[ \t]*(?:[$%>] +)?(?:[^\s'"]*/)?curl(?:\.exe)?[ \t]`);

/**
 * Notes that text after a command is not read; an error if it seems to belong to the command, or is another command.
 * @throws {CertifyError} ERR_INPUT with the place.
 */
export function notesBehind(source: Source, { end, endedBy }: ShellCommand): string[] {
  const text = source.bytes.toString('utf8');
  const place = placesIn(source.name, text);
  const next = skipBlankLines(text, lineEnd(text, end));
  const line = text.slice(next, next + 400);
  if (endedBy === undefined && option.test(line)) {
    throw unreadable(
      'The command ends before this line',
      place(next),
      'a backslash at the end of each line but the last',
      {
        actual: reasonIn(text, end, next),
        advice: 'Remove empty lines and comments from the command, and end each line that goes on with a backslash.',
      },
    );
  }
  const more = another.exec(text.slice(end));
  if (more !== null) {
    const at = end + more.index + more[0].search(/[^\s;|&(]/);
    throw unreadable('There is more than one curl command', place(at), 'one request', {
      advice: 'Pass one command at a time.',
    });
  }
  if (endedBy !== undefined) return [`Text after "${endedBy}" is not read.`];
  return line.trim() === '' ? [] : [`The command ends before ${place(next)}: the text after it is not read.`];
}

const lineEnd = (text: string, at: number): number => {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end;
};

function reasonIn(text: string, end: number, next: number): string {
  const between = text.slice(end, next);
  if (/^[ \t]*(?:#|\/\/)/m.test(between)) return 'a comment between its lines';
  const isContinued = /\\\r?\n[ \t]*$/.test(text.slice(Math.max(end - 200, 0), end));
  return isContinued || /\n[ \t]*\r?\n/.test(between)
    ? 'an empty line between its lines'
    : 'no backslash at the end of the line before';
}
