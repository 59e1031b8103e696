import { describe, expect, it } from 'vitest';
import { lineDiff, valueDiff } from './line-diff.ts';

const told = (expected: string, actual: string): string[] | undefined =>
  valueDiff(expected, actual)?.map(({ mark, text }) => mark + text);

describe('valueDiff', () => {
  it.each([
    ['status 200', 'status 400'],
    ['{"a":1}', 'no JSON'],
    ['one line', 'two\nlines'],
    ['1', '2'],
    ['"text"', '"other"'],
  ])('is none of %j and %j, which are better told one by one', (expected, actual) => {
    expect(valueDiff(expected, actual)).toBeUndefined();
  });

  it('compares JSON member by member, however it is written', () => {
    expect(told('{"a":1,"b":[1,2]}', '{ "a": 1,\n"b": [1, 3] }')).toEqual([
      ' {',
      '   "a": 1,',
      '   "b": [',
      '     1,',
      '-    2',
      '+    3',
      '   ]',
      ' }',
    ]);
  });

  it('leaves out what is far from a change', () => {
    const lines = Array.from({ length: 30 }, (_, index) => `line ${index}`);
    const other = lines.map((line, index) => (index === 15 ? 'changed' : line));
    expect(told(lines.join('\n'), other.join('\n'))).toEqual([
      ...[' …', ' line 12', ' line 13', ' line 14', '-line 15', '+changed'],
      ...[' line 16', ' line 17', ' line 18', ' …'],
    ]);
  });

  it('does not compare what is too long to be read', () => {
    expect(valueDiff('a\n'.repeat(1000), 'b\n'.repeat(1000))).toBeUndefined();
  });
});

it.each([
  [[], ['a'], ['+a']],
  [['a'], [], ['-a']],
  [
    ['a', 'b', 'c'],
    ['a', 'c', 'd'],
    [' a', '-b', ' c', '+d'],
  ],
])('the lines %j and %j differ by %j', (old, now, lines) => {
  expect(lineDiff(old, now).map(({ mark, text }) => mark + text)).toEqual(lines);
});
