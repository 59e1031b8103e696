import { Command } from 'commander';
import { assumptionsCommand } from './assumptions.command.ts';
import { calibrateCommand } from './calibrate.command.ts';
import { callCommand } from './call.command.ts';
import { configCommand } from './config.command.ts';
import { diffCommand } from './diff.command.ts';
import { doctorCommand } from './doctor.command.ts';
import { refuseDebuggerBySignal } from '../debugger.ts';
import { guardLastWords } from '../evidence/last-words.ts';
import { processRedactor } from '../evidence/process-redactor.ts';
import { printError } from './errors.ts';
import { explainCommand } from './explain.command.ts';
import { historyCommand } from './history.command.ts';
import { initCommand } from './init.command.ts';
import { keysCommand } from './keys.command.ts';
import { mergeCommand } from './merge.command.ts';
import { mockCommand } from './mock.command.ts';
import { guardOptionValues } from './option-values.ts';
import { guardOutput } from './output-streams.ts';
import { packageCommand } from './package.command.ts';
import { packageVersion } from './package-version.ts';
import { replayCommand } from './replay.command.ts';
import { hint } from './program-name.ts';
import { runCommand } from './run.command.ts';
import { runProgram } from './run-program.ts';
import { signOffCommand } from './sign-off.command.ts';
import { signCommand } from './sign.command.ts';
import { stepsCommand } from './steps.command.ts';
import { ticketCommand } from './ticket.command.ts';
import { traceCommand } from './trace.command.ts';
import { verifyCommand } from './verify.command.ts';
import { fitted } from './wrap.ts';

refuseDebuggerBySignal();

const program = new Command('nopan-certify')
  .description("Executable go-live certification for integrations with Nopan's payments API.")
  .version(packageVersion())
  .showHelpAfterError('Add --help to see what this command takes.')
  .showSuggestionAfterError()
  .exitOverride()
  .configureOutput({
    writeOut: (text) => process.stdout.write(fitted(hint(text), process.stdout)),
    writeErr: (text) => process.stderr.write(fitted(hint(text), process.stderr)),
  })
  .hook('preAction', () => {
    // Tells that the folder is gone before something that is looked up from there seems to be.
    process.cwd();
  })
  .addHelpText(
    'after',
    `
Examples:
  $ nopan-certify run                                   certify against the embedded mock
  $ nopan-certify run --tags @stage:signing             one stage only (the verdict is then incomplete)
  $ nopan-certify replay features/payments/states.feature:61  check whether a failure is fixed
  $ nopan-certify doctor                                what is wrong with configuration, credentials or target
  $ nopan-certify init                                  write a configuration to fill in
  $ nopan-certify run --target sandbox --config nopan-certify.config.yaml
  $ nopan-certify call payments/initiate --variant blik  send one request and see how it was signed
  $ nopan-certify explain request.http --key public-key.pem  why a signature does not verify
  $ nopan-certify mock --out ./nopan-mock               serve the mock for work by hand

Exit codes:
  0 certified                  1 not certified: a requirement failed
  2 wrong usage or settings    3 the environment: target unreachable, TLS refused
  4 incomplete                 5 a fault of nopan-certify itself`,
  );

for (const command of [
  initCommand(),
  doctorCommand(),
  runCommand(),
  mergeCommand(),
  diffCommand(),
  historyCommand(),
  replayCommand(),
  ticketCommand(),
  callCommand(),
  mockCommand(),
  explainCommand(),
  signCommand(),
  verifyCommand(),
  calibrateCommand(),
  keysCommand(),
  configCommand(),
  packageCommand(),
  signOffCommand(),
  traceCommand(),
  stepsCommand(),
  assumptionsCommand(),
]) {
  program.addCommand(command.copyInheritedSettings(program));
  for (const subcommand of command.commands) subcommand.copyInheritedSettings(command);
  guardOptionValues(command);
}

guardOutput((error) => printError(error, process.stderr));

guardLastWords(processRedactor, (error) => printError(error, process.stderr));

await runProgram(program);
