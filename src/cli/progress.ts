import type { WriteStream } from 'node:tty';
import type { PlannedScenario, FinishedScenario } from '../certification/run.ts';
import { silentListener, type RecorderListener } from '../runner/recorder.ts';
import { oneLine, withoutControls } from '../report/text.ts';
import { isTerminal } from './colours.ts';

/** What a run tells while it goes on: one redrawn line on a terminal, a line a scenario in a log. It goes to standard error. */
export interface Progress extends RecorderListener {
  /** Removes whatever should not stay on the screen. */
  end(): void;
}

export function progressFor(
  quiet: boolean,
  plan: readonly PlannedScenario[],
  stream: WriteStream,
  repeat = 1,
): Progress {
  const names = new Map(plan.map(({ id, name }) => [id, oneLine(withoutControls(name))]));
  const counter = new Counter(names, names.size * repeat);
  if (quiet) return { ...silentListener, end() {} };
  return isTerminal(stream) ? liveProgress(counter, stream) : plainProgress(counter, stream);
}

class Counter {
  readonly #counts = new Map<Word, number>();
  readonly #names: ReadonlyMap<string, string>;

  readonly #total: number;

  constructor(names: ReadonlyMap<string, string>, total: number) {
    this.#total = total;
    this.#names = names;
  }

  count(scenario: FinishedScenario): Word {
    const word = wordFor(scenario);
    this.#counts.set(word, (this.#counts.get(word) ?? 0) + 1);
    return word;
  }

  /** `31 passed  2 failed`: of what there is any. */
  get counts(): string {
    return words.flatMap((word) => (this.#counts.has(word) ? `${this.#counts.get(word) ?? 0} ${word}` : [])).join('  ');
  }

  name(id: string): string {
    return this.#names.get(id) ?? id;
  }

  /** ` 9/34` */
  get position(): string {
    const total = String(this.#total);
    const done = words.reduce((sum, word) => sum + (this.#counts.get(word) ?? 0), 0);
    return `${String(done).padStart(total.length)}/${total}`;
  }
}

const words = ['passed', 'failed', 'skipped', 'unclear'] as const;
type Word = (typeof words)[number];

function wordFor({ failure, skipReason, steps }: FinishedScenario): Word {
  if (failure !== undefined || steps.some(({ status }) => status === 'FAILED')) return 'failed';
  if (skipReason !== undefined) return 'skipped';
  return steps.length > 0 && steps.every(({ status }) => status === 'PASSED') ? 'passed' : 'unclear';
}

const clearLine = '\r\u001b[2K';
const redrawMs = 50;

function liveProgress(counter: Counter, stream: WriteStream): Progress {
  let drawnAt = -Infinity;
  let current = '';
  const draw = (): void => {
    drawnAt = performance.now();
    const line = [counter.position, counter.counts, current].filter((part) => part !== '').join('  ');
    stream.write(clearLine + line.slice(0, Math.max(20, stream.columns - 1)));
  };
  stream.write(`${clearLine}starting`);
  return {
    started(id) {
      current = counter.name(id);
      if (performance.now() - drawnAt >= redrawMs) draw();
    },
    finished(scenario) {
      if (counter.count(scenario) !== 'failed') return;
      stream.write(`${clearLine}failed  ${counter.name(scenario.id)}\n`);
      draw();
    },
    end: () => void stream.write(clearLine),
  };
}

function plainProgress(counter: Counter, stream: WriteStream): Progress {
  return {
    started() {},
    finished(scenario) {
      const word = counter.count(scenario);
      stream.write(`${counter.position}  ${word.padEnd(7)}  ${counter.name(scenario.id)}\n`);
    },
    end() {},
  };
}
