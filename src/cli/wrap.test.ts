import { expect, test } from 'vitest';
import { wrapped } from './wrap.ts';

test.each([
  ['a paragraph', 'one two three four', ['one two', 'three four']],
  ['a list item', '  - one two three', ['  - one two', '    three']],
  ['a table of two columns', '  a  b two three', ['  a  b two', '     three']],
  ['a table of three columns', 'a  b  c d e f g', ['a  b  c d e', '      f g']],
  ['a short line', '  one two', ['  one two']],
  ['a word without a space', 'https://a.example/b c', ['https://a.example/b', 'c']],
  ['a command', '  $ nopan-certify run --quiet', ['  $ nopan-certify run --quiet']],
  ['a command in a table', 'repeat  npx nopan-certify run', ['repeat  npx nopan-certify run']],
  ['a command of a project', 'repeat  npx --no nopan-certify run', ['repeat  npx --no nopan-certify run']],
  ['a command by path', 'repeat  node dist/src/cli/main.js run', ['repeat  node dist/src/cli/main.js run']],
  ['a wide table', 'wide  wider  two three', ['wide  wider  two', '    three']],
  ['a coloured label', '\u001b[2ma  \u001b[22mone two', ['\u001b[2ma  \u001b[22mone two']],
  [
    'a coloured label of a long line',
    '\u001b[2ma  \u001b[22mone two three',
    ['\u001b[2ma  \u001b[22mone two', '   three'],
  ],
  [
    'a space after a coloured label',
    '\u001b[2ma  \u001b[22m one two three',
    ['\u001b[2ma  \u001b[22m one two', '    three'],
  ],
  ['colours', '\u001b[31mone\u001b[39m two three', ['\u001b[31mone\u001b[39m two', 'three']],
])('%s', (_, line, lines) => {
  expect(wrapped(line, 11)).toBe(lines.join('\n'));
});
