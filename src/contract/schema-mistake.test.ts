import { expect, test } from 'vitest';
import { folder, told } from './fixtures/folder.ts';
import { schemasDir } from './locations.ts';
import { withOwnSchemas } from './own-schemas.ts';
import { loadSchemas } from './schemas.ts';

const order = (inner: string): Readonly<Record<string, string>> => ({
  'shop/order.json': `{\n  "type": "object",\n  ${inner}\n}`,
  'shop/basket.json': '{ "type": "object" }',
});

test.each([
  ['"properties": { "id": { "type": "string", "patern": "^A" } }', 'shop/order.json:3:45', 'pattern'],
  ['"properties": { "id": { "type": "strng" } }', 'shop/order.json:3:35', 'string'],
  ['"properties": { "on": { "type": "string", "format": "dat" } }', 'shop/order.json:3:55', 'date'],
  ['"$ref": "../payments/statos.response.json"', 'shop/order.json:3:11', '../payments/status.response.json'],
  ['"$ref": "baskt.json"', 'shop/order.json:3:11', 'basket.json'],
])('a mistake in a schema has its place and what was meant: %s', (inner, where, likely) => {
  const error = told(() => withOwnSchemas(loadSchemas(schemasDir), folder(order(inner))));
  expect(error.where?.endsWith(where), error.where).toBe(true);
  expect(error).toMatchObject({ code: 'ERR_SCHEMA', advice: `Did you mean ${likely}?` });
});

test('a mistake in a schema that another refers to is found there', () => {
  const files = { ...order('"$ref": "item.json"'), 'shop/item.json': '{\n  "minimun": 1 }' };
  const error = told(() => withOwnSchemas(loadSchemas(schemasDir), folder(files)));
  expect(error.where).toMatch(/shop\/item\.json:2:3$/);
  expect(error.advice).toBe('Did you mean minimum?');
});
