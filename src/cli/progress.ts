import type { WriteStream } from 'node:tty';
import type { Writable } from 'node:stream';
import type { Result } from '../certification/result.ts';

/** What a run tells while it goes on. */
export interface Progress {
  planned(count: number): void;
  started(name: string): void;
  finished(name: string, result: Result): void;
  /** Removes whatever should not stay on the screen. */
  end(): void;
}

export const silentProgress: Progress = { planned() {}, started() {}, finished() {}, end() {} };

const clearLine = '\r\u001b[2K';
const redrawMs = 50;

/** One line that is drawn again and again, for a terminal. Failures stay above it. */
export function liveProgress(stream: WriteStream): Progress {
  let total = 0;
  let done = 0;
  let failed = 0;
  let drawnAt = -Infinity;
  const draw = (current: string): void => {
    const now = performance.now();
    if (now - drawnAt < redrawMs) return;
    drawnAt = now;
    const counts = `${String(done).padStart(String(total).length)}/${total}${failed > 0 ? `  ${failed} failed` : ''}  `;
    stream.write(clearLine + `${counts}${current}`.slice(0, stream.columns - 1));
  };
  return {
    planned: (count) => (total = count),
    started: draw,
    finished(name, result) {
      done += 1;
      if (result !== 'FAILED') return;
      failed += 1;
      stream.write(`${clearLine}failed  ${name}\n`);
    },
    end: () => stream.write(clearLine),
  };
}

/** One line a scenario, for logs. */
export function plainProgress(stream: Writable): Progress {
  let total = 0;
  let done = 0;
  return {
    planned: (count) => (total = count),
    started() {},
    finished(name, result) {
      done += 1;
      stream.write(`${String(done).padStart(String(total).length)}/${total}  ${result.toLowerCase().padEnd(7)}  ${name}\n`);
    },
    end() {},
  };
}
