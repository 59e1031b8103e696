import { afterLine, definition, isComment, linesOf, type Line } from './http-lines.ts';
import type { Definition, Definitions } from './placeholders.ts';
import { placeIn, unreadable, type Source } from './text.ts';

/** One request of an .http file, between two `###` lines. */
export interface Block {
  /** Where it ends: at the next `###`, or at the end of the file. */
  readonly end: number;
  /** From `###` and `# @name`. */
  readonly names: readonly string[];
  /** The request line, or the line in its place. */
  readonly start: Line;
  /** A script before the request, which only an editor runs. */
  readonly script: Line | undefined;
}

interface RequestBlocks {
  readonly blocks: readonly Block[];
  readonly definitions: Definitions;
}

const separator = /^###/;
const scriptBefore = /^<\s*\{%|^<\s+(?!HTTP\/\d)\S/;

/** @throws {CertifyError} ERR_INPUT when a variable is defined twice. */
export function requestBlocks(source: Source): RequestBlocks {
  const definitions = new Map<string, Definition>();
  const blocks = parts(source).flatMap(({ title, start, end }) => {
    const block = readBlock(source, start, end, definitions);
    return block === undefined ? [] : [{ ...block, names: [...(title === '' ? [] : [title]), ...block.names] }];
  });
  return { blocks, definitions };
}

/** The whole file as one block. */
export function wholeBlock(source: Source): Block | undefined {
  return readBlock(source, 0, source.bytes.length, new Map());
}

interface Part {
  readonly title: string;
  readonly start: number;
  readonly end: number;
}

function parts({ bytes }: Source): Part[] {
  const found: Part[] = [];
  let part = { title: '', start: 0 };
  for (const { text, offset } of linesOf(bytes, 0, bytes.length)) {
    if (!separator.test(text)) continue;
    found.push({ ...part, end: offset });
    part = { title: utf8(text.replace(/^#+/, '').trim()), start: afterLine(bytes, offset) };
  }
  return [...found, { ...part, end: bytes.length }];
}

function readBlock(source: Source, from: number, end: number, definitions: Map<string, Definition>): Block | undefined {
  const names: string[] = [];
  let script: Line | undefined;
  let isScript = false;
  for (const line of linesOf(source.bytes, from, end)) {
    const { text } = line;
    if (isScript || scriptBefore.test(text)) {
      script ??= line;
      isScript = (isScript || /^<\s*\{%/.test(text)) && !text.includes('%}');
    } else if (isComment(text)) {
      const [, name] = /^\s*(?:#|\/\/)\s*@name[ =]\s*(\S+)/.exec(text) ?? [];
      if (name !== undefined) names.push(utf8(name));
    } else if (definition.test(text)) define(source, line, definitions);
    else if (text.trim() !== '') return { end, names, start: line, script };
  }
  return undefined;
}

function define(source: Source, { text, offset }: Line, definitions: Map<string, Definition>): void {
  const [, name = '', value = ''] = definition.exec(text) ?? [];
  const where = placeIn(source, offset);
  const before = definitions.get(name);
  if (before !== undefined && before.value !== value) {
    throw unreadable(`The variable ${name} has two values`, where, `the value of ${before.where}, or none there`, {
      advice: 'Remove one of the two lines.',
    });
  }
  definitions.set(name, { value, where });
}

const utf8 = (text: string): string => Buffer.from(text, 'latin1').toString('utf8');
