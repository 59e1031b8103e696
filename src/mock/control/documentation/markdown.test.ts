import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { packageRoot, schemasDir } from '../../../contract/locations.ts';
import { readSchemaFiles } from '../../../contract/schema-files.ts';
import { routes, topics } from '../routes.ts';
import { propertiesOf } from './content.ts';
import { examples } from './examples.ts';
import { controlApiMarkdown } from './markdown.ts';
import { responses } from './responses.ts';
import { SchemaReader } from './schema.ts';

const files = readSchemaFiles(schemasDir);
const reader = new SchemaReader(files);
const page = controlApiMarkdown({ topics, examples, reader, responses });

describe('docs/control-api.md', () => {
  test('is in step with calls and schemas; "npm run docs" makes it so', () => {
    expect(readFileSync(join(packageRoot(), 'docs/control-api.md'), 'utf8')).toBe(page);
  });

  test('has a section for each call', () => {
    const calls = routes.filter(({ path }) => path !== '/').map(({ method, path }) => `${method} ${path}`);
    expect(page.match(/(?<=^### )[A-Z]+ .*/gm)).toEqual(calls);
  });

  test('has an example for each topic, and none for another', () => {
    expect(Object.keys(examples)).toEqual(Object.keys(topics));
  });

  test('tells what a call takes, and on what that depends', () => {
    expect(page).toContain(`
Content: [Limit the requests of an organization](../specs/schemas/control/rate-limit.request.json)

- \`requests\` (a whole number from 1 to 1000000; optional)`);
    expect(page).toContain('\n- `perSeconds` (a whole number from 1 to 86400; only beside `requests`): Default: 1\n');
    expect(page).toContain('(../specs/schemas/control/clock.request.json), at least one of these\n\n- `frozen`');
  });
});

describe('a property', () => {
  const kept = { id: 'control/x.request', schema: {} };
  const needs = (schema: object) =>
    propertiesOf({ ...kept, schema }, reader).map(({ path, kind, need }) => `${path}: ${kind}; ${need}`);

  test('is told with those that it has itself, also behind references', () => {
    const names = propertiesOf(reader.read('control/webhooks.request'), reader);
    expect(names[1]).toEqual({
      path: 'endpoints[].url',
      kind: 'text',
      need: 'required',
      description: 'https, and without credentials',
    });
    expect(needs({ properties: { one: { properties: { two: { $ref: '../common.json#/$defs/currency' } } } } })).toEqual(
      ['one: text; optional', 'one.two: text; optional'],
    );
    expect(
      propertiesOf({ ...kept, schema: { properties: { one: { $ref: '../common.json#/$defs/currency' } } } }, reader),
    ).toMatchObject([{ description: 'ISO 4217' }]);
  });

  test('depends on the value of another', () => {
    const [type, one, two] = ['type', 'one', 'two'];
    const schema = {
      properties: { [type]: { enum: ['a', 'b', 'c'] }, [one]: {}, [two]: {} },
      required: [type],
      allOf: [
        {
          if: { properties: { type: { enum: ['a', 'b'] } } },
          then: { required: [one] },
          else: { properties: { one: false } },
        },
        { if: { properties: { type: { const: 'c' } } }, then: { properties: { two: false } } },
      ],
    };
    expect(needs(schema)).toEqual([
      'type: `a`, `b`, `c`; required',
      'one: text; required where `type` is `a` or `b`, not allowed otherwise',
      'two: text; only where `type` is not `c`',
    ]);
  });

  test('stands in for another', () => {
    expect(needs(reader.read('control/client-certificate.request').schema).slice(0, 2)).toEqual([
      'publicKey: text; required without `certificateRequest`, not allowed otherwise',
      'certificateRequest: text; optional',
    ]);
  });
});

/** What the page can say of a schema, and what needs no saying: a pattern has its description. */
const told = [
  ...['$schema', '$ref', '$defs', 'title', 'description', 'type', 'format', 'enum', 'const', 'properties', 'required'],
  ...['items', 'minimum', 'maximum', 'minLength', 'maxLength', 'minItems', 'maxItems', 'uniqueItems', 'pattern'],
  ...['minProperties', 'additionalProperties', 'dependentRequired', 'allOf', 'if', 'then', 'else'],
];

test.each([...files.keys()].filter((id) => id.startsWith('control/')))('%s says nothing that the page cannot', (id) => {
  expect(keywordsOf(reader.read(id).schema).filter((keyword) => !told.includes(keyword))).toEqual([]);
});

/** The keywords of a schema and of those within it. */
function keywordsOf(schema: unknown): string[] {
  if (Array.isArray(schema)) return schema.flatMap(keywordsOf);
  if (typeof schema !== 'object' || schema === null) return [];
  return Object.entries(schema).flatMap(([keyword, value]) => {
    const named = keyword === 'properties' || keyword === '$defs';
    if (keyword === 'dependentRequired') return [keyword];
    return [keyword, ...(named ? Object.values(value as object) : [value as unknown]).flatMap(keywordsOf)];
  });
}
