import { merge } from '../comparison/merge.ts';
import { annotations } from '../report/annotations.ts';
import { defaultFormats, type Format } from '../report/formats.ts';
import { terminalSummary } from '../report/terminal.ts';
import { beginReports, writeReports } from '../report/write.ts';
import { screen } from './colours.ts';
import { assertOfThisVersion } from './of-this-version.ts';
import { readResult, resultReader } from './result-file.ts';

export interface MergeSettings {
  readonly out: string;
  /** Default: what is written unless something else is asked for. */
  readonly format?: readonly Format[];
  /** Whether to mark failures for GitHub Actions; by itself only there. */
  readonly annotations?: boolean;
  readonly quiet?: boolean;
}

/** `nopan-certify merge`: the results of shards as one, with all its reports. */
export async function mergeResults(
  paths: readonly string[],
  { out, format = defaultFormats, quiet = false, ...settings }: MergeSettings,
): Promise<void> {
  const { annotations: marks = process.env['GITHUB_ACTIONS'] === 'true' } = settings;
  const reader = await resultReader();
  const merged = merge(
    paths.map((file) => ({ file, result: readResult(file, reader) })),
    out,
  );
  assertOfThisVersion(merged, { reader, what: 'shards', where: paths.join(', ') });
  const marker = beginReports(out, { kinds: format, startedAt: merged.startedAt });
  const written = writeReports(merged, out, { formats: format, marker });
  if (marks) process.stdout.write(annotations(merged));
  process.stdout.write(terminalSummary(merged, { ...written, ...screen(process.stdout), quiet }));
  process.exitCode = merged.exitCode;
}
