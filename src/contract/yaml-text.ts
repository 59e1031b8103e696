import { isAbsolute, relative } from 'node:path';
import {
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  visit,
  type Alias,
  type Document,
  type Node,
} from 'yaml';
import { CertifyError, type ErrorCode } from '../errors.ts';
import type { JsonValue } from './json.ts';
import { pointerTokens } from './pointer.ts';

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
  UNRESOLVED_ALIAS: 'Write the value out.',
  TAG_RESOLVE_FAILED: 'Remove the tag: plain YAML 1.2 is all that is understood.',
};

/** A path as a reader would type it: relative when it lies below the current folder. */
export function shownPath(file: string): string {
  const path = relative(process.cwd(), file);
  return path.startsWith('..') || isAbsolute(path) ? file : path;
}

/**
 * The value of a YAML 1.2 text, and where in it each value stands.
 * @throws {CertifyError} of the code asked for, with `file:line:column`, when it is malformed or expands its aliases beyond measure.
 */
export function parseYaml(text: string, file: string, code: ErrorCode): { value: JsonValue; at: Locate } {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, logLevel: 'error' });
  const place = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return `${shownPath(file)}:${String(line)}:${String(Math.max(col, 1))}`;
  };

  const problem = document.errors[0] ?? document.warnings[0] ?? unresolvedAlias(document);
  if (problem !== undefined) {
    throw new CertifyError(code, `The YAML is malformed: ${sentence(problem.message)}`, {
      where: place(problem.pos[0]),
      expected: 'YAML 1.2',
      advice: adviceBySyntaxError[problem.code] ?? 'Correct the syntax at this place.',
    });
  }

  const at: Locate = (pointer, part = 'value') => place(offsetOf(document.contents, pointer, part));
  try {
    return { value: document.toJS({ maxAliasCount: 100 }) as JsonValue, at };
  } catch (cause) {
    throw new CertifyError(code, 'The YAML expands its aliases beyond measure', {
      where: place(0),
      expected: 'at most 100 values by alias',
      advice: 'Write the values out, or use a variant.',
      cause,
    });
  }
}

function unresolvedAlias(document: Document): { code: string; message: string; pos: [number] } | undefined {
  let found: Alias | undefined;
  visit(document, {
    Alias: (_, alias) => {
      if (alias.resolve(document) !== undefined) return undefined;
      found = alias;
      return visit.BREAK;
    },
  });
  if (found === undefined) return undefined;
  const message = `no anchor &${found.source} stands before its alias`;
  return { code: 'UNRESOLVED_ALIAS', message, pos: [found.range?.[0] ?? 0] };
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
  if (isMap(node)) {
    const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === token);
    return { key: isNode(pair?.key) ? pair.key : null, value: isNode(pair?.value) ? pair.value : null };
  }
  const item = isSeq(node) ? node.items[Number(token)] : undefined;
  return { key: null, value: isNode(item) ? item : null };
}
