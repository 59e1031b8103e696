import { compare } from '../comparison/compare.ts';
import { comparisonMarkdown } from '../report/comparison/markdown.ts';
import { comparisonText } from '../report/comparison/text.ts';
import { jsonText } from '../report/json-text.ts';
import { painter } from '../report/paint.ts';
import { wantsColour } from './colours.ts';
import { readPackedResult } from './packed-result.ts';
import { resultReader } from './result-file.ts';

export interface DiffSettings {
  readonly markdown?: boolean;
  readonly json?: boolean;
}

/** `nopan-certify diff`: what has changed between two results; exit code 1 for a regression. */
export async function diff(old: string, now: string, { markdown = false, json = false }: DiffSettings): Promise<void> {
  const reader = await resultReader();
  const comparison = compare(await readPackedResult(old, reader), await readPackedResult(now, reader));
  if (json) process.stdout.write(jsonText(comparison));
  else if (markdown) process.stdout.write(comparisonMarkdown(comparison));
  else process.stdout.write(comparisonText(comparison, painter(wantsColour(process.stdout))));
  process.exitCode = comparison.regression ? 1 : 0;
}
