import { protocolBounds } from '../contract/protocol-bounds.ts';
import type { AssumedValue } from './assumed-values.ts';

const introduction = `# What is assumed about Nopan

Made from \`specs/protocol.yaml\` by \`npm run docs\`. Change that file, not this one.

Nopan's public pages leave gaps. Each value below is one that no page states: \`inferred\` from neighbouring evidence, or
\`assumed\`, with the reason why it is this one. [nopan-sources.md](nopan-sources.md) says which pages the labels stand for.

Any of them can be changed without touching the file: in the configuration under \`protocol:\`, as \`signature.ecdsaEncoding: der\`,
or for one command with \`--protocol signature.ecdsaEncoding=der\`. \`npx --no nopan-certify calibrate\` finds out which values of the
signature a target wants. Every report lists those that its run relied on, and those that were changed for it.`;

/** docs/assumptions.md. */
export function assumptionsMarkdown(values: readonly AssumedValue[]): string {
  const groups = [...new Set(values.map(groupOf))];
  const sections = groups.map((group) =>
    [`## ${group}`, ...values.filter((value) => groupOf(value) === group).map(section)].join('\n\n'),
  );
  return `${[introduction, ...sections, bounds()].join('\n\n')}\n`;
}

/** Settings must not switch a check off. */
function bounds(): string {
  const rules = new Map<string, string[]>();
  for (const { setting, expected, because } of protocolBounds) {
    const rule = `${expected}: ${because}`;
    rules.set(rule, [...(rules.get(rule) ?? []), `\`${setting}\``]);
  }
  return [
    '## Bounds',
    `No configuration, \`--protocol\` option or mock can set a value beyond its bound, where a check would prove nothing: that ends with
exit code 2 before anything is sent. If a documented value is changed within its bound, the verdict says so first, and the target
does not count as official.`,
    [...rules].map(([rule, settings]) => `- ${settings.join(', ')}: ${rule}`).join('\n'),
  ].join('\n\n');
}

const groupOf = ({ id }: AssumedValue): string => id.split('.')[0] ?? '';

function section({ id, value, status, source, reason, mayBe }: AssumedValue): string {
  const shown = typeof value === 'string' ? value : JSON.stringify(value);
  return [
    `### ${id}`,
    `\`${shown}\` · ${status} · ${source} · may be: ${mayBe}`,
    ...(reason === undefined ? [] : [reason]),
  ].join('\n\n');
}
