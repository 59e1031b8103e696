import { placeIn, unreadable, type Source } from './text.ts';

/**
 * The value of a JSON text.
 * @throws {CertifyError} ERR_INPUT with `file:line:column`.
 */
export function readJson(source: Source, expected: string): unknown {
  const text = source.bytes.toString('utf8').replace(/^\ufeff/, '');
  try {
    return JSON.parse(text);
  } catch (cause) {
    const { message } = cause as Error;
    const at = /at position (\d+)/.exec(message)?.[1];
    const offset = at === undefined ? source.bytes.length : Buffer.byteLength(text.slice(0, Number(at)));
    throw unreadable('The JSON is malformed', placeIn(source, offset), expected, {
      // Not the parser's own words: they quote the text, which may hold a secret.
      advice: 'Correct the syntax at this place, or save the file again.',
    });
  }
}

export type JsonRecord = Readonly<Record<string, unknown>>;

export function isRecord(value: unknown): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
