import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fuzz } from '../fixtures/fuzz.ts';
import { expectLinear } from '../fixtures/growth.ts';
import { Literals } from './literals.ts';

function literals(...all: readonly string[]): Literals {
  const made = new Literals(10_000);
  for (const literal of all) made.add(literal, '*');
  return made;
}

describe('literals', () => {
  test.each([
    ['one', ['secret-1'], 'a secret-1 b', 'a * b'],
    ['one that is all there is', ['secret-1'], 'secret-1', '*'],
    ['none', ['secret-1'], 'a secret-2', 'a secret-2'],
    [
      'a number, also within a word, but not within a longer number',
      ['123456'],
      '123456 1234567 x123456y "123456" 0.123456 123456.7 123456.',
      '* 1234567 x*y "*" 0.123456 123456.7 *.',
    ],
    ['a short one, but not within a word', ['secret-1'], 'secret-1 xsecret-1 secret-12', '* xsecret-1 secret-12'],
    [
      'a word where it is a value, and not where it is spoken of',
      ['certificate'],
      'the certificate of "certificate" is pass:certificate, kind=certificate; <certificate> certificates, certificate: x, {"certificate": 1}',
      'the certificate of "*" is pass:*, kind=*; <*> certificates, certificate: x, {"certificate": 1}',
    ],
    ['a word that is all there is', ['certificate'], 'certificate', '*'],
    ['a long one within a word', ['0123456789abcdef'], 'x0123456789abcdefx', 'x*x'],
    ['the longer of two with the same beginning', ['secret-1', 'secret-1-2'], 'secret-1-2', '*'],
    ['the longer of two with the same end', ['secret-1', 'my-secret-1'], 'my-secret-1', '*'],
    ['the inner one where the outer one breaks off', ['secret-1', 'my-secret-1-2'], 'my-secret-1-3', 'my-*-3'],
    ['the shorter where the longer is part of a word', ['secret-1', 'my secret-1'], 'xmy secret-1', 'xmy *'],
    ['both of two that overlap', ['abcdef/ghijkl', 'ghijkl/mnopqr'], 'abcdef/ghijkl/mnopqr', '**'],
    ['one twice in a row', ['abcabcabcabcabcabc'], 'abc'.repeat(12), '**'],
  ])('%s', (_, all, text, expected) => {
    expect(literals(...all).replaceIn(text)).toBe(expected);
  });

  test('that are added later are found as well', () => {
    const some = literals('secret-1');
    expect(some.replaceIn('secret-1 secret-2')).toBe('* secret-2');
    some.add('secret-2', '+');

    expect(some.replaceIn('secret-1 secret-2')).toBe('* +');
  });

  test('beyond the measure are not added, and the oldest stay', () => {
    const few = new Literals(16);

    expect([few.add('secret-1', '*'), few.add('secret-2', '*'), few.add('secret-3', '*')]).toEqual([true, true, false]);
    expect(few.replaceIn('secret-1 secret-2 secret-3')).toBe('* * secret-3');
  });

  // One word alone is another matter.
  const letters = fc.stringMatching(/^[ab -]{1,20}$/).map((some) => `_${some}`);
  fuzz(
    'leave exactly what none of them covers',
    fc.tuple(fc.array(letters, { maxLength: 6 }), fc.stringMatching(/^[ab _-]{0,80}$/)),
    ([all, text]) => {
      const replaced = literals(...all).replaceIn(text);

      expect(replaced.replaceAll('*', '')).toBe(uncovered(all, text));
    },
  );

  test.each([
    ['that almost match everywhere', [`${'a'.repeat(60_000)}b`, `b${'a'.repeat(60_000)}`], 'a'],
    ['that are nested', Array.from({ length: 400 }, (_, index) => 'a'.repeat(6 + index)), 'a'],
    ['in great number', Array.from({ length: 8_000 }, (_, index) => `secret-${index}`), 'secret-x '],
  ])('%s: the time to look for them grows with the text alone', (_, all, part) => {
    const many = new Literals(512 * 1024);
    for (const literal of all) many.add(literal, '*');
    expectLinear((size) => many.replaceIn(part.repeat(size / part.length)), 1 << 20);
  });
});

/** The slow way. */
function uncovered(all: readonly string[], text: string): string {
  const hidden = new Set<number>();
  for (const literal of all) {
    for (let at = text.indexOf(literal); at >= 0; at = text.indexOf(literal, at + 1)) {
      const within = /[ab]/.test(text[at - 1] ?? '') || /[ab]/.test(text[at + literal.length] ?? '');
      if (literal.length < 16 && within) continue;
      for (let index = at; index < at + literal.length; index++) hidden.add(index);
    }
  }
  return Array.from(text)
    .filter((_, index) => !hidden.has(index))
    .join('');
}
