import { timeOutputs } from './outputs.ts';
import { heading, megabytes, milliseconds, row } from './rows.ts';

const rounds = 5;

/** All outputs of a short and of a long run: time, size, memory. */
export function printOutputs(): Promise<void> {
  for (const [size, { formats, allMs, heldMb, peakMb }] of timeOutputs([150, 5000], rounds)) {
    heading(`All outputs of ${size} scenarios, in a process of their own, median of ${rounds}`);
    for (const { name, ms, bytes } of formats) row(name, milliseconds(ms / 1000), megabytes(bytes / 2 ** 20));
    row('all at once, cold', milliseconds(allMs / 1000));
    row('memory with the result (floor)', megabytes(heldMb));
    row('memory at most', megabytes(peakMb));
  }
  return Promise.resolve();
}
