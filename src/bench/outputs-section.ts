import { timeOutputs, withResult } from './outputs.ts';
import { timeRecording } from './recording.ts';
import { heading, megabytes, microseconds, milliseconds, row, times } from './rows.ts';

const rounds = 5;

/** All outputs of a short and of a long run, their time, size and memory; and what evidence of a call takes. */
export const printOutputs = (): Promise<void> =>
  withResult(async (folder) => {
    for (const size of [150, 5000]) {
      const { formats, allMs, heldMb, peakMb } = timeOutputs(folder, size, rounds);
      heading(`All outputs of ${size} scenarios, in a process of their own, median of ${rounds}`);
      for (const { name, ms, bytes } of formats) row(name, milliseconds(ms / 1000), megabytes(bytes / 2 ** 20));
      row('all at once, cold', milliseconds(allMs / 1000));
      row('memory with the result (floor)', megabytes(heldMb));
      row('memory at most', megabytes(peakMb));
    }
    heading('Evidence of one call (payments/initiate), secrets removed, median of 15 rounds of 200');
    const { recorded, copied } = await timeRecording(folder, { rounds: 15, calls: 200 });
    row('a copy of what it keeps (floor)', microseconds(copied / 1000));
    row('made from the exchange', microseconds(recorded / 1000), times(recorded, copied));
  });
