import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What is measured and what loads it have a core each, so that neither takes the other's time. */
export const cores = { server: 0, load: 1 } as const;

/** Whether processes can be kept to those cores: `taskset` is one of Linux. */
export const pinning: boolean = Object.values(cores).every(
  (core) => spawnSync('taskset', ['-c', String(core), 'true']).status === 0,
);

/** A command as it is started on a core. */
export function onCore(core: number, command: readonly string[]): readonly [file: string, ...args: string[]] {
  const [file = '', ...rest] = command;
  return pinning ? ['taskset', '-c', String(core), file, ...rest] : [file, ...rest];
}

/** Has a process end with this one, also when this one ends in an error. */
export function endingWithUs<Child extends ChildProcess>(child: Child): Child {
  const end = (): void => void child.kill();
  process.once('exit', end);
  child.once('exit', () => process.off('exit', end));
  return child;
}

export interface AskedProcess {
  readonly pid: number;
  /** Sends a message and waits for its answer; one at a time. */
  ask(question: object): Promise<unknown>;
  stop(): Promise<void>;
}

type Reply = { readonly answer: unknown } | { readonly error: string };

/** Starts a module of this folder as a process of its own that answers messages (see `answering`). */
export function startAsked(module: string, core: number): AskedProcess {
  const [file, ...args] = onCore(core, [process.execPath, join(import.meta.dirname, module)]);
  const child = endingWithUs(spawn(file, args, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] }));
  const ended = once(child, 'exit').then(([code, signal]: unknown[]) => {
    throw new Error(`${module} ended with ${String(code ?? signal)}`);
  });
  ended.catch(() => undefined);
  return {
    pid: child.pid ?? NaN,
    async ask(question) {
      child.send(question);
      const [reply] = (await Promise.race([once(child, 'message'), ended])) as [Reply];
      if ('error' in reply) throw new Error(`${module}: ${reply.error}`);
      return reply.answer;
    },
    async stop() {
      child.kill();
      await ended.catch(() => undefined);
    },
  };
}

/** The other end: answers each message, and ends with the process that asks. */
export function answering(handle: (question: unknown) => unknown): void {
  const tell = (reply: Reply): void => {
    process.send?.(reply);
  };
  process.on('message', (question) => {
    Promise.resolve(question)
      .then(handle)
      .then((answer) => {
        tell({ answer: answer ?? null });
      })
      .catch((error: unknown) => {
        tell({ error: (error as Error).stack ?? String(error) });
      });
  });
  process.on('disconnect', () => process.exit());
}

/** Seconds of processor time that a process has used, to a hundredth; NaN where the system does not tell. */
export function processorTime(pid: number): number {
  const stat = ofProcess(pid, 'stat') ?? '';
  // The fields behind the command's name, which is in parentheses: utime and stime are the 14th and 15th of all (proc(5)).
  const [user, system] = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .slice(11, 13);
  return (Number(user) + Number(system)) / 100;
}

export interface MemoryUse {
  /** What is counted: RssAnon leaves out pages of files, which the system takes back when it needs them. */
  readonly measure: 'RssAnon' | 'RSS';
  readonly megabytes: number;
}

export function memoryUse(pid: number): MemoryUse {
  const anonymous = /^RssAnon:\s+(\d+) kB$/m.exec(ofProcess(pid, 'status') ?? '')?.[1];
  if (anonymous !== undefined) return { measure: 'RssAnon', megabytes: Number(anonymous) / 1024 };
  const { stdout } = spawnSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' });
  return { measure: 'RSS', megabytes: Number(stdout) / 1024 };
}

function ofProcess(pid: number, file: string): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return undefined;
  }
}
