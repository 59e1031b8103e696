import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { csv } from './csv.ts';

test('header and rows, each of which ends with CRLF', () => {
  expect(csv(['a', 'b'], [['1', 2]])).toBe('a,b\r\n1,2\r\n');
});

test('a cell is quoted where it must be, and an empty one is not', () => {
  const cells = ['a,b', 'say "no"', 'two\r\nlines', 'a\nb', 'a\rb', undefined, 'plain '];
  expect(csv(['h'], [cells])).toBe('h\r\n"a,b","say ""no""","two\r\nlines","a\nb","a\rb",,plain \r\n');
});

test.each(['=1+1', '+1', '-1', '@cmd', '\tx', '=HYPERLINK("https://a.example")'])('%s stands there unaltered', (text) => {
  expect(parse(csv(['h'], [[text]]))).toEqual([['h'], [text]]);
});

test('a parser that is not ours reads what was written, whatever it is', () => {
  const text = fc.string({ unit: fc.constantFrom('a', ',', '"', '\r', '\n', ' ', '\t', ';', '=', 'é', '\0'), minLength: 1 });
  fc.assert(
    fc.property(fc.array(fc.tuple(text, text), { minLength: 1 }), (rows) => {
      const read: unknown = parse(csv(['one', 'two'], rows), { record_delimiter: '\r\n' });
      expect(read).toEqual([['one', 'two'], ...rows]);
    }),
  );
});
