import { describe, expect, it } from 'vitest';
import { columns, wrapped } from './columns.ts';

describe('columns', () => {
  const rows = [
    ['a', 'value', 'from here'],
    ['long', 'v', 'from there'],
  ];

  it('stand one below the other', () => {
    expect(columns(rows)).toEqual(['a     value  from here', 'long  v      from there']);
  });

  it('give way where a row would be too long', () => {
    expect(columns(rows, 22)).toEqual(['a     value  from here', 'long  v', '      from there']);
  });

  it('are no wider for one long cell', () => {
    const long = 'x'.repeat(50);
    expect(
      columns([
        ['a', long, 'b'],
        ['a', 'short', 'b'],
      ]),
    ).toEqual([`a  ${long}  b`, `a  ${'short'.padEnd(40)}  b`]);
  });

  it('may be none', () => {
    expect(columns([])).toEqual([]);
  });
});

describe('wrapped', () => {
  it('breaks between words', () => {
    expect(wrapped('one two three', 9, '  ')).toEqual(['  one two', '  three']);
  });

  it('leaves a long word whole', () => {
    expect(wrapped('a honorificabilitudinitatibus b', 10)).toEqual(['a', 'honorificabilitudinitatibus', 'b']);
  });
});
