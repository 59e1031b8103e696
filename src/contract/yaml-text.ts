import { isAbsolute, relative } from 'node:path';
import type { Document, Node, Pair, Scalar, YAMLMap } from 'yaml';
import { CertifyError, type ErrorCode } from '../errors.ts';
import type { JsonValue } from './json.ts';
import { pointerTokens } from './pointer.ts';
import { yaml } from './yaml-library.ts';

/** `file:line:column` of the value at a JSON Pointer, or of its key; of the nearest value around it when there is none. */
export type Locate = (pointer: string, part?: 'key' | 'value') => string;

/** What an author can do about the syntax errors that authors make. */
const adviceBySyntaxError: Record<string, string> = {
  DUPLICATE_KEY: 'Remove one of the two entries.',
  TAB_AS_INDENT: 'Indent with spaces.',
  BAD_INDENT: 'Indent all entries of one level alike.',
  BLOCK_AS_IMPLICIT_KEY: 'Indent nested entries, and quote a value that contains a colon.',
  MULTILINE_IMPLICIT_KEY: 'Quote the value, or put each entry on its own line.',
  MISSING_CHAR: 'Close the quote or bracket.',
  MULTIPLE_DOCS: 'Remove the second document: a file holds one.',
  TOO_DEEP: 'Write it with fewer levels.',
  LONE_CR: 'Save it with LF or CR LF at the end of each line.',
  CONFLICT: 'Resolve the conflict, and remove the lines <<<<<<<, ======= and >>>>>>>.',
  UNRESOLVED_ALIAS: 'Write the value out.',
  NUMBER_INEXACT: 'Write a number from -9007199254740991 to 9007199254740991, or quote it if it is text.',
  KEY_NOT_TEXT: 'Write the key out; no list, map or alias can be one.',
  TAG_RESOLVE_FAILED: 'Remove the tag: plain YAML 1.2 is all that is understood.',
};

/** Larger than any file that people write, in characters. */
const largest = 1 << 19;
const mostAliases = 100;

/** A path as a reader would type it: relative when it lies below the current folder. */
export function shownPath(file: string): string {
  const path = relative(process.cwd(), file);
  return path.startsWith('..') || isAbsolute(path) ? file : path;
}

/**
 * The value of a YAML 1.2 text, and where in it each value stands.
 * @throws {CertifyError} of the code asked for, with `file:line:column`, when it is too large, malformed, repeats a key, or expands
 *   its aliases beyond measure.
 */
export function parseYaml(text: string, file: string, code: ErrorCode): { value: JsonValue; at: Locate } {
  if (text.length > largest) {
    throw new CertifyError(code, 'The YAML is too large', {
      where: `${shownPath(file)}:1:1`,
      expected: `at most ${largest} characters`,
      actual: `${text.length} characters`,
    });
  }
  const { LineCounter, parseDocument } = yaml();
  const lines = new LineCounter();
  // The library's own search for repeated keys takes the square of their number.
  const options = { lineCounter: lines, prettyErrors: false, logLevel: 'error', uniqueKeys: false } as const;
  const document = parseDocument(text, options);
  const place = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return `${shownPath(file)}:${String(line)}:${String(Math.max(col, 1))}`;
  };

  const problem = plainly(text, document.errors[0] ?? document.warnings[0] ?? misuseIn(document));
  if (problem !== undefined) {
    throw new CertifyError(code, `The YAML is malformed: ${sentence(problem.message)}`, {
      where: place(problem.pos[0]),
      expected: 'YAML 1.2',
      advice: adviceBySyntaxError[problem.code] ?? 'Correct the syntax at this place.',
    });
  }

  const at: Locate = (pointer, part = 'value') => place(offsetOf(document.contents, pointer, part));
  const excessive = (cause?: unknown) =>
    new CertifyError(code, 'The YAML expands its aliases beyond measure', {
      where: place(0),
      expected: `at most ${mostAliases} values by alias`,
      advice: 'Write the values out, or use a variant.',
      cause,
    });
  if (aliasesIn(document) > mostAliases) throw excessive();
  try {
    return { value: document.toJS({ maxAliasCount: mostAliases }) as JsonValue, at };
  } catch (cause) {
    throw excessive(cause);
  }
}

interface Misuse {
  readonly code: string;
  readonly message: string;
  readonly pos: readonly [number, ...number[]];
}

/** Plain words for messages of the library. */
const plainer: readonly (readonly [
  code: string,
  shown: (text: string, problem: Misuse) => boolean,
  message: string,
])[] = [
  ['MULTIPLE_DOCS', (_, { code }) => code === 'MULTIPLE_DOCS', 'a second document follows'],
  ['TOO_DEEP', (_, { message }) => /call stack/i.test(message), 'it is nested too deeply'],
  ['LONE_CR', (text) => /\r(?!\n)/.test(text) && !text.includes('\n'), 'its lines end with CR alone'],
  ['CONFLICT', (text) => /^<{7} /m.test(text) && /^(?:={7}|>{7}|<{7}) ?/m.test(text), 'a merge left its marks'],
];

function plainly(text: string, problem: Misuse | undefined): Misuse | undefined {
  const [code, , message] = (problem && plainer.find(([, shown]) => shown(text, problem))) ?? [];
  if (problem === undefined || code === undefined || message === undefined) return problem;
  const at = code === 'CONFLICT' ? text.search(/^<{7} /m) : code === 'LONE_CR' ? text.indexOf('\r') : problem.pos[0];
  return { code, message, pos: [at] };
}

/** The first alias without its anchor, repeated key, or key that is no text. In linear time. */
function misuseIn(document: Document): Misuse | undefined {
  const { isMap, isScalar, visit } = yaml();
  const anchors = new Set<string>();
  let found: Misuse | undefined;
  visit(document, {
    Alias: (_, { source, range }) => {
      if (anchors.has(source)) return undefined;
      const message = `no anchor &${source} stands before its alias`;
      found = { code: 'UNRESOLVED_ALIAS', message, pos: [range?.[0] ?? 0] };
      return visit.BREAK;
    },
    Value: (_, node) => {
      if (node.anchor !== undefined) anchors.add(node.anchor);
      found = isMap(node) ? keyMisuse(node) : isScalar(node) ? numberMisuse(node) : undefined;
      return found && visit.BREAK;
    },
  });
  return found;
}

/** A number that JavaScript cannot represent. */
function numberMisuse({ value, source, range }: Scalar): Misuse | undefined {
  if (typeof value !== 'number' || isExact(value, source)) return undefined;
  const message = `the number ${source ?? String(value)} would be read as ${String(value)}`;
  return { code: 'NUMBER_INEXACT', message, pos: [range?.[0] ?? 0] };
}

const isExact = (value: number, source = ''): boolean =>
  Math.abs(value) <= Number.MAX_SAFE_INTEGER && (value !== 0 || !/^[-+]?[\d.]*[1-9]/.test(source));

function keyMisuse({ items }: YAMLMap): Misuse | undefined {
  const keys = new Set<unknown>();
  for (const { key } of items) {
    const pos = [yaml().isNode(key) ? (key.range?.[0] ?? 0) : 0] as const;
    // JSON has no such key, and the library takes more than the square of their nesting to write them as text.
    if (!yaml().isScalar(key)) return { code: 'KEY_NOT_TEXT', message: 'a key must be a text', pos };
    if (keys.has(key.value)) return { code: 'DUPLICATE_KEY', message: 'Map keys must be unique', pos };
    keys.add(key.value);
  }
  return undefined;
}

function aliasesIn(document: Document): number {
  let count = 0;
  yaml().visit(document, {
    Alias: () => {
      count++;
    },
  });
  return count;
}

const sentence = (message: string): string => message.charAt(0).toLowerCase() + message.slice(1);

/** Where a value or its key starts in the text; for a missing one where that starts in which it is missing. */
function offsetOf(root: Node | null, pointer: string, part: 'key' | 'value'): number {
  let node: Node | null = root;
  let offset = root?.range?.[0] ?? 0;
  for (const token of pointerTokens(pointer)) {
    const { key, value } = childOf(node, token);
    offset = (part === 'key' ? key : value)?.range?.[0] ?? key?.range?.[0] ?? value?.range?.[0] ?? offset;
    if (value === null) break;
    node = value;
  }
  return offset;
}

function childOf(node: Node | null, token: string): { key: Node | null; value: Node | null } {
  const { isMap, isNode, isSeq } = yaml();
  if (isMap(node)) {
    const pair = pairsOf(node).get(token);
    return { key: isNode(pair?.key) ? pair.key : null, value: isNode(pair?.value) ? pair.value : null };
  }
  const item = isSeq(node) ? node.items[Number(token)] : undefined;
  return { key: null, value: isNode(item) ? item : null };
}

const known = new WeakMap<YAMLMap, ReadonlyMap<string, Pair>>();

/** The pairs of a map by their keys, the first of each. */
function pairsOf(map: YAMLMap): ReadonlyMap<string, Pair> {
  const found = known.get(map);
  if (found !== undefined) return found;
  const pairs = new Map<string, Pair>();
  const { isScalar } = yaml();
  for (const pair of map.items.toReversed()) if (isScalar(pair.key)) pairs.set(String(pair.key.value), pair);
  known.set(map, pairs);
  return pairs;
}
