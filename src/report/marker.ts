import { randomBytes } from 'node:crypto';
import { closeSync, constants, fstatSync, openSync, readFileSync, readSync } from 'node:fs';
import { hostname } from 'node:os';
import { resultFormat } from '../certification/result-in.ts';
import { unfinishedRun, type UnfinishedRun } from '../certification/unfinished.ts';

/** A marker of this process, for a run that starts at this time (RFC 3339). */
export const newMarker = (startedAt: string): UnfinishedRun => ({
  startedAt,
  id: randomBytes(16).toString('hex'),
  process: { host: hostname(), pid: process.pid, ...startOf(process.pid) },
});

export const markerText = (unfinished: UnfinishedRun): string =>
  `${JSON.stringify({ formatVersion: resultFormat, unfinished })}\n`;

/** In bytes; a marker is shorter, and a result is longer. */
const longest = 4096;

/** The marker in a file; undefined when there is no file, or something else in it. */
export function markerIn(file: string): UnfinishedRun | undefined {
  try {
    return unfinishedRun(JSON.parse(beginningOf(file)));
  } catch {
    return undefined;
  }
}

function beginningOf(file: string): string {
  // A pipe would be waited for.
  const descriptor = openSync(file, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    if (!fstatSync(descriptor).isFile()) return '';
    const bytes = Buffer.alloc(longest);
    return bytes.toString('utf8', 0, readSync(descriptor, bytes));
  } finally {
    closeSync(descriptor);
  }
}

/** Whether the process that left a marker still runs, as far as this machine can tell. */
export function isRunning({ process: { host, pid, startedAt } }: UnfinishedRun): boolean {
  if (host !== hostname() || pid === process.pid || !Number.isInteger(pid) || pid < 1 || !exists(pid)) return false;
  const now = startOf(pid).startedAt;
  // Numbers of processes are used again.
  return startedAt === undefined || now === undefined || now === startedAt;
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** When a process began, in ticks since the system did, where the system tells (Linux, proc(5)). */
function startOf(pid: number): { startedAt?: string } {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name before it may hold anything, parentheses and spaces included.
    const startedAt = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
    return startedAt === undefined ? {} : { startedAt };
  } catch {
    return {};
  }
}
