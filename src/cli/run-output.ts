import type { Result } from '../contract/types/result.ts';
import type { Signer } from '../package/signer.ts';
import { annotations } from '../report/annotations.ts';
import type { Format } from '../report/formats.ts';
import { findChromium } from '../report/pdf.ts';
import { terminalSummary } from '../report/terminal.ts';
import { beginReports, writeReports } from '../report/write.ts';
import { screen } from './colours.ts';
import type { OwnFolders } from './package-members.ts';
import { tryPrintPdf } from './print-pdf.ts';
import { reportFormats, type RunSettings } from './run-settings.ts';
import { assertPlace, packageSigner, removeEarlierPackage, writePackage } from './write-package.ts';

/** Where and how the outcome of a run is written. */
export interface RunOutput {
  /** The folder of the reports. */
  readonly folder: string;
  readonly formats: readonly Format[];
  /** Prints the PDF; absent when none is wanted. */
  readonly chromium?: string;
  readonly package?: { readonly file: string; readonly signer: Signer };
  /** Whether to mark failures for GitHub Actions. */
  readonly annotations: boolean;
  readonly quiet: boolean;
}

/** @throws when no Chromium is found, the key cannot sign, or the package cannot be written there */
export async function prepareOutput(settings: RunSettings): Promise<RunOutput> {
  const { out, package: file, quiet = false, annotations: marks = process.env['GITHUB_ACTIONS'] === 'true' } = settings;
  const chromium = settings.format?.includes('pdf') ? findChromium(process.env) : undefined;
  if (file !== undefined) assertPlace(file);
  return {
    ...{ folder: out, formats: reportFormats(settings), annotations: marks, quiet },
    ...(chromium !== undefined && { chromium }),
    ...(file !== undefined && { package: { file, signer: await packageSigner(settings) } }),
  };
}

/**
 * Removes what an earlier run wrote. @returns the id of the marker in the folder of the reports
 *
 * @param startedAt RFC 3339
 * @throws ERR_OUTPUT
 */
export function beginOutput({ folder, formats: kinds, package: packed }: RunOutput, startedAt: string): string {
  const marker = beginReports(folder, { kinds, startedAt });
  if (packed !== undefined) removeEarlierPackage(packed.file);
  return marker;
}

/** What belongs to one run among what is written. */
export interface RunContent {
  readonly marker: string;
  /** Cucumber's messages, redacted. */
  readonly messages?: string;
  /** The user's own folders that took part, by absolute paths. */
  readonly own: OwnFolders;
}

/** Writes reports and package, and prints the verdict. @throws ERR_OUTPUT, ERR_INPUT */
export function writeOutput(result: Result, output: RunOutput, { own, ...content }: RunContent): void {
  const { folder, formats, quiet, chromium } = output;
  const paths = writeReports(result, folder, { formats, ...content });
  if (output.annotations) process.stdout.write(annotations(result));
  process.stdout.write(terminalSummary(result, { ...paths, ...screen(process.stdout), quiet }));
  if (chromium !== undefined && paths.html !== undefined) {
    tryPrintPdf({ chromium, folder, html: paths.html }, process.stdout, process.stderr);
  }
  if (output.package) writePackage(result, { reports: folder, written: formats, quiet, ...output.package, ...own });
}
