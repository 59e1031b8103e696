import { timeCommands } from './commands.ts';
import { printMock } from './mock-section.ts';
import { printOutputs } from './outputs-section.ts';
import { printRun } from './run-section.ts';
import { heading, microseconds, milliseconds, row, times } from './rows.ts';
import { timeSignatures } from './signatures.ts';
import { timeSignedCall } from './signed-call.ts';
import { timeTamperingMatrix } from './tampering-matrix.ts';

/** The benchmark's parts by name. */
export const sections: Readonly<Record<string, () => Promise<void>>> = {
  commands: () => {
    heading('Whole processes, wall time, median of 7');
    for (const [name, seconds] of Object.entries(timeCommands(7))) row(name, milliseconds(seconds));
    return Promise.resolve();
  },

  run: () => printRun(),

  call: async () => {
    heading('One signed call (payments/initiate), mock in another process, one connection, median of 15 rounds of 200');
    const { signed, bare } = await timeSignedCall({ rounds: 15, calls: 200 });
    row('bare undici and node:crypto (floor)', microseconds(bare / 1000));
    row('signed, verified, judged, recorded', microseconds(signed / 1000), times(signed, bare));
  },

  signatures: async () => {
    heading('A message signed and verified, beside bare node:crypto over the same base, median of 15 rounds of 200');
    const perSecond = (ms: number, floor: number): string =>
      `${(1000 / ms).toFixed(0).padStart(7)}/s, bare ${(1000 / floor).toFixed(0).padStart(7)}/s, ${(ms / floor).toFixed(2).padStart(5)} times its time`;
    for (const { name, sign, bareSign, verify, bareVerify } of await timeSignatures({ rounds: 15, calls: 200 })) {
      row(`${name}, sign`, perSecond(sign, bareSign));
      row(`${name}, verify`, perSecond(verify, bareVerify));
    }
  },

  matrix: async () => {
    const { trials, matrix, sound } = await timeTamperingMatrix(5);
    heading(`The tampering matrix, ${trials} trials of three calls, mock in this process, median of 5`);
    row('as many sound calls (floor)', milliseconds(sound));
    row('the whole matrix', milliseconds(matrix), times(matrix, sound));
  },

  mock: printMock,

  outputs: printOutputs,
};
