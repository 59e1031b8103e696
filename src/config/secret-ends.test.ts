import { expect, it } from 'vitest';
import { secretEnds } from './secret-ends.ts';

it.each([
  ['s3cret ', ['white space at its end']],
  [' s3cret', ['white space at its start']],
  ['s3cret\r', ['a carriage return (CR) at its end']],
  ['s3cret\r\n\n', ['a carriage return (CR) at its end', 'a line break at its end']],
  ['s3cret\u00a0\t', ['white space at its end']],
  ['\ufeffs3cret', ['a byte order mark at its start']],
  ['s3cret\u200b', ['an invisible character at its end']],
  ['s3cret\u0000', ['an invisible character at its end']],
  ['"s3cret"', ['quotes around it']],
  ["'s3cret'\n", ['a line break at its end', 'quotes around it']],
  ['“s3cret”', ['quotes around it']],
  ['" s3cret"', ['quotes around it', 'white space at its start']],
])('names what was copied along with a secret: %j', (secret, found) => {
  expect(secretEnds(secret)).toEqual({ trimmed: 's3cret', found });
});

it.each(['s3cret', 's3 cret', '"', 'a"b', '"a', "it's", '👍'])('finds nothing at the ends of %j', (secret) => {
  expect(secretEnds(secret)).toEqual({ trimmed: secret, found: [] });
});

it('tells a secret of nothing but white space', () => {
  expect(secretEnds(' \n')).toEqual({ trimmed: '', found: ['white space throughout', 'a line break throughout'] });
});
