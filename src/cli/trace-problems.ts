import type { TraceProblem } from '../certification/traceability.ts';
import { oneLine, withoutControls } from '../report/text.ts';
import { hint } from './program-name.ts';

/** Requirements and scenarios that do not fit together leave a run incomplete (docs/architecture.md, exit codes). */
const incomplete = 4;

/** Names that do not exist are mistakes in the user's files. */
const wrong = 2;

/** The exit code for problems before anything is sent. */
export function exitCodeFor(problems: readonly TraceProblem[]): number {
  if (problems.some(({ unknown }) => unknown === true)) return wrong;
  return problems.length === 0 ? 0 : incomplete;
}

/** Problems in the order of their places, a line each: `checks/a.feature:12:5: error: Undefined step "…". Did you mean "…"?` */
export const problemLines = (problems: readonly TraceProblem[]): string =>
  [...problems]
    .sort((one, other) => one.where.localeCompare(other.where, 'en', { numeric: true }))
    .map(({ where, message, advice }) => `${where}: error: ${message}. ${hint(advice)}`)
    .map((line) => `${oneLine(withoutControls(line))}\n`)
    .join('');
