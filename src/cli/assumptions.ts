import { jsonText } from '../report/json-text.ts';
import { painter } from '../report/paint.ts';
import { assumedValues, type AssumedValue } from './assumed-values.ts';
import { assumptionsMarkdown } from './assumptions-markdown.ts';
import { wantsColour } from './colours.ts';
import { wrapped } from './columns.ts';
import { hint } from './program-name.ts';

export interface AssumptionsSettings {
  readonly all?: boolean;
  readonly json?: boolean;
  readonly markdown?: boolean;
}

/** `nopan-certify assumptions`: what no page of Nopan states. */
export function assumptions({ all = false, json = false, markdown = false }: AssumptionsSettings): void {
  const values = assumedValues({ all });
  const write = json ? (): string => jsonText(values) : markdown ? assumptionsMarkdown : assumptionsText;
  process.stdout.write(write(values));
}

function assumptionsText(values: readonly AssumedValue[]): string {
  const width = Math.min(process.stdout.isTTY ? process.stdout.columns : 120, 120);
  const paragraphs = [...values.map((value) => valueLines(value, width)), closing(values, width)];
  return `${paragraphs.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function valueLines({ id, value, status, source, reason, mayBe }: AssumedValue, width: number): string[] {
  const head = painter(wantsColour(process.stdout))('heading', id);
  const shown = typeof value === 'string' ? value : JSON.stringify(value);
  const facts = [`${status}; source: ${source}; may be: ${mayBe}`, ...(reason === undefined ? [] : [reason])];
  return [`${head} = ${shown}`, ...facts.flatMap((fact) => wrapped(fact, width, '    '))];
}

function closing(values: readonly AssumedValue[], width: number): string[] {
  const counts = [...new Set(values.map(({ status }) => status))].map(
    (status) => `${values.filter((value) => value.status === status).length} ${status}`,
  );
  return [
    `${values.length} values of specs/protocol.yaml: ${counts.join(', ')}. docs/nopan-sources.md names the sources.`,
    'To change one, write it into the configuration (protocol: { signature.ecdsaEncoding: der }), or give it to a command (--protocol signature.ecdsaEncoding=der). "nopan-certify calibrate" finds out what a target wants of a signature.',
  ].flatMap((sentence) => wrapped(hint(sentence), width));
}
