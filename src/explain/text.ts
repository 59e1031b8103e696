import { CertifyError } from '../errors.ts';

/** A file that somebody handed in, or standard input. */
export interface Source {
  /** As messages name it. */
  readonly name: string;
  readonly bytes: Buffer;
}

/** Where in a text an offset is: `file:line:column`, both from 1. */
export type Places = (offset: number) => string;

export function placesIn(name: string, text: string): Places {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return (offset) => {
    let [low, high] = [0, starts.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? 0) > offset) high = middle;
      else low = middle;
    }
    return `${name}:${low + 1}:${offset - (starts[low] ?? 0) + 1}`;
  };
}

const known = new WeakMap<Source, Places>();

/** Where in a source an offset is, counted in bytes. */
export function placeIn(source: Source, offset: number): string {
  const places = known.get(source) ?? placesIn(source.name, source.bytes.toString('latin1'));
  known.set(source, places);
  return places(offset);
}

/** What a source holds that cannot be understood. */
export function unreadable(
  message: string,
  where: string,
  expected: string,
  { actual, advice, cause }: { actual?: string; advice?: string; cause?: unknown } = {},
): CertifyError {
  return new CertifyError('ERR_INPUT', message, {
    where,
    expected,
    ...(actual === undefined ? {} : { actual: shortened(actual) }),
    ...(advice === undefined ? {} : { advice }),
    cause,
  });
}

function shortened(text: string): string {
  return text.length > 120 ? `${text.slice(0, 120)}…` : text;
}
