import { expect, it } from 'vitest';
import type { Changes } from '../contract/types/result.ts';
import { certifiedResult } from './fixtures/sample.ts';
import { html } from './html.ts';
import { markdown } from './markdown.ts';
import { terminalSummary } from './terminal.ts';

const ids = certifiedResult().scenarios.map(({ id }) => id);
const requirements = certifiedResult().requirements.map(({ id }) => id);
const change = (changes: Partial<Changes['scenarios']>, worse: number, partial = false) => ({
  ...certifiedResult(),
  changes: {
    baseline: { startedAt: '2026-01-18T09:30:00.000Z', verdict: 'CERTIFIED', partial },
    requirements: [
      ...requirements.slice(0, worse).map((id) => ({ id, from: 'PASSED', to: 'FAILED' }) as const),
      { id: requirements.at(-1) ?? '', from: 'WARNING', to: 'PASSED' } as const,
    ],
    scenarios: { newlyFailing: [], fixed: [], added: [], removed: [], ...changes },
  } satisfies Changes,
});
const lines = (result: Parameters<typeof terminalSummary>[0]): string[] => {
  const all = terminalSummary(result, { colour: false }).split('\n');
  const first = all.findIndex((line) => line.startsWith('  changes'));
  const next = all.findIndex((line, place) => place > first && /^ {2}\S/.test(line));
  return first === -1 ? [] : all.slice(first, next);
};

it('the terminal says what changed in three lines at most, what got worse first', () => {
  const found = lines(change({ newlyFailing: ids.slice(0, 2), removed: ['gone.feature:1'] }, 6, true));
  expect(found).toEqual([
    '  changes      6 requirements worse, 2 scenarios newly failing, 1 scenario removed, 1 requirement better since 2026-01-18 09:30:00 UTC, CERTIFIED',
    `               ${requirements
      .slice(0, 4)
      .map((id) => `${id} (Passed → Failed)`)
      .join(', ')}, and 2 more`,
    '               Only what both runs ran is compared: one was a selection, or was interrupted.',
  ]);
  expect(lines(change({ fixed: [ids[0] ?? ''] }, 0))).toHaveLength(1);
  expect(lines(certifiedResult())).toEqual([]);
});

it('Markdown has a table of it', () => {
  const text = markdown(change({ added: ids.slice(0, 25) }, 1));
  expect(text).toContain('### Changes since 2026-01-18 09:30:00 UTC, CERTIFIED');
  expect(text).toMatch(/\| Requirements worse \| 1 \| \S+ \(Passed → Failed\) \|/);
  expect(text).toMatch(/\| Scenarios added \| 25 \| .*, 5 more \|/);
});

it('HTML links what it names, after the glance', () => {
  const [worse = '', failing = ''] = [requirements[0], ids[0]];
  const page = [...html(change({ newlyFailing: [failing], removed: ['gone.feature:1'] }, 1))].join('');
  const section = /<section id="changes">.*?<\/section>/s.exec(page)?.[0] ?? '';
  expect(page.indexOf('at a glance')).toBeLessThan(page.indexOf('<section id="changes">'));
  expect(section).toContain(`href="#requirement-${worse}"`);
  expect(section).toMatch(
    new RegExp(`<a class="id" href="#[^"]+" title="[^"]+">${failing.replaceAll('.', '\\.')}</a>`),
  );
  expect(section).toContain('gone.feature:1');
  expect(section.indexOf('Requirements worse')).toBeLessThan(section.indexOf('Requirements better'));
  expect([...html(certifiedResult())].join('')).not.toContain('id="changes"');
});
