import type { Options, Subject } from '../contract/types/result.ts';
import { defaultFormats, isFormat, type Format } from '../report/formats.ts';
import type { OrderWish } from '../runner/order.ts';
import type { Shard } from '../runner/shard.ts';
import type { TargetSettings } from './open-target.ts';
import { programOptions } from './program-name.ts';
import type { WantedFormat } from './report-options.ts';
import type { SigningSettings } from './write-package.ts';

/** The options of `nopan-certify run`. */
export interface RunSettings extends TargetSettings, SigningSettings {
  readonly tags?: string;
  readonly name?: readonly string[];
  readonly features?: string;
  readonly specs?: string;
  readonly steps?: string;
  readonly order: OrderWish;
  readonly shard?: Shard;
  readonly parallel?: number;
  readonly out: string;
  /** An earlier result to compare with; default: what the last run left in `out`. */
  readonly baseline?: string;
  readonly package?: string;
  /** Default: what is written unless something else is asked for. */
  readonly format?: readonly WantedFormat[];
  /** Whether to mark failures for GitHub Actions; by itself only there. */
  readonly annotations?: boolean;
  readonly dryRun?: boolean;
  readonly failFast?: boolean;
  /** Run everything, even scenarios whose precondition failed in many others. */
  readonly keepGoing?: boolean;
  /** Version and commit of the integration that is certified. */
  readonly subjectVersion?: string;
  readonly subjectCommit?: string;
  readonly repeat?: number;
  readonly quiet?: boolean;
}

/** The reports to write: a PDF is printed from the HTML page, and a package holds the result. */
export function reportFormats({ format = defaultFormats, package: file }: RunSettings): Format[] {
  const page = format.includes('pdf') ? (['html'] as const) : [];
  const packed = file === undefined ? [] : (['json'] as const);
  return [...new Set([...page, ...format.filter(isFormat), ...packed])];
}

/** The options that `replay` reads from the result. */
export const replayOptions = ({ config, baseUrl, protocol, out }: RunSettings): Options => ({
  ...(config !== undefined && { config }),
  ...(baseUrl !== undefined && { baseUrl }),
  ...(protocol !== undefined && { protocol: { ...protocol } }),
  out,
  ...programOptions(),
});

/** The user's own description of the integration; undefined without one. */
export function integrationOf({
  subjectVersion: version,
  subjectCommit: commit,
}: RunSettings): Pick<Subject, 'version' | 'commit'> | undefined {
  if (version === undefined && commit === undefined) return undefined;
  return { ...(version !== undefined && { version }), ...(commit !== undefined && { commit }) };
}
