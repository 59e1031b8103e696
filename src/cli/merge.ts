import { merge } from '../comparison/merge.ts';
import { schemasDir } from '../contract/locations.ts';
import { loadSchemas } from '../contract/schemas.ts';
import { CertifyError } from '../errors.ts';
import { annotations } from '../report/annotations.ts';
import type { Format } from '../report/formats.ts';
import { terminalSummary } from '../report/terminal.ts';
import { writeReports } from '../report/write.ts';
import { wantsColour } from './colours.ts';
import { packageVersion } from './package-version.ts';
import { readResult } from './result-file.ts';

export interface MergeSettings {
  readonly out: string;
  /** Default: what is written unless something else is asked for. */
  readonly format?: readonly Format[];
  /** Whether to mark failures for GitHub Actions; by itself only there. */
  readonly annotations?: boolean;
  readonly quiet?: boolean;
}

/** `nopan-certify merge`: the results of shards as one, with all its reports. */
export function mergeResults(
  paths: readonly string[],
  { out, format, quiet = false, ...settings }: MergeSettings,
): void {
  const { annotations: marks = process.env['GITHUB_ACTIONS'] === 'true' } = settings;
  const schemas = loadSchemas(schemasDir);
  const merged = merge(paths.map((file) => ({ file, result: readResult(file, schemas) })));
  assertThisVersion(merged.tool.version);
  const written = writeReports(merged, out, format && { formats: format });
  if (marks) process.stdout.write(annotations(merged));
  process.stdout.write(terminalSummary(merged, { ...written, colour: wantsColour(process.stdout), quiet }));
  process.exitCode = merged.exitCode;
}

/** @throws ERR_INPUT where other rules have judged the scenarios than would judge them together */
function assertThisVersion(version: string): void {
  if (version === packageVersion()) return;
  throw new CertifyError('ERR_INPUT', 'The shards were run by another version of nopan-certify', {
    expected: packageVersion(),
    actual: version,
    advice: 'Merge them with the version that ran them.',
  });
}
