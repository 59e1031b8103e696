import type { Explanation } from './explanation.ts';
import type { Finding } from './finding.ts';

export type Tone = 'heading' | 'good' | 'bad' | 'warn' | 'quiet';

/** Shows text in a tone; plain text stays as it is. */
export type Paint = (tone: Tone, text: string) => string;

/** An explanation as one reads it on a terminal. */
export function explanationText(explanation: Explanation, paint: Paint): string {
  const sections = [
    [paint('heading', explanation.message)],
    signatureSection(explanation, paint),
    digestSection(explanation, paint),
    baseSection(explanation, paint),
    ...explanation.findings.map((finding, index) => findingSection(finding, index, paint)),
    explanation.notes.map((note) => paint('quiet', `Note: ${note}`)),
    [verdict(explanation, paint)],
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function signatureSection({ input, key, profile }: Explanation, paint: Paint): string[] {
  if (input === undefined) return [];
  const rows: (readonly [name: string, value: string | undefined])[] = [
    ['profile', profile],
    ['label', input.label],
    ['keyid', input.keyid],
    ['created', input.created === undefined ? undefined : `${input.created}${moment(input.created)}`],
    ['covers', input.covers?.join(' ')],
    [profile === 'detached-jws' ? 'header' : 'parameters', input.parameters.join(', ')],
    ['key', key?.algorithm],
  ];
  return [
    paint('heading', 'Signature as understood'),
    ...rows.flatMap(([name, value]) => (value === undefined ? [] : [row(name, value)])),
  ];
}

function digestSection({ digest, findings }: Explanation, paint: Paint): string[] {
  if (digest === undefined) return [];
  const holds = !findings.some(
    ({ id }) => id.startsWith('digest') || id.startsWith('body-') || id === 'text-behind-body',
  );
  return [
    paint('heading', 'Content-Digest'),
    row('sent', digest.sent),
    row('computed', `${digest.computed}  over ${digest.bytes} bytes`),
    row('', paint(holds ? 'good' : 'bad', holds ? 'they are the same' : 'they differ')),
  ];
}

function baseSection({ base, profile }: Explanation, paint: Paint): string[] {
  if (base.length === 0) return [];
  const name = profile === 'detached-jws' ? 'Signing input' : 'Signature base';
  return [
    paint('heading', `${name}, as a verifier builds it`),
    ...base.map(({ text, from }) => `  ${text}${from === '' ? '' : `  ${paint('quiet', `← ${from}`)}`}`),
  ];
}

function findingSection(finding: Finding, index: number, paint: Paint): string[] {
  const isFault = finding.kind === 'fault';
  return [
    `${paint(isFault ? 'bad' : 'warn', `${index + 1}. ${finding.problem}`)}  ${paint('quiet', isFault ? finding.id : `${finding.id}, accepted`)}`,
    ...(finding.where === undefined ? [] : [row('at', finding.where)]),
    ...lines('before', finding.before, (text) => paint('bad', text)),
    ...lines('after', finding.after, (text) => paint('good', text)),
    ...(finding.advice === undefined ? [] : [row('do', finding.advice)]),
  ];
}

function lines(name: string, text: string | undefined, show: (text: string) => string): string[] {
  return text === undefined ? [] : text.split('\n').map((line, index) => row(index === 0 ? name : '', show(line)));
}

const row = (name: string, value: string): string => `  ${name.padEnd(11)} ${value}`;

function verdict({ verifies, findings }: Explanation, paint: Paint): string {
  const faults = findings.filter(({ kind }) => kind === 'fault').map(({ id }) => id);
  if (verifies) return paint('good', 'VERIFIES');
  return paint('bad', `DOES NOT VERIFY: ${faults.join(', ')}`);
}

function moment(seconds: number): string {
  const date = new Date(seconds * 1000);
  return Number.isNaN(date.getTime()) ? '' : ` (${date.toISOString().replace('.000Z', 'Z')})`;
}
