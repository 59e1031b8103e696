import { gap } from './decoded.ts';
import { replaced, type Span } from './spans.ts';

/** From this length on, a literal is a secret wherever it stands; a shorter one where it is no part of a longer word or number. */
const longEnough = 16;

/** Six or more digits, as in a code or a phone number: removed within a word, too, but not within a longer number. */
const isNumeric = (literal: string): boolean => /^\+?\d[\d()./-]{4,}$/.test(literal);

/** A single word, which may also be a word of ours: removed where it is the whole value, but not from sentences. */
const isWord = (literal: string): boolean =>
  literal.length < longEnough && /^(?:[a-z]+|[A-Z][a-z]*|[A-Z]+)$/.test(literal);

/**
 * Literal texts with what takes the place of each. All of them are looked for at once, in a time that grows with the text and not
 * with their number: the automaton of Aho and Corasick (1975). Where two overlap, both are replaced.
 */
export class Literals {
  /** How many characters all literals may have together; what would be beyond that is not added, so the oldest stay. */
  readonly #most: number;
  readonly #replacements = new Map<string, string>();
  readonly #kinds = new Map<string, Kind>();
  #characters = 0;

  /** Node times 2¹⁶ and a UTF-16 code unit, to the next node. The root is 0; all arrays are by node. */
  readonly #next = new Map<number, number>();
  readonly #parents = [0];
  readonly #units = [0];
  readonly #literals: (string | undefined)[] = [undefined];
  /** The nodes of each depth but the root's. */
  readonly #levels: number[][] = [];
  /** By code unit: whether a literal begins with it. */
  readonly #beginnings = new Uint8Array(0x10000);
  /** The longest other prefix of a literal that the node ends with. */
  #fallbacks = [0];
  /** The longest literal that the node ends with, as its node; 0 when there is none. */
  #endings: number[] | undefined;

  constructor(mostCharacters: number) {
    this.#most = mostCharacters;
  }

  has(literal: string): boolean {
    return this.#replacements.has(literal);
  }

  /** @returns whether there was place for it */
  add(literal: string, replacement: string): boolean {
    if (this.#characters + literal.length > this.#most) return false;
    this.#replacements.set(literal, replacement);
    this.#kinds.set(literal, kindOf(literal));
    this.#characters += literal.length;
    this.#beginnings[literal.charCodeAt(0)] = 1;
    this.#literals[this.#nodeOf(literal)] = literal;
    this.#endings = undefined;
    return true;
  }

  replaceIn(text: string): string {
    return replaced(text, this.spansIn(text));
  }

  #nodeOf(literal: string): number {
    let node = 0;
    for (let depth = 0; depth < literal.length; depth++) {
      const unit = literal.charCodeAt(depth);
      const next = this.#next.get(edge(node, unit)) ?? this.#parents.length;
      if (next === this.#parents.length) {
        this.#next.set(edge(node, unit), next);
        this.#parents.push(node);
        this.#units.push(unit);
        this.#literals.push(undefined);
        (this.#levels[depth] ??= []).push(next);
      }
      node = next;
    }
    return node;
  }

  #step(from: number, unit: number): number {
    for (let node = from; ; node = this.#fallbacks[node] ?? 0) {
      const next = this.#next.get(edge(node, unit));
      if (next !== undefined) return next;
      if (node === 0) return 0;
    }
  }

  /** Level by level, since each node rests on shorter ones. */
  #complete(): number[] {
    const endings = new Array<number>(this.#parents.length).fill(0);
    this.#fallbacks = new Array<number>(this.#parents.length).fill(0);
    for (const node of this.#levels.flat()) {
      const parent = this.#parents[node] ?? 0;
      const fallback = parent === 0 ? 0 : this.#step(this.#fallbacks[parent] ?? 0, this.#units[node] ?? 0);
      this.#fallbacks[node] = fallback;
      endings[node] = this.#literals[node] === undefined ? (endings[fallback] ?? 0) : node;
    }
    return endings;
  }

  /** What is to be replaced, in order and without overlap. */
  spansIn(text: string): Span[] {
    const spans: Span[] = [];
    if (this.#replacements.size === 0) return spans;
    const endings = (this.#endings ??= this.#complete());
    let node = 0;
    for (let index = 0; index < text.length; index++) {
      const unit = text.charCodeAt(index);
      if (node === 0 && this.#beginnings[unit] === 0) continue;
      node = this.#step(node, unit);
      const literal = this.#literalAt(endings, node, text, index + 1);
      if (literal === undefined) continue;
      const replacement = this.#replacements.get(literal) ?? '';
      cover(spans, { start: index + 1 - literal.length, end: index + 1, replacement });
    }
    return spans;
  }

  /** The longest literal that ends there and counts there. */
  #literalAt(endings: readonly number[], reached: number, text: string, end: number): string | undefined {
    let node = endings[reached] ?? 0;
    while (node !== 0) {
      const literal = this.#literals[node] ?? '';
      if (counts[this.#kinds.get(literal) ?? 'long'](text, end - literal.length, end)) return literal;
      node = endings[this.#fallbacks[node] ?? 0] ?? 0;
    }
    return undefined;
  }
}

const edge = (node: number, unit: number): number => node * 0x10000 + unit;

/** How a literal is recognized. */
type Kind = 'number' | 'long' | 'word' | 'short';

function kindOf(literal: string): Kind {
  if (isNumeric(literal)) return 'number';
  if (literal.length >= longEnough) return 'long';
  return isWord(literal) ? 'word' : 'short';
}

/** Whether a literal of a kind counts in this place. */
const counts: Readonly<Record<Kind, (text: string, start: number, end: number) => boolean>> = {
  number: (text, start, end) => !isWithinNumber(text, start, end),
  long: () => true,
  word: isValue,
  short: isStandalone,
};

function isStandalone(text: string, start: number, end: number): boolean {
  return !isAlphanumeric(text.charCodeAt(start - 1)) && !isAlphanumeric(text.charCodeAt(end));
}

const isAlphanumeric = (unit: number): boolean =>
  isDigit(unit) || (unit >= 0x41 && unit <= 0x5a) || (unit >= 0x61 && unit <= 0x7a);

const isDigit = (unit: number): boolean => unit >= 0x30 && unit <= 0x39;

/** Also next to a decimal point. */
const isWithinNumber = (text: string, start: number, end: number): boolean =>
  isDigit(text.charCodeAt(start - 1)) ||
  isDigit(text.charCodeAt(end)) ||
  (text[start - 1] === '.' && isDigit(text.charCodeAt(start - 2))) ||
  (text[end] === '.' && isDigit(text.charCodeAt(end + 1)));

/** The whole text or decoding, or text in quotes or directly after `=` or `:`, except property names. */
function isValue(text: string, start: number, end: number): boolean {
  const [before = gap, after = gap] = [text[start - 1], text[end]];
  if (before === gap && after === gap) return true;
  if (before === after && (before === '"' || before === "'" || before === '`')) {
    return !/^\s{0,9}:/.test(text.slice(end + 1, end + 11));
  }
  if (before === '<' && after === '>') return true;
  return (before === '=' || before === ':') && !/[\w=:-]/.test(after);
}

/** Adds a span, which ends behind all others. */
function cover(spans: Span[], { start, end, replacement }: Span): void {
  while ((spans.at(-1)?.start ?? -1) >= start) spans.pop();
  spans.push({ start: Math.max(start, spans.at(-1)?.end ?? 0), end, replacement });
}
