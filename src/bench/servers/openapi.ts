import { join } from 'node:path';
import { readFileSync } from 'node:fs';
import { schemasDir } from '../../contract/locations.ts';
import { pointerTokens } from '../../contract/pointer.ts';

type Schema = Record<string, unknown>;

/** An OpenAPI document of one operation, made of our own schemas for a mock server that is not ours. */
export function openApiDocument(id: string, example: string): object {
  const file = (part: string): string => `${id}.${part}.json`;
  const content = (part: string, more: object = {}) => ({
    'application/json': { schema: resolved(read(file(part)), file(part)), ...more },
  });
  return {
    openapi: '3.1.0',
    info: { title: id, version: '1' },
    paths: {
      [`/${id}`]: {
        post: {
          requestBody: { required: true, content: content('request') },
          responses: {
            200: {
              description: 'It is done',
              content: content('response', { example: JSON.parse(example) as unknown }),
            },
          },
        },
      },
    },
  };
}

/** What is not taken over. */
const names = new Set(['$schema', '$defs', '$ref']);

/** What a schema file says, with what it refers to in place of the references. */
function resolved(value: unknown, file: string): unknown {
  if (Array.isArray(value)) return value.map((one) => resolved(one, file));
  if (typeof value !== 'object' || value === null) return value;
  const { $ref } = value as Schema;
  const kept = Object.entries(value).filter(([name]) => !names.has(name));
  const own = Object.fromEntries(kept.map(([name, one]) => [name, resolved(one, file)]));
  return typeof $ref === 'string' ? { ...(referred($ref, file) as Schema), ...own } : own;
}

function referred(reference: string, from: string): unknown {
  const [path = '', pointer = ''] = reference.split('#');
  const file = path === '' ? from : join(from, '..', path);
  const target = pointerTokens(pointer).reduce<unknown>((value, token) => (value as Schema)[token], read(file));
  return resolved(target, file);
}

function read(file: string): Schema {
  return JSON.parse(readFileSync(join(schemasDir, file), 'utf8')) as Schema;
}
