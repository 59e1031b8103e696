import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { resultFormat } from '../certification/result-in.ts';
import { unfinishedRun, type UnfinishedRun } from '../certification/unfinished.ts';
import { readBeginning } from '../contract/regular-file.ts';

/** A new marker for this process. @param startedAt RFC 3339 */
export const newMarker = (startedAt: string): UnfinishedRun => ({
  startedAt,
  id: randomBytes(16).toString('hex'),
  process: { host: hostname(), pid: process.pid, ...startOf(process.pid) },
});

export const markerText = (unfinished: UnfinishedRun): string =>
  `${JSON.stringify({ formatVersion: resultFormat, unfinished })}\n`;

/** In bytes: longer than any marker, shorter than any result. */
const longest = 4096;

/** The marker in a file; undefined without a file or with other content. */
export function markerIn(file: string): UnfinishedRun | undefined {
  try {
    return unfinishedRun(JSON.parse(readBeginning(file, longest).toString()));
  } catch {
    return undefined;
  }
}

/** Whether the process of a marker is known to be running on this machine. */
export function isRunning({ process: { host, pid, startedAt } }: UnfinishedRun): boolean {
  if (host !== hostname() || pid === process.pid || !Number.isInteger(pid) || pid < 1 || !exists(pid)) return false;
  const now = startOf(pid).startedAt;
  // Process ids are reused.
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

/** The start time of a process in ticks since boot (Linux, proc(5)); empty on other systems. */
function startOf(pid: number): { startedAt?: string } {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The process name before it may contain parentheses and spaces.
    const startedAt = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
    return startedAt === undefined ? {} : { startedAt };
  } catch {
    return {};
  }
}
