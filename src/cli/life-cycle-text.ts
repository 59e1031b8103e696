import { lifeCycle, type Transition } from '../mock/payments/life-cycle.ts';

const header = ['action', 'by', 'from', 'when', 'outcome'];

/** The life cycle of a payment as rows of text. */
export function lifeCycleRows(): string[][] {
  return Object.entries<Transition>(lifeCycle).map(([action, { by, from, conditions, outcomes }]) => [
    action,
    by,
    from.join(', '),
    conditions.map(({ text }) => text).join('; '),
    outcomes.join(', '),
  ]);
}

/** `nopan-certify mock --life-cycle` */
export function lifeCycleText(): string {
  return `${lifeCycleRows().map(paragraph).join('\n\n')}\n`;
}

function paragraph([action = '', by = '', from = '', when = '', outcome = '']: string[]): string {
  const facts = [`by ${by}`, `from ${from}`, ...(when === '' ? [] : [`when ${when}`]), `then ${outcome}`];
  return [action, ...facts.map((fact) => `  ${fact}`)].join('\n');
}

/** The table of docs/mock.md. */
export function lifeCycleMarkdown(): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(header), line(header.map(() => '---')), ...lifeCycleRows().map(line)].join('\n');
}
