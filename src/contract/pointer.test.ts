import { describe, expect, test } from 'vitest';
import { pointerTo, pointerTokens, valueAt } from './pointer.ts';

/** The document and the table of RFC 6901 section 5. */
const document = {
  foo: ['bar', 'baz'],
  '': 0,
  'a/b': 1,
  'c%d': 2,
  'e^f': 3,
  'g|h': 4,
  'i\\j': 5,
  'k"l': 6,
  ' ': 7,
  'm~n': 8,
};

describe('RFC 6901 section 5', () => {
  test.each([
    ['', document],
    ['/foo', ['bar', 'baz']],
    ['/foo/0', 'bar'],
    ['/', 0],
    ['/a~1b', 1],
    ['/c%d', 2],
    ['/e^f', 3],
    ['/g|h', 4],
    ['/i\\j', 5],
    ['/k"l', 6],
    ['/ ', 7],
    ['/m~0n', 8],
  ])('%j', (pointer, value) => {
    expect(valueAt(document, pointer)).toEqual(value);
  });
});

test.each(['/bar', '/foo/2', '/foo/00', '/foo/-', '/foo/length', '/toString', '/foo/0/0'])(
  '%s points at nothing',
  (pointer) => {
    expect(valueAt(document, pointer)).toBeUndefined();
  },
);

test('a token survives being escaped', () => {
  expect(pointerTokens(pointerTo('/x', 'm~1/n'))).toEqual(['x', 'm~1/n']);
});
