import { pino, type Logger, type LoggerOptions } from 'pino';
import pretty from 'pino-pretty';
import { processRedactor } from '../evidence/process-redactor.ts';

/** The log, on standard error: readable on a terminal, one JSON object a line elsewhere. No line has a secret. */
export function logger(verbose: boolean): Logger {
  const options: LoggerOptions = {
    level: verbose ? 'info' : 'warn',
    hooks: { streamWrite: (line) => `${processRedactor.body(Buffer.from(line)).trimEnd()}\n` },
  };
  return process.stderr.isTTY
    ? pino(options, pretty({ destination: 2, sync: true, ignore: 'pid,hostname', singleLine: true }))
    : pino(options, pino.destination({ dest: 2, sync: true }));
}
