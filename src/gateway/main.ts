import { Command } from 'commander';
import { runProgram } from '../cli/run-program.ts';
import { modeNames, togetherName } from './modes/modes.ts';
import { outcomeOf, type Outcome } from './outcome.ts';
import { runThrough } from './rig.ts';

const program = new Command('npm run gateway --')
  .description('Certify a mock through gateways whose behaviour is correct, or not the fault of the API.')
  .argument('[modes...]', `modes, each a separate run; modes joined by commas are one run; default: all`)
  .option('--features <paths...>', 'run only these features, so that the verdict is INCOMPLETE at best')
  .addHelpText('after', `\nModes: ${togetherName} (all that can be joined), ${modeNames.join(', ')}\n`)
  .exitOverride()
  .action(run);

await runProgram(program);

async function run(
  names: readonly string[],
  { features = [] }: { readonly features?: readonly string[] },
): Promise<void> {
  const failed: string[] = [];
  for (const name of names.length === 0 ? [togetherName, ...modeNames] : names) {
    const outcome = outcomeOf(await runThrough(name, features));
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
