import { pointerTo } from '../contract/pointer.ts';

/** What a JSON text says, with what JSON.parse does not tell. */
interface JsonText {
  readonly value: unknown;
  /** A pointer to the first member that its object has more than once. */
  readonly repeated: string | undefined;
  /** Pointers to whole numbers that are written with a fraction or an exponent. */
  readonly disguised: ReadonlySet<string>;
}

/** JavaScript cannot tell it from its neighbour: no schema that bounds an integer takes it. */
const beyondExact = Number.MAX_SAFE_INTEGER + 1;

/** Stands for 1.0 and 1e2: no schema that asks for an integer takes it. */
const noInteger = 0.5;

/** So deep are the members that schemas of requests describe, and more; what lies deeper has no name in a message. */
const describedDepth = 16;

/**
 * Parses JSON so that no integer is taken for another. In OpenAPI 3.0 an integer has neither fraction nor exponent, and JSON.parse would
 * make one of 1.0 and round whatever is beyond 2^53: both become numbers that the schemas reject where they ask for an integer.
 *
 * @throws {SyntaxError} when it is no JSON (RFC 8259)
 */
export function parseJsonText(text: string): JsonText {
  const plain = JSON.parse(text) as unknown;
  const { numbers, repeated, disguised } = readLexemes(text);
  if (numbers.length === 0) return { value: plain, repeated, disguised };
  let exact = '';
  let end = 0;
  for (const { start, length, instead } of numbers) {
    exact += text.slice(end, start) + String(instead);
    end = start + length;
  }
  return { value: JSON.parse(exact + text.slice(end)), repeated, disguised };
}

/** A number that JSON.parse would change. */
interface ChangedNumber {
  readonly start: number;
  readonly length: number;
  readonly instead: number;
}

interface Frame {
  readonly pointer: string;
  /** The names that an object has had so far; undefined of an array. */
  readonly names: Set<string> | undefined;
  /** The index or the name of the value that comes next. */
  next: string;
}

const lexeme = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d[\d.eE+-]*|[{}[\],]/g;

/** Looks at the numbers and names of a text that is known to be JSON. */
function readLexemes(text: string) {
  const numbers: ChangedNumber[] = [];
  const disguised = new Set<string>();
  const open: Frame[] = [];
  let repeated: string | undefined;
  let nameIsNext = false;
  const here = (): string => {
    const frame = open.at(-1);
    if (frame === undefined || open.length > describedDepth) return frame?.pointer ?? '';
    return pointerTo(frame.pointer, frame.next);
  };
  for (const { 0: found, index: start } of text.matchAll(lexeme)) {
    const frame = open.at(-1);
    if (found === '{' || found === '[') {
      const names = found === '{' ? new Set<string>() : undefined;
      open.push({ pointer: here(), names, next: '0' });
      nameIsNext = names !== undefined;
    } else if (found === '}' || found === ']') {
      open.pop();
      nameIsNext = false;
    } else if (found === ',') {
      nameIsNext = frame?.names !== undefined;
      if (frame !== undefined && !nameIsNext) frame.next = String(Number(frame.next) + 1);
    } else if (!found.startsWith('"')) {
      const instead = changed(found);
      if (instead !== undefined) numbers.push({ start, length: found.length, instead });
      if (instead === noInteger) disguised.add(here());
    } else if (nameIsNext && frame?.names !== undefined) {
      frame.next = JSON.parse(found) as string;
      if (frame.names.has(frame.next)) repeated ??= here();
      frame.names.add(frame.next);
      nameIsNext = false;
    }
  }
  return { numbers, disguised, repeated };
}

/** What takes the place of a number that JSON.parse would change; undefined when it is taken as it was written. */
function changed(literal: string): number | undefined {
  const value = Number(literal);
  if (Math.abs(value) >= beyondExact) return Math.sign(value) * beyondExact;
  return Number.isInteger(value) && /[.eE]/.test(literal) ? noInteger : undefined;
}
