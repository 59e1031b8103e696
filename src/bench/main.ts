import { timeCommands } from './commands.ts';
import { timeSignedCall } from './signed-call.ts';

/** `npm run bench`: medians, each beside a floor measured in the same run. */
const commands = timeCommands(7);
console.log('Whole processes, wall time, median of 7');
for (const [name, seconds] of Object.entries(commands))
  console.log(`  ${name.padEnd(48)} ${(seconds * 1000).toFixed(0).padStart(6)} ms`);

const { signed, bare } = await timeSignedCall({ rounds: 15, calls: 200 });
console.log(
  '\nOne signed call (payments/initiate), mock in another process, one connection, median of 15 rounds of 200',
);
console.log(`  bare undici and node:crypto                      ${(bare * 1000).toFixed(0).padStart(6)} µs`);
console.log(
  `  signed, verified, judged, recorded               ${(signed * 1000).toFixed(0).padStart(6)} µs  ${(signed / bare).toFixed(2)} times the bare one`,
);
