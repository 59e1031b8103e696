import { expect, it } from 'vitest';
import type { Change, Comparison } from '../../contract/types/comparison.ts';
import { painter } from '../paint.ts';
import { comparisonMarkdown } from './markdown.ts';
import { comparisonText } from './text.ts';

const side = { verdict: 'INCOMPLETE', target: 'mock', version: '0.1.0', startedAt: '2026-01-19T12:00:00Z' } as const;
const gone: Change[] = [
  {
    ...({ kind: 'no longer shown', of: 'result', id: 'selection' } as const),
    title: '125 requirements and 602 scenarios that the new result did not select',
    ...{ before: 'PASSED', after: 'NOT_RUN', regression: true },
  },
];
const comparison = (sides: Pick<Comparison, 'old' | 'new'>): Comparison => ({
  ...{ formatVersion: 1, regression: true, changes: gone },
  ...sides,
});
const sentence =
  'The new result is of a selection (--tags @PAY-12), the old one is not. Only what both ran is compared.';

it('says first that one of two results is of a selection', () => {
  const text = comparisonText(comparison({ old: side, new: { ...side, selection: '--tags @PAY-12' } }), painter(false));
  expect(text.split('\n').slice(0, 5)).toEqual([
    sentence,
    '',
    'No longer shown (1)',
    '  ✗ 125 requirements and 602 scenarios that the new result did not select',
    '      Passed → Not run',
  ]);
});

it('says which one, and that both are', () => {
  const of = (old?: string, now?: string): string =>
    comparisonText(
      comparison({
        old: { ...side, ...(old && { selection: old }) },
        new: { ...side, ...(now && { selection: now }) },
      }),
      painter(false),
    ).split('\n')[0] ?? '';
  expect(of('--tags @A')).toMatch(/^The old result is of a selection \(--tags @A\), the new one is not\. /);
  expect(of('a', 'b')).toMatch(/^The results are of different selections \(old: a; new: b\)\. /);
});

it('says so in Markdown, too', () => {
  const text = comparisonMarkdown(comparison({ old: side, new: { ...side, selection: '--tags @PAY-12' } }));
  expect(text.split('\n').slice(0, 3)).toEqual(['## ❌ REGRESSION', '', `> ${sentence.replaceAll('@', '&#64;')}`]);
});

it('says nothing of it where both are, or none is', () => {
  const selection = '--tags @PAY-12';
  for (const sides of [
    { old: side, new: side },
    { old: { ...side, selection }, new: { ...side, selection } },
  ])
    expect(comparisonText(comparison(sides), painter(false))).not.toContain('selection (');
});
