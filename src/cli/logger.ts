import { pino, type Logger } from 'pino';
import pretty from 'pino-pretty';

/** The log, on standard error: readable on a terminal, one JSON object a line elsewhere. */
export function logger(verbose: boolean): Logger {
  const level = verbose ? 'info' : 'warn';
  return process.stderr.isTTY
    ? pino({ level }, pretty({ destination: 2, sync: true, ignore: 'pid,hostname', singleLine: true }))
    : pino({ level }, pino.destination({ dest: 2, sync: true }));
}
