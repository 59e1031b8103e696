/**
 * The statuses in the steps of a scenario: "it is refused with status 429", "answers with status 503".
 *
 * @param steps the texts of its steps
 */
export function expectedStatuses(steps: readonly string[]): number[] {
  const told = steps.flatMap((text) => [...text.matchAll(/\bstatus (\d{3})\b/g)].map(([, status]) => Number(status)));
  return [...new Set(told)];
}
