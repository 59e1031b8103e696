import { expect, test } from 'vitest';
import type { JsonValue } from './json.ts';
import { fill, fillString, malformedPlaceholder } from './template.ts';

const values: Record<string, JsonValue> = { amount: 2500, 'account.id': 'pa-1', flag: true, order: { id: 7 } };
const resolve = (name: string): JsonValue => values[name] ?? `<${name}>`;

test('a text that is one variable takes over its type; variables inside a text are written into it', () => {
  const template = {
    amount: '${amount}',
    list: ['${flag}', '${order}'],
    text: 'to ${account.id}: ${amount}',
    plain: 5,
  };
  expect(fill(template, resolve)).toEqual({ amount: 2500, list: [true, { id: 7 }], text: 'to pa-1: 2500', plain: 5 });
});

test('a variable is told where it stands', () => {
  const pointers: string[] = [];
  fill({ a: ['x', { 'b/c': '${amount}' }] }, (name, pointer) => {
    pointers.push(`${name} ${pointer}`);
    return null;
  });
  expect(pointers).toEqual(['amount /a/1/b~1c']);
});

test('what is filled in is not read as a template again', () => {
  expect(fill('${a}', () => '${b}')).toBe('${b}');
  expect(fillString('/x/${a}', () => 'a/b', encodeURIComponent)).toBe('/x/a%2Fb');
});

test.each([
  ['${account.id}', undefined],
  ['price: $5 {or so}', undefined],
  ['${}', '${}'],
  ['${account id}', '${account id}'],
  ['${a}/${b', '${b'],
  ['${.a}', '${.a}'],
])('%s: %s', (text, malformed) => {
  expect(malformedPlaceholder(text)).toBe(malformed);
});
