import { posix } from 'node:path';
import type { SchemaFiles } from './schema-files.ts';
import { nearest } from './suggestion.ts';

/** A schema that the compiler rejects: where, and what was probably meant. */
export interface SchemaMistake {
  /** The id of the schema that holds it. */
  readonly id: string;
  /** `:line:column` behind the name of its file; empty when nobody tells. */
  readonly place: string;
  readonly likely?: string;
}

/** What a schema may use. */
export interface Known {
  readonly keywords: readonly string[];
  readonly formats: readonly string[];
  /** Ids of schemas. */
  readonly ids: readonly string[];
}

/**
 * Finds the keyword, type or reference that the compiler's message is about in the schema, or in one that it refers to.
 */
export function schemaMistake(id: string, message: string, files: SchemaFiles, known: Known): SchemaMistake {
  const [, keyword] = /unknown keyword: "(.+?)"/.exec(message) ?? [];
  const [, reference] = /can't resolve reference (\S+) from id/.exec(message) ?? [];
  const [, format] = /unknown format "(.+?)"/.exec(message) ?? [];
  const [, last] = /: "?([^":]+)"?$/.exec(message) ?? [];
  const word = keyword ?? format ?? reference ?? last;
  const likely = word === undefined ? undefined : nearest(word, candidates());
  const holder = [id, ...files.keys()].find(
    (each) => word !== undefined && files.get(each)?.includes(JSON.stringify(word)),
  );
  return {
    id: holder ?? id,
    place: holder === undefined || word === undefined ? '' : placeOf(files.get(holder) ?? '', JSON.stringify(word)),
    ...(likely !== undefined && { likely }),
  };

  function candidates(): readonly string[] {
    if (keyword !== undefined) return known.keywords;
    if (format !== undefined) return known.formats;
    if (reference === undefined) return types;
    const folder = posix.dirname(id);
    return known.ids.map((other) => `${posix.relative(folder, other)}.json`);
  }
}

const types = ['string', 'number', 'integer', 'object', 'array', 'boolean', 'null'];

function placeOf(text: string, part: string): string {
  const before = text.slice(0, text.indexOf(part)).split('\n');
  return `:${before.length}:${(before.at(-1) ?? '').length + 1}`;
}
