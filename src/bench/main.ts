import { timeCommands } from './commands.ts';
import { timeSignatures } from './signatures.ts';
import { timeSignedCall } from './signed-call.ts';
import { timeTamperingMatrix } from './tampering-matrix.ts';

/** `npm run bench`: medians, each beside a floor measured in the same run. */
const row = (name: string, ...columns: string[]): void => {
  console.log(`  ${name.padEnd(48)} ${columns.join('  ')}`);
};
const milliseconds = (seconds: number): string => `${(seconds * 1000).toFixed(0).padStart(6)} ms`;
const microseconds = (ms: number): string => `${(ms * 1000).toFixed(0).padStart(6)} µs`;
const times = (value: number, floor: number): string => `${(value / floor).toFixed(2)} times the floor`;
const perSecond = (ms: number, floor: number): string =>
  `${(1000 / ms).toFixed(0).padStart(7)}/s, bare ${(1000 / floor).toFixed(0).padStart(7)}/s, ${(ms / floor).toFixed(2).padStart(5)} times its time`;

console.log('Whole processes, wall time, median of 7');
for (const [name, seconds] of Object.entries(timeCommands(7))) row(name, milliseconds(seconds));

console.log(
  '\nOne signed call (payments/initiate), mock in another process, one connection, median of 15 rounds of 200',
);
const { signed, bare } = await timeSignedCall({ rounds: 15, calls: 200 });
row('bare undici and node:crypto (floor)', microseconds(bare));
row('signed, verified, judged, recorded', microseconds(signed), times(signed, bare));

console.log('\nA message signed and verified, beside bare node:crypto over the same base, median of 15 rounds of 200');
for (const { name, sign, bareSign, verify, bareVerify } of await timeSignatures({ rounds: 15, calls: 200 })) {
  row(`${name}, sign`, perSecond(sign, bareSign));
  row(`${name}, verify`, perSecond(verify, bareVerify));
}

const { trials, matrix, sound } = await timeTamperingMatrix(5);
console.log(`\nThe tampering matrix, ${trials} trials of three calls, mock in this process, median of 5`);
row('as many sound calls (floor)', milliseconds(sound));
row('the whole matrix', milliseconds(matrix), times(matrix, sound));
