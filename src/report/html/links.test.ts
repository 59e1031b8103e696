import { describe, expect, it } from 'vitest';
import { linker } from './links.ts';

const target = (href: string) => ({ href, title: `the title of ${href}` });
const linked = linker(
  new Map([
    ['PAY-12', target('#a')],
    ['features/a.feature:58', target('#b')],
    ['my own/(a).feature:9', target('#c')],
  ]),
);
const links = (text: string): string[] => linked(text).flatMap(({ href, text: word }) => (href ? [word] : []));

describe('names in a text', () => {
  it('become links with their titles, and nothing else is lost', () => {
    expect(linked('Failed: PAY-12: Refunds (features/a.feature:58).')).toEqual([
      { text: 'Failed: ' },
      { text: 'PAY-12', ...target('#a') },
      { text: ': Refunds (' },
      { text: 'features/a.feature:58', ...target('#b') },
      { text: ').' },
    ]);
  });

  it.each([
    ['at the end: PAY-12', ['PAY-12']],
    ['PAY-12, PAY-12 and 3 more', ['PAY-12', 'PAY-12']],
    ['“PAY-12”; PAY-12.', ['PAY-12', 'PAY-12']],
    ['with a space: my own/(a).feature:9: failed', ['my own/(a).feature:9']],
    ['part of another: PAY-123, XPAY-12, features/a.feature:581, a/features/a.feature:58', []],
    ['of an object: constructor, __proto__', []],
    ['', []],
  ])('%s', (text, expected) => {
    expect(links(text)).toEqual(expected);
    expect(
      linked(text)
        .map((each) => each.text)
        .join(''),
    ).toBe(text);
  });
});
