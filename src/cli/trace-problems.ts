import type { TraceProblem } from '../certification/traceability.ts';
import { oneLine, withoutControls } from '../report/text.ts';

/** Requirements and scenarios that do not fit together leave a run incomplete (docs/architecture.md, exit codes). */
export const incomplete = 4;

/** Problems, a line each. */
export const problemLines = (problems: readonly string[]): string =>
  problems.map((problem) => `problem  ${oneLine(withoutControls(problem))}\n`).join('');

export const traceProblem = ({ where, message, advice }: TraceProblem): string => `${where}: ${message}. ${advice}`;
