import { isDeepStrictEqual } from 'node:util';
import { isMap, isNode, parseDocument, stringify, type Document, type YAMLMap } from 'yaml';
import type { JsonObject, JsonValue } from '../contract/json.ts';
import type { ProtocolOverrides } from '../contract/protocol.ts';
import { CertifyError } from '../errors.ts';

/** A stretch of the text, and what takes its place. */
interface Edit {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/**
 * Puts settings into the `protocol:` section of a configuration. Every other character stays as it is: comments, order, blank lines.
 * @param file names the text in errors.
 * @throws {CertifyError} ERR_CONFIG when the section is written in a way that cannot be edited.
 */
export function withProtocolSettings(text: string, settings: ProtocolOverrides, file: string): string {
  const document = parseDocument(text);
  const edited = editsOf(text, document, settings)
    .sort((one, other) => other.from - one.from)
    .reduce((whole, edit) => whole.slice(0, edit.from) + edit.text + whole.slice(edit.to), text);

  const before = document.toJS() as { readonly protocol?: JsonObject } | null;
  const wanted = { ...before, protocol: { ...before?.protocol, ...settings } };
  const after = parseDocument(edited);
  if (after.errors.length === 0 && isDeepStrictEqual(after.toJS(), wanted)) return edited;
  throw new CertifyError('ERR_CONFIG', 'The protocol section of this file cannot be edited', {
    where: file,
    expected: 'a section protocol: with one setting a line',
    advice: `Write there yourself: ${lines(settings).join(', ')}.`,
  });
}

function editsOf(text: string, document: Document, settings: ProtocolOverrides): Edit[] {
  const section = document.get('protocol', true);
  if (!isNode(section)) return [atEnd(text, `protocol:${indented(settings)}\n`)];
  const [from, to] = section.range ?? [0, 0];
  if (isMap(section) && section.items.length > 0) return editsWithin(text, section, settings);
  if (isMap(section)) return [{ from, to, text: `{ ${lines(settings).join(', ')} }` }];
  const lineEnd = /\n|$/.exec(text.slice(to))?.index ?? 0;
  return [
    { from, to, text: '' },
    { from: to + lineEnd, to: to + lineEnd, text: indented(settings) },
  ];
}

/** Settings that are there get their new value; the others stand before them. */
function editsWithin(text: string, section: YAMLMap, settings: ProtocolOverrides): Edit[] {
  const [first = 0] = rangeOf(section.items[0]?.key) ?? [];
  const between = section.flow ? ', ' : `\n${' '.repeat(first - text.lastIndexOf('\n', first - 1) - 1)}`;
  const added = Object.entries(settings).filter(([id]) => !section.has(id));
  const changed = Object.entries(settings).flatMap(([id, value]): Edit[] => {
    const range = rangeOf(section.get(id, true));
    return range === undefined ? [] : [{ from: range[0], to: range[1], text: scalar(value) }];
  });
  return [...changed, { from: first, to: first, text: added.map(([id, value]) => line(id, value) + between).join('') }];
}

function atEnd(text: string, section: string): Edit {
  const newline = text === '' || text.endsWith('\n') ? '' : '\n';
  return { from: text.length, to: text.length, text: newline + section };
}

const rangeOf = (node: unknown) => (isNode(node) ? (node.range ?? undefined) : undefined);

const scalar = (value: JsonValue): string => stringify(value).trim();

const line = (id: string, value: JsonValue): string => `${id}: ${scalar(value)}`;

const lines = (settings: ProtocolOverrides): string[] => Object.entries(settings).map(([id, value]) => line(id, value));

const indented = (settings: ProtocolOverrides): string =>
  lines(settings)
    .map((one) => `\n  ${one}`)
    .join('');
