import { pointerTo } from '../contract/pointer.ts';

/** A parsed JSON text, with facts that JSON.parse does not report. */
interface JsonText {
  readonly value: unknown;
  /** A pointer to the first duplicate property. */
  readonly repeated: string | undefined;
  /** Pointers to integers that are written with a fraction or an exponent. */
  readonly disguised: ReadonlySet<string>;
}

/** Replaces an integer beyond 2^53: no schema with bounds accepts it. */
const beyondExact = Number.MAX_SAFE_INTEGER + 1;

/** Replaces 1.0 and 1e2: no schema for an integer accepts it. */
const noInteger = 0.5;

/** Deeper than any described property; deeper ones are not named in messages. */
const describedDepth = 16;

/**
 * Parses JSON without changing integers. In OpenAPI 3.0 an integer has neither fraction nor exponent, but JSON.parse would
 * read 1.0 as one and round integers beyond 2^53: both become numbers that schemas for integers reject.
 *
 * @throws {SyntaxError} when it is not JSON (RFC 8259)
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
  /** The names so far in an object; undefined for an array. */
  readonly names: Set<string> | undefined;
  /** The index or name of the next value. */
  next: string;
}

const lexeme = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d[\d.eE+-]*|[{}[\],]/g;

/** Scans the numbers and names of valid JSON. */
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

/** The replacement for a number that JSON.parse would change; undefined for other numbers. */
function changed(literal: string): number | undefined {
  const value = Number(literal);
  if (Math.abs(value) >= beyondExact) return Math.sign(value) * beyondExact;
  return Number.isInteger(value) && /[.eE]/.test(literal) ? noInteger : undefined;
}
