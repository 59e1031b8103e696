import { expect, it } from 'vitest';
import type { Change, Comparison } from '../../contract/types/comparison.ts';
import { painter } from '../paint.ts';
import { comparisonMarkdown } from './markdown.ts';
import { comparisonText } from './text.ts';

const side = { verdict: 'INCOMPLETE', target: 'mock', version: '0.1.0', startedAt: '2026-01-19T12:00:00Z' } as const;
const gone: Change[] = Array.from({ length: 125 }, (_, index) => ({
  ...({ kind: 'no longer shown', of: 'requirement' } as const),
  ...{ id: `PAY-${index}`, title: 'A title', before: 'PASSED', after: 'NOT_RUN', regression: true },
}));
const comparison = (sides: Pick<Comparison, 'old' | 'new'>): Comparison => ({
  ...{ formatVersion: 1, regression: true, changes: gone },
  ...sides,
});
const sentence =
  'The new result is of a selection (--tags @PAY-12), and the other one is not: what was not selected is told as no longer shown.';

it('says first that one of two results is of a selection, and not 125 times', () => {
  const text = comparisonText(comparison({ old: side, new: { ...side, selection: '--tags @PAY-12' } }), painter(false));
  const lines = text.split('\n');
  expect(lines[0]).toBe(sentence);
  expect(lines).toContain('  … and 117 more; --json has all');
  expect(lines.length).toBeLessThan(30);
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
