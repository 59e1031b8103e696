import { posix } from 'node:path';
import { valueAt } from '../../../contract/pointer.ts';
import type { SchemaFiles } from '../../../contract/schema-files.ts';
import type { SchemaFacts } from '../../../contract/schema-words.ts';

/** A schema of a content, as far as the documentation tells of it. */
export interface Schema extends SchemaFacts {
  readonly $ref?: string;
  readonly title?: string;
  readonly description?: string;
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema | boolean>>;
  readonly minProperties?: number;
  readonly dependentRequired?: Readonly<Record<string, readonly string[]>>;
  readonly allOf?: readonly Schema[];
  readonly const?: string;
  readonly if?: Schema;
  readonly then?: Schema;
  readonly else?: Schema;
}

/** A schema with the file that its references start from, by its id. */
export interface Located {
  readonly schema: Schema;
  readonly id: string;
}

/** Reads schemas, and follows references within a folder of them. */
export class SchemaReader {
  readonly #files: SchemaFiles;

  constructor(files: SchemaFiles) {
    this.#files = files;
  }

  read(id: string): Located {
    return { id, schema: JSON.parse(this.#files.get(id) ?? '{}') as Schema };
  }

  /** The schema that is referred to, if one is; what stands beside a reference goes before what is referred to. */
  resolved({ schema, id }: Located): Located {
    const { $ref, ...beside } = schema;
    if ($ref === undefined) return { schema, id };
    const [file = '', pointer = ''] = $ref.split('#');
    const target = file === '' ? id : posix.join(posix.dirname(id), file.replace(/\.json$/, ''));
    const found = this.resolved({ id: target, schema: valueAt(this.read(target).schema, pointer) as Schema });
    return { id: found.id, schema: { ...found.schema, ...beside } };
  }
}
