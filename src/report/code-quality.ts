import { hash } from 'node:crypto';
import { list } from '../certification/words.ts';
import type { Result } from '../contract/types/result.ts';
import { findingsOf, type Finding, type Severity } from './findings.ts';
import { jsonText } from './json-text.ts';
import { oneLine, shortened } from './text.ts';

const severities: Readonly<Record<Severity, string>> = { error: 'critical', warning: 'major', note: 'info' };

/** What did not pass and what was not shown, for the code quality widget of GitLab's merge requests. */
export const codeQuality = (result: Result): string => jsonText(findingsOf(result).map(issue));

function issue({ severity, rules, title, message, uri, line, waived }: Finding): object {
  const excused = waived === undefined ? '' : ` (waived. ${waived})`;
  return {
    description: shortened(oneLine(`${list(rules)} ${title}${excused}: ${message}`), 1000),
    check_name: rules[0],
    // Two findings with the same one are shown as one.
    fingerprint: hash('sha256', JSON.stringify([rules, title, uri, line]), 'hex'),
    severity: severities[waived === undefined ? severity : 'note'],
    // The format demands a place: that of the configuration, which a run against anything but the embedded mock has.
    location: { path: uri ?? 'nopan-certify.config.yaml', lines: { begin: line ?? 1 } },
  };
}
