import { CertifyError } from '../errors.ts';
import { withContentLength, type Captured } from './captured.ts';
import { readCurl } from './curl.ts';
import { commandStart } from './curl-lines.ts';
import type { ReadFile } from './curl-body.ts';
import { readHar } from './har.ts';
import { readHttpText, responseIn } from './http-text.ts';
import { placeholderNotes } from './possible-placeholders.ts';
import { placeIn, unreadable, type Source } from './text.ts';

export type Format = 'http' | 'har' | 'curl';

export interface ReadingOptions {
  readonly format?: Format;
  /** For a HAR file or a file with several requests. */
  readonly entry?: string;
  /** For a curl command or a request that names files. */
  readonly readFile?: ReadFile;
}

/** Larger ones are no requests of a payment API. */
const largest = 32 << 20;

/**
 * Reads a message as an integrator has it: HTTP text, an entry of a HAR file, or a curl command.
 * @throws {CertifyError} ERR_INPUT with the place; ERR_USAGE when an option has no meaning for the format.
 */
export function readMessage(
  source: Source,
  { format = formatOf(source), entry, readFile }: ReadingOptions = {},
): Captured {
  if (source.bytes.length > largest) {
    throw unreadable('The file is too large', placeIn(source, 0), `at most ${largest} bytes`, {
      actual: `${source.bytes.length} bytes`,
    });
  }
  if (entry !== undefined && !hasEntries(source, format)) {
    throw new CertifyError('ERR_USAGE', '--entry works only with HAR files and requests in HTTP text', {
      where: `--entry ${entry}`,
      expected: 'a HAR file, or a file with several requests',
      actual: format === 'curl' ? 'a curl command' : 'a response',
      advice: 'Leave it out.',
    });
  }
  const captured =
    format === 'har'
      ? readHar(source, entry)
      : format === 'curl'
        ? readCurl(source, readFile)
        : readHttpText(source, { entry, readFile });
  assertUsual(captured);
  return withContentLength({ ...captured, notes: [...captured.notes, ...placeholderNotes(captured)] });
}

function hasEntries(source: Source, format: Format): boolean {
  return format === 'har' || (format === 'http' && responseIn(source) === undefined);
}

/** No server takes more; and what is looked for in a field takes the square of its length at worst. */
const longestField = 1 << 14;
const mostFields = 1_000;

function assertUsual({ message: { fields }, origins }: Captured): void {
  const long = fields.findIndex(([, value]) => value.length > longestField);
  if (long >= 0)
    throw unreadable('A field is too long', origins.fields[long] ?? '', `at most ${longestField} characters`);
  if (fields.length > mostFields) {
    throw unreadable('There are too many fields', origins.fields[mostFields] ?? '', `at most ${mostFields} fields`);
  }
}

/** What a source seems to be. */
export function formatOf({ bytes }: Source): Format {
  const start = bytes
    .subarray(0, 4096)
    .toString('utf8')
    .replace(/^\ufeff/, '')
    .replace(/^(?:\s|(?:#|\/\/)[^\n]*(?:\n|$))*/, '');
  if (/^\{(?!\{)/.test(start)) return 'har';
  return commandStart.test(start) ? 'curl' : 'http';
}
