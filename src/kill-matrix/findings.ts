import type { KillMatrix } from '../contract/types/kill-matrix.ts';

/** What is wrong, a line each with the command that shows it; none: the certification notices what it should and nothing else. */
export function findingsOf({ unbroken, defects }: KillMatrix): string[] {
  const sound =
    unbroken.verdict === 'CERTIFIED'
      ? []
      : [
          `unbroken   The unbroken mock is ${unbroken.verdict}: ${unbroken.reasons[0] ?? ''}  npx --no nopan-certify run`,
        ];
  const missed = defects.filter(({ verdict }) => verdict !== 'killed');
  return [
    ...sound,
    ...missed.map(({ verdict, id, reason = '', repeat }) => `${verdict.padEnd(9)}  ${id}: ${reason}  ${repeat}`),
  ];
}
