import { describe, expect, it, test } from 'vitest';
import { attestable, isName, lastWaiverDay, saysSomething, isWritten } from './said-by-person.ts';

describe('the name of a person', () => {
  it.each([
    ...[
      'Ada Example',
      'Ada Example, head of operations',
      'Ada',
      'Al',
      'O’Neil',
      'Łukasz Żak',
      'Ångström',
      'Nguyễn Văn An',
    ],
    ...[
      'Мария Иванова',
      '李明',
      '丽丽',
      '김철수',
      'محمد علي',
      'अनीता',
      'Ada (operations)',
      'Ｊｕｌｉａ',
      'J. R. Test',
      'Noname Brown',
    ],
  ])('can be %s', (name) => {
    expect(isName(name)).toBe(true);
  });

  it.each([
    ...[
      '',
      ' ',
      '\t\n',
      '\u00a0',
      '\u2003',
      '\u200b',
      '\u200b\u200d\u2060\ufeff',
      '\u00ad',
      '\u3164',
      '\u115f\u1160',
      '\u2800',
    ],
    ...[
      '\u202e\u202c',
      '\u034f',
      '\u200bx\u200b',
      'A',
      'é',
      '.',
      '--',
      '?',
      '42',
      '4 2',
      '👍👍',
      '…',
      'x',
      'xx',
      'XXX',
      'aaaa',
      'x x x',
    ],
    ...[
      'your-name',
      'Your Name',
      'your name, your role',
      'yourname',
      '<your name>',
      '[name]',
      '{{name}}',
      '${NAME}',
      'NAME',
    ],
    ...['CI', 'ci/cd', 'bot', 'GitHub Actions', 'github-actions[bot]', 'Jenkins', 'automation', 'system', 'admin'],
    ...['root', 'service account', 'T.B.D.', 'fill in', 'who?', 'signed', 'the team', 'Agent'],
    ...['name', 'n/a', 'N.A.', 'n / a', 'none', 'nobody', 'todo', 'TODO: who?', 'tbd', 'TBA', 'test', 'Test User'],
    ...['testing', 'foo', 'foo bar', 'unknown', 'someone', 'John Doe', 'xxx, head of payments', 'n/a, n/a', '"name"'],
    ...[
      'ｘｘｘ',
      'ｔｏｄｏ',
      'na\u200bme',
      'to\u00addo',
      '(), ops',
      ', head of operations',
      'null',
      'undefined',
      'placeholder 1',
    ],
  ])('is not %j', (name) => {
    expect(isName(name)).toBe(false);
  });
});

test.each([
  'Key ceremony of 20 November',
  'A test',
  'later',
  'Looked at',
  'a',
  '2026/117',
  '確認済み',
  'we refund | by hand',
])('%s says something', (text) => {
  expect(saysSomething(text)).toBe(true);
});

test.each(['a', 'x', 'ok', 'Ticket 4'])('a note may be short: %j', (text) => {
  expect(isWritten(text)).toBe(true);
});

test.each(['', ' ', '\u200b', '...', 'your-note'])('no note: %j', (text) => {
  expect(isWritten(text)).toBe(false);
});

test.each(['', ' ', '\u200b', 'x', 'X x', 'xxx', '...', 'n/a', 'TODO', 'your-note', 'tbd', 'note', 'ok', 'test'])(
  '%j says nothing',
  (text) => {
    expect(saysSomething(text)).toBe(false);
  },
);

test.each([
  ['T-1', true],
  ['#7', true],
  ['TICKET-123', true],
  ['https://wiki.example.com/x', true],
  ['x', false],
  ['n/a', false],
  ['\u200b', false],
  ['your-ticket', false],
  ['-', false],
])('%j says where something is agreed: %s', (text, holds) => {
  expect(saysSomething(text)).toBe(holds);
});

test('an attestation counts for a year, and a waiver holds for ninety days', () => {
  expect(attestable('2030-06-01')).toEqual({ first: '2029-06-01', last: '2030-06-02' });
  expect(attestable('2028-02-29')).toEqual({ first: '2027-03-01', last: '2028-03-01' });
  expect(lastWaiverDay('2030-12-15')).toBe('2031-03-15');
});
