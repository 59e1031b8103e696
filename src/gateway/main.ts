import { Command } from 'commander';
import { runProgram } from '../cli/run-program.ts';
import { modeNames, togetherName } from './modes/modes.ts';
import { outcomeOf, type Outcome } from './outcome.ts';
import { runThrough } from './rig.ts';

const program = new Command('npm run gateway --')
  .description('Certify a mock through gateways that do what is right to do, or what is none of the API’s faults.')
  .argument('[modes...]', `modes, each run by itself; several with commas between are one run; all when none is named`)
  .option('--features <paths...>', 'run these features only, which leaves the verdict INCOMPLETE')
  .option('--repeat <times>', 'run each scenario so often')
  .addHelpText('after', `\nModes: ${togetherName} (all that can be joined), ${modeNames.join(', ')}\n`)
  .exitOverride()
  .action(run);

await runProgram(program);

async function run(
  names: readonly string[],
  { features = [], repeat }: { readonly features?: readonly string[]; readonly repeat?: string },
): Promise<void> {
  const failed: string[] = [];
  for (const name of names.length === 0 ? [togetherName, ...modeNames] : names) {
    const options = [...features, ...(repeat === undefined ? [] : ['--repeat', repeat])];
    const outcome = outcomeOf(await runThrough(name, options));
    process.stdout.write(line(outcome));
    if (!outcome.isMet) failed.push(name);
  }
  process.stdout.write(failed.length === 0 ? 'Each as expected.\n' : `Not as expected: ${failed.join(', ')}\n`);
  process.exitCode = failed.length === 0 ? 0 : 1;
}

function line({ name, verdict, exitCode, reason, expected, isMet }: Outcome): string {
  const mark = isMet ? 'ok  ' : 'FAIL';
  return `${mark} ${name.padEnd(14)} ${verdict.padEnd(14)} exit ${exitCode ?? 'none'} (expected ${expected})\n     ${reason.slice(0, 240)}\n`;
}
