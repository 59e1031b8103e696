import type { Change, Comparison, Side } from '../../contract/types/comparison.ts';
import { code, inline, table } from '../markdown-text.ts';
import { moment } from '../text.ts';
import { differenceOf, headline, onlySelection, sectionsOf } from './sections.ts';

const most = 100;

/** What has changed between two results, as GitHub-flavoured Markdown for a job summary or a comment. */
export function comparisonMarkdown(comparison: Comparison): string {
  const { old, new: now, regression } = comparison;
  const sections = sectionsOf(comparison).map(({ title, changes }) => {
    const rest = changes.length - most;
    const rows = table(['', '', 'Change', 'Why'], changes.slice(0, most).map(row));
    return [`### ${title}`, rows, ...(rest > 0 ? [`_${rest} more._`] : [])].join('\n\n');
  });
  const sides = table(['', 'Verdict', 'Target', 'Started', 'Version'], [side('old', old), side('new', now)]);
  const partial = onlySelection(comparison);
  const note = partial === undefined ? [] : [`> ${inline(partial)}`];
  return [`## ${regression ? '❌' : '✅'} ${headline(comparison)}`, ...note, sides, ...sections, ''].join('\n\n');
}

const row = (change: Change): string[] => [
  change.regression ? '❌' : '',
  `${code(change.id)}${change.title === change.id ? '' : ` ${inline(change.title)}`}`,
  inline(differenceOf(change)),
  inline(change.reason ?? '', 300),
];

const side = (name: string, { verdict, target, version, startedAt, selection }: Side): string[] => [
  name,
  verdict,
  inline(selection === undefined ? target : `${target}, selected by ${selection}`),
  moment(startedAt),
  inline(version),
];
