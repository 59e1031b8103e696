import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { packageRoot } from '../../contract/locations.ts';
import { processRedactor } from '../../evidence/process-redactor.ts';
import { loaderArguments } from './typescript.ts';
import { reportDescriptor, type OwnOrder, type OwnReport, type ThrownError } from './order.ts';

/** How the process with the user's step files ended: normally, or why not. */
export type Ending =
  | { readonly kind: 'ended' }
  | { readonly kind: 'exited'; readonly how: string }
  | { readonly kind: 'stopped'; readonly error: ThrownError }
  | { readonly kind: 'silent'; readonly seconds: number }
  | { readonly kind: 'contradiction'; readonly what: string }
  | { readonly kind: 'aborted' };

export interface OwnProcess {
  readonly order: OwnOrder;
  /** Called with each report. An error that it throws ends the process as a contradiction. */
  readonly onReport: (report: OwnReport) => void;
  /** Variables of the environment that it gets. */
  readonly environment: NodeJS.ProcessEnv;
  readonly signal: AbortSignal;
  readonly limits?: Partial<Limits>;
}

export interface Limits {
  /** Milliseconds until the next report while a step file is loaded. */
  readonly loadingMs: number;
  /** Milliseconds until the next report while scenarios run: longer than any built-in step may take. */
  readonly runningMs: number;
  /** Milliseconds to read the remaining reports after its end. */
  readonly afterExitMs: number;
  /** Bytes of one report. */
  readonly report: number;
  /** Bytes of all reports. */
  readonly total: number;
}

const usual: Limits = { loadingMs: 30_000, runningMs: 600_000, afterExitMs: 2_000, report: 16 << 20, total: 512 << 20 };

// Step files import the compiled package, even if this process runs from sources.
const main = join(packageRoot(), 'dist/src/runner/own/main.js');

/** In a separate process group, so that its child processes end with it. */
const grouped = process.platform !== 'win32';

/** Runs the user's step files in a separate process. Never rejects. */
export function runOwnProcess({ order, onReport, environment, signal, limits: some }: OwnProcess): Promise<Ending> {
  const limits = { ...usual, ...some };
  const child = spawn(process.execPath, [...loaderArguments(order.steps), main], {
    env: environment,
    stdio: ['pipe', 'pipe', 'pipe', 'pipe'],
    detached: grouped,
  });
  const kill = (): void => {
    killGroup(child);
  };
  const giveBack = endingWith(kill, signal);
  const closed = new Promise<void>((resolve) => {
    child.once('close', () => {
      resolve();
    });
  });
  return new Promise<Ending>((resolve) => {
    let timer: NodeJS.Timeout | undefined;
    let settled = false;
    const settle = (ending: Ending): void => {
      if (settled) return;
      settled = true;
      clearTimeout(timer);
      kill();
      // What it printed last may still be on its way through the pipes.
      void within(limits.afterExitMs, closed).then(() => {
        resolve(ending);
      });
    };
    const expectReport = (ms: number): void => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        settle({ kind: 'silent', seconds: ms / 1000 });
      }, ms);
    };
    const onLine = (line: string): void => {
      if (settled) return;
      try {
        const report = JSON.parse(line) as OwnReport;
        if (report.type === 'stopped') settle({ kind: 'stopped', error: thrownError(report) });
        else if (report.type === 'end') settle({ kind: 'ended' });
        else {
          onReport(report);
          expectReport(report.type === 'loading' ? limits.loadingMs : limits.runningMs);
        }
      } catch (error) {
        settle({ kind: 'contradiction', what: (error as Error).message });
      }
    };
    expectReport(limits.runningMs);
    signal.addEventListener('abort', () => {
      settle({ kind: 'aborted' });
    });
    if (signal.aborted) settle({ kind: 'aborted' });
    readLines(child.stdio[reportDescriptor] as Readable, limits, onLine, (what) => {
      settle({ kind: 'contradiction', what });
    });
    child.once('error', (error) => {
      settle({ kind: 'exited', how: error.message });
    });
    child.once('exit', (code, by) => {
      const ending: Ending = { kind: 'exited', how: by === null ? `with code ${code ?? 0}` : `by ${by}` };
      kill();
      // Reads remaining reports first, unless a child process keeps the pipe open.
      child.once('close', () => {
        settle(ending);
      });
      setTimeout(settle, limits.afterExitMs, ending).unref();
    });
    for (const output of [child.stdout, child.stderr]) tell(output);
    send(child.stdin, order);
  }).finally(giveBack);
}

/** Waits for a promise, but not longer than that. */
async function within(ms: number, promise: Promise<void>): Promise<void> {
  const waiting = new AbortController();
  await Promise.race([promise, delay(ms, undefined, { signal: waiting.signal }).catch(() => undefined)]);
  waiting.abort();
}

/** Keeps only the text members of an error. */
function thrownError({ error }: { readonly error: unknown }): ThrownError {
  const { name, message, stack } = (error ?? {}) as Readonly<Record<string, unknown>>;
  const text = (value: unknown): string => (typeof value === 'string' ? processRedactor.text(value) : '');
  return { name: text(name), message: text(message), stack: text(stack) };
}

function send(input: Writable | null, order: OwnOrder): void {
  // A process that ends before it reads is reported by its end.
  input?.on('error', () => undefined);
  input?.write(`${JSON.stringify(order)}\n`);
}

/** Warnings of Node.js about modules, which the error of the step file repeats with its place and what to do. */
const repeated = /^\(node:\d+\) Warning: To load an ES module|^\(Use `node --trace-warnings/;

/** Output of step files is for people and must not mix with our standard output. */
function tell(output: Readable): void {
  createInterface({ input: output, crlfDelay: Infinity }).on('line', (line) => {
    if (!repeated.test(line)) process.stderr.write(`${processRedactor.text(line)}\n`);
  });
}

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Ends the process together with this one, since its group gets no signals from the terminal.
 *
 * @returns a function to undo that
 */
function endingWith(kill: () => void, abort: AbortSignal): () => void {
  const giveBack = (): void => {
    process.removeListener('exit', kill);
    for (const name of signals) process.removeListener(name, onSignal);
  };
  const onSignal = (name: NodeJS.Signals): void => {
    kill();
    giveBack();
    // Without another listener the signal ends this process.
    if (!abort.aborted && process.listenerCount(name) === 0) process.kill(process.pid, name);
  };
  process.once('exit', kill);
  for (const name of signals) process.on(name, onSignal);
  return giveBack;
}

function readLines(
  input: Readable,
  { report, total }: Limits,
  onLine: (line: string) => void,
  onFlood: (what: string) => void,
): void {
  let chunks: Buffer[] = [];
  let length = 0;
  let all = 0;
  let over = false;
  input.on('error', () => undefined);
  input.on('data', (data: Buffer) => {
    if (over) return;
    all += data.length;
    let rest = data;
    for (let end = rest.indexOf(10); end >= 0; end = rest.indexOf(10)) {
      const line = Buffer.concat([...chunks, rest.subarray(0, end)]);
      chunks = [];
      length = 0;
      rest = rest.subarray(end + 1);
      if (line.length > report) length = line.length;
      else if (line.length > 0) onLine(line.toString('utf8'));
    }
    chunks.push(rest);
    length += rest.length;
    over = length > report || all > total;
    if (!over) return;
    chunks = [];
    onFlood(length > report ? `a message of more than ${report} bytes` : `messages of more than ${total} bytes`);
  });
}

function killGroup({ pid, exitCode }: ChildProcess): void {
  if (pid === undefined || (exitCode !== null && !grouped)) return;
  try {
    process.kill(grouped ? -pid : pid, 'SIGKILL');
  } catch {
    // It has already ended.
  }
}
