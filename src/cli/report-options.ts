import { InvalidArgumentError, Option } from 'commander';
import { nearest } from '../contract/suggestion.ts';
import { defaultFormats, formatNames, formats, isFormat, type Format } from '../report/formats.ts';
import { pdfFile } from '../report/pdf.ts';

/** A report by its name: a writer of its own, or `pdf`, which a Chromium makes of another. */
export type WantedFormat = Format | 'pdf';

export const wantedFormats: readonly WantedFormat[] = [...formatNames, 'pdf'];

/** Which reports are written, among those that can be. */
export const formatOption = (offered: readonly WantedFormat[] = wantedFormats): Option =>
  new Option('--format <names>', 'which reports, joined by commas')
    .argParser((text) => formatList(text, offered))
    .default([...defaultFormats], defaultFormats.join(','));

export const annotationsOption = (): Option =>
  new Option(
    '--annotations',
    'mark failures for GitHub Actions on standard output; by itself where GITHUB_ACTIONS=true',
  );

/** A line for each report, for a help text. */
export const reportLines = (offered: readonly WantedFormat[] = wantedFormats): string =>
  offered
    .map((name) => {
      const file = name === 'pdf' ? pdfFile : formats[name].file;
      return `  ${name.padEnd(12)} ${file.padEnd(28)} ${purposes[name]}`;
    })
    .join('\n');

/** What each report is for. */
const purposes: Readonly<Record<WantedFormat, string>> = {
  html: 'to read and to print',
  json: 'the canonical result, for machines and for other commands',
  junit: 'for the test panel of a CI system',
  markdown: 'for a job summary or a merge request',
  ctrf: 'for tools that take the Common Test Report Format',
  sarif: 'findings at their lines, for code scanning (SARIF 2.1.0)',
  codequality: 'the same for the merge requests of GitLab',
  messages: 'what Cucumber said, without secrets, for its tools (NDJSON)',
  pdf: 'the first on paper, printed by a Chromium on PATH or in CHROME_PATH',
};

const isWanted = (name: string): name is WantedFormat => name === 'pdf' || isFormat(name);

function formatList(text: string, offered: readonly WantedFormat[]): WantedFormat[] {
  const names = [...new Set(text.split(',').map((name) => name.trim()))];
  const known = names.filter(isWanted).filter((name) => offered.includes(name));
  const unknown = names.filter((name) => !known.includes(name as WantedFormat));
  if (unknown.length > 0)
    throw new InvalidArgumentError(
      `It takes ${offered.join(', ')}, joined by commas, and not ${unknown.join(', ')}.${meant(unknown, offered)}`,
    );
  return known;
}

function meant(unknown: readonly string[], offered: readonly string[]): string {
  const likely = unknown.flatMap((name) => nearest(name, offered) ?? []);
  return likely.length === 0 ? '' : ` Did you mean ${likely.join(', ')}?`;
}
