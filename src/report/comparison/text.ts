import type { Change, Comparison, Side } from '../../contract/types/comparison.ts';
import type { Paint } from '../paint.ts';
import { moment, oneLine, shortened, withoutControls } from '../text.ts';
import { differenceOf, headline, onlySelection, sectionsOf } from './sections.ts';

/** What has changed between two results, for a terminal. */
export function comparisonText(comparison: Comparison, paint: Paint): string {
  const { old, new: now, regression } = comparison;
  const partial = onlySelection(comparison);
  const sections = sectionsOf(comparison).map(({ title, changes }) =>
    [paint('heading', title), ...changes.flatMap((change) => changeLines(change, paint))].join('\n'),
  );
  const verdict = [
    paint(regression ? 'bad' : 'good', paint('heading', headline(comparison))),
    `  ${paint('quiet', 'old')}  ${sideText(old)}`,
    `  ${paint('quiet', 'new')}  ${sideText(now)}`,
  ].join('\n');
  return `${[...(partial === undefined ? [] : [paint('warn', clean(partial))]), ...sections, verdict].join('\n\n')}\n`;
}

function changeLines(change: Change, paint: Paint): string[] {
  const { id, title, reason, regression } = change;
  const mark = regression ? paint('bad', '✗') : paint('quiet', '·');
  const subject = id === title || change.of === 'result' ? title : `${id} ${title}`;
  return [
    `  ${mark} ${clean(subject)}`,
    `      ${clean(differenceOf(change))}`,
    ...(reason === undefined ? [] : [`      ${clean(reason)}`]),
  ];
}

const sideText = ({ verdict, target, version, startedAt, selection }: Side): string =>
  clean(
    [
      verdict,
      target,
      moment(startedAt),
      `nopan-certify ${version}`,
      ...(selection ? [`selected by ${selection}`] : []),
    ].join(' · '),
  );

const clean = (text: string): string => shortened(oneLine(withoutControls(text)), 400);
