import { withSpokenHints } from '../certification/commands.ts';
import { counted, list } from '../certification/words.ts';
import type { Failure, Result } from '../contract/types/result.ts';
import { failureText, findingsOf, type Severity } from './findings.ts';
import { isOutside } from './repository-path.ts';
import { shortened, withoutControls } from './text.ts';

interface Annotation {
  readonly severity: Severity;
  readonly title: string;
  readonly message: string;
  readonly file?: string;
  readonly line?: number;
}

const commands: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', note: 'notice' };

/** GitHub shows ten of a kind for a step. The last one says how many more there are. */
const most = 10;
const longest = 4000;

/** What did not pass as workflow commands of GitHub Actions, which marks the lines with it; empty when all passed. */
export function annotations(canonical: Result): string {
  const result = withSpokenHints(canonical);
  const findings = findingsOf(result);
  const all: Annotation[] = [
    ...result.faults.map(faultAnnotation),
    ...findings.map(({ rules, title, uri, line, waived, ...finding }) => ({
      ...(waived === undefined ? finding : excused(finding, waived)),
      title: `${list(rules)} ${title}`,
      ...(uri !== undefined && !isOutside(uri) && { file: uri, ...(line !== undefined && { line }) }),
    })),
  ];
  const shown = (['error', 'warning'] as const).flatMap((severity) => limited(severity, all));
  return shown.map((annotation) => `${command(annotation)}\n`).join('');
}

/** What is waived is marked all the same, as nothing that fails the job. */
const excused = <T extends Pick<Annotation, 'severity' | 'message'>>(finding: T, waived: string): T => ({
  ...finding,
  severity: finding.severity === 'error' ? 'warning' : finding.severity,
  message: `Waived. ${waived}\n${finding.message}`,
});

const faultAnnotation = (failure: Failure): Annotation => ({
  severity: 'error',
  title: failure.code,
  message: withoutControls(failureText(failure)),
});

function limited(severity: Severity, all: readonly Annotation[]): Annotation[] {
  const same = all.filter((annotation) => annotation.severity === severity);
  if (same.length <= most) return same;
  const rest = same.length - (most - 1);
  const message = `${counted(rest, `more ${severity}`)} in the reports of this run.`;
  return [...same.slice(0, most - 1), { severity, title: 'nopan-certify', message }];
}

function command({ severity, title, message, file, line }: Annotation): string {
  const properties = Object.entries({ file, line, title }).flatMap(([name, value]) =>
    value === undefined ? [] : `${name}=${property(String(value))}`,
  );
  return `::${commands[severity]} ${properties.join(',')}::${data(shortened(message, longest))}`;
}

/** What would end a command, or begin another one, is escaped: foreign text stays text. */
const data = (text: string): string => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');

const property = (text: string): string => data(withoutControls(text)).replaceAll(':', '%3A').replaceAll(',', '%2C');
