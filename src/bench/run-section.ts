import { heading, milliseconds, row, times } from './rows.ts';
import { handshakesOf, timeWholeRun } from './whole-run.ts';

const rounds = 5;

/** A whole run, and where its time goes. */
export function printRun(): Promise<void> {
  const { floor, dryRun, run, places, result } = timeWholeRun(rounds);
  const { scenarios, exchanges } = result.summary;
  heading(`Everything (${scenarios.total} scenarios, ${exchanges} exchanges), cold, one process, median of ${rounds}`);
  row('node -e 0 (floor)', milliseconds(floor));
  row('run --dry-run', milliseconds(dryRun), times(dryRun, floor));
  row('run', milliseconds(run), times(run, floor));

  heading('Where one run spends its time, by the sampling profiler, which slows it down somewhat');
  for (const [name, ms] of places) row(name, milliseconds(ms / 1000));
  row('in all', milliseconds(places.reduce((sum, [, ms]) => sum + ms, 0) / 1000));
  const handshakes = handshakesOf(result);
  row(`among it ${handshakes.count} handshakes, as clients saw them`, milliseconds(handshakes.ms / 1000));
  return Promise.resolve();
}
