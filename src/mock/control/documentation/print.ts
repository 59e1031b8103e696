import { schemasDir } from '../../../contract/locations.ts';
import { readSchemaFiles } from '../../../contract/schema-files.ts';
import { topics } from '../routes.ts';
import { examples } from './examples.ts';
import { controlApiMarkdown } from './markdown.ts';
import { responses } from './responses.ts';
import { SchemaReader } from './schema.ts';

const reader = new SchemaReader(readSchemaFiles(schemasDir));
process.stdout.write(controlApiMarkdown({ topics, examples, reader, responses }));
