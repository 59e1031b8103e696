import { InvalidArgumentError, Option } from 'commander';
import { defaultFormats, formatNames, formats, isFormat, type Format } from '../report/formats.ts';

/** Which reports are written, among those that can be. */
export const formatOption = (offered: readonly Format[] = formatNames): Option =>
  new Option('--format <names>', 'which reports, joined by commas')
    .argParser((text) => formatList(text, offered))
    .default([...defaultFormats], defaultFormats.join(','));

export const annotationsOption = (): Option =>
  new Option(
    '--annotations',
    'mark failures for GitHub Actions on standard output; by itself where GITHUB_ACTIONS=true',
  );

/** A line for each report, for a help text. */
export const reportLines = (offered: readonly Format[] = formatNames): string =>
  offered.map((name) => `  ${name.padEnd(12)} ${formats[name].file.padEnd(28)} ${purposes[name]}`).join('\n');

/** What each report is for. */
const purposes: Readonly<Record<Format, string>> = {
  html: 'to read and to print',
  json: 'the canonical result, for machines and for other commands',
  junit: 'for the test panel of a CI system',
  markdown: 'for a job summary or a merge request',
  ctrf: 'for tools that take the Common Test Report Format',
  sarif: 'findings at their lines, for code scanning (SARIF 2.1.0)',
  codequality: 'the same for the merge requests of GitLab',
  messages: 'what Cucumber said, without secrets, for its tools (NDJSON)',
};

function formatList(text: string, offered: readonly Format[]): Format[] {
  const names = [...new Set(text.split(',').map((name) => name.trim()))];
  const known = names.filter(isFormat).filter((name) => offered.includes(name));
  const unknown = names.filter((name) => !known.includes(name as Format));
  if (unknown.length > 0)
    throw new InvalidArgumentError(`It takes ${offered.join(', ')}, joined by commas, and not ${unknown.join(', ')}.`);
  return known;
}
