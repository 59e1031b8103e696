import type { Expectation } from './behaviour.ts';
import type { Ran } from './rig.ts';

/** One line of the table. */
export interface Outcome {
  readonly name: string;
  readonly verdict: string;
  readonly exitCode: number | null;
  /** The first reason that matches the expectation, or else the first reason. */
  readonly reason: string;
  readonly expected: string;
  readonly isMet: boolean;
}

export function outcomeOf({ mode: { name, expected }, exitCode, stdout, stderr, result }: Ran): Outcome {
  const told = [...(result?.reasons ?? []), ...(result?.notes ?? []), ...lines(stdout), ...lines(stderr)];
  const pattern = 'reason' in expected ? expected.reason : undefined;
  const fitting = pattern && told.find((line) => pattern.test(line));
  return {
    name,
    verdict: result?.verdict ?? 'not begun',
    exitCode,
    reason: fitting ?? told[0] ?? '',
    expected: expectationText(expected),
    isMet: exitCode === exitCodeFor(expected, result) && (pattern === undefined || fitting !== undefined),
  };
}

/** A selection leaves the best verdict INCOMPLETE (docs/architecture.md). */
function exitCodeFor({ exitCode }: Expectation, result: Ran['result']): number {
  return exitCode === 0 && result?.selection !== undefined ? 4 : exitCode;
}

function expectationText(expected: Expectation): string {
  return 'reason' in expected ? `${expected.exitCode}, since ${expected.reason.source}` : `${expected.exitCode}`;
}

const lines = (text: string): string[] => text.split('\n').filter((line) => line.trim() !== '');
