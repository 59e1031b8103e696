import { counted } from '../certification/words.ts';
import type { Finding, Outcome } from '../doctor/check.ts';
import { painter, type Paint, type Tone } from '../report/paint.ts';
import { visibleLine } from '../report/text.ts';
import { detailsOf } from './details.ts';

const looks: Readonly<Record<Outcome, { readonly glyph: string; readonly tone: Tone }>> = {
  ok: { glyph: '✓', tone: 'good' },
  warning: { glyph: '!', tone: 'warn' },
  error: { glyph: '✖', tone: 'bad' },
  skipped: { glyph: '–', tone: 'quiet' },
};

export interface DoctorTextOptions {
  /** The configuration's file, and the target that it names. */
  readonly file: string;
  readonly baseUrl: string;
  readonly colour: boolean;
  /** Whether the target was left out. */
  readonly offline: boolean;
}

/** One line a check under its heading, more about those that are not in order, and a summary. */
export function doctorText(findings: readonly Finding[], options: DoctorTextOptions): string {
  const { file, baseUrl, colour, offline } = options;
  const paint = painter(colour);
  const width = Math.max(...findings.map(({ title }) => title.length));
  const sections = [...new Set(findings.map(({ heading }) => heading))].map((heading) => [
    paint('heading', heading),
    ...findings.filter((finding) => finding.heading === heading).flatMap((finding) => lines(finding, width, paint)),
  ]);
  const asked = offline ? ['The target was not asked (--offline).'] : [];
  return [[`${visibleLine(file)} for ${visibleLine(baseUrl)}`], ...sections, [summary(findings), ...asked]]
    .map((section) => `${section.join('\n')}\n`)
    .join('\n');
}

function lines(finding: Finding, width: number, paint: Paint): string[] {
  const { outcome, title, found } = finding;
  const { glyph, tone } = looks[outcome];
  const line = `  ${paint(tone, glyph)} ${title.padEnd(width)}  ${visibleLine(found)}`;
  if (outcome === 'ok') return [line];
  const details = detailsOf({ ...finding, source: outcome === 'skipped' ? undefined : finding.source });
  return [line, ...details.map(([label, text]) => `      ${paint('quiet', label)} ${visibleLine(text)}`)];
}

/** How many checks came out how. */
export function countsOf(findings: readonly Finding[]): Record<Outcome, number> {
  const count = (wanted: Outcome) => findings.filter(({ outcome }) => outcome === wanted).length;
  return { ok: count('ok'), warning: count('warning'), error: count('error'), skipped: count('skipped') };
}

function summary(findings: readonly Finding[]): string {
  const { ok, warning, error, skipped } = countsOf(findings);
  const others = [
    ...(error > 0 ? [counted(error, 'error')] : []),
    ...(warning > 0 ? [counted(warning, 'warning')] : []),
    ...(skipped > 0 ? [`${skipped} skipped`] : []),
  ];
  return `${findings.length} checks: ${[`${ok} in order`, ...others].join(', ')}.`;
}
