import { describe, expect, it } from 'vitest';
import { duration, moment, shortened, visibleLine, withoutControls, withVisibleControls } from './text.ts';

describe('withoutControls', () => {
  it.each([
    ['\u001b[31mred\u001b[0m', 'red'],
    ['\u001b]8;;https://example.com\u0007link\u001b]8;;\u0007', 'link'],
    ['a\u0000b\u0008c\u007fd', 'abcd'],
    ['a\u009b1mb', 'ab'],
    ['\u202egnp.exe', 'gnp.exe'],
    ['\u2066a\u2069', 'a'],
    ['half\ud800 and \udc00half', 'half\ufffd and \ufffdhalf'],
    ['whole \u{1f600}', 'whole \u{1f600}'],
    ['\ufffe\uffff', ''],
    ['tab\tand\r\nline', 'tab\tand\nline'],
    ['carriage\rreturn', 'carriagereturn'],
    ['żółć, ασφάλεια, דעת', 'żółć, ασφάλεια, דעת'],
  ])('%j becomes %j', (text, expected) => {
    expect(withoutControls(text)).toBe(expected);
  });
});

describe('withVisibleControls', () => {
  it.each([
    ['\u001b[31mred', '\\u001b[31mred'],
    ['a\u0000b\u007f', 'a\\u0000b\\u007f'],
    ['\u202egnp.exe', '\\u202egnp.exe'],
    ['half\ud800', 'half\ufffd'],
    ['a\tb\nc', 'a\tb\nc'],
  ])('%j becomes %j', (text, expected) => {
    expect(withVisibleControls(text)).toBe(expected);
  });
});

describe('visibleLine', () => {
  it.each([
    ['no\n\nTarget\n  ✓ everything is fine', 'no\\n\\nTarget\\n  ✓ everything is fine'],
    ['a\r\nb\rc\u2028d', 'a\\nb\\u000dc\\u2028d'],
    ['\u009b31mred\u001b]0;title\u0007', '\\u009b31mred\\u001b]0;title\\u0007'],
    ['a\tb, ż', 'a\tb, ż'],
  ])('%j becomes %j', (text, expected) => {
    expect(visibleLine(text)).toBe(expected);
  });
});

it('says how much was cut off', () => {
  expect(shortened('abcdef', 4)).toBe('abcd… (2 more characters)');
  expect(shortened('abcd', 4)).toBe('abcd');
});

it.each([
  [0.42, '0.4 ms'],
  [31.7, '32 ms'],
  [1234, '1.23 s'],
  [125_000, '2 min 5 s'],
])('%d ms is told as %s', (ms, told) => {
  expect(duration(ms)).toBe(told);
});

it('tells a moment in UTC', () => {
  expect(moment('2026-01-19T12:00:00.120Z')).toBe('2026-01-19 12:00:00 UTC');
});
