import type { WriteStream } from 'node:tty';
import type { PlannedScenario, FinishedScenario } from '../certification/run.ts';
import { silentListener, type RecorderListener } from '../runner/recorder.ts';
import { blockedBy } from '../certification/precondition.ts';
import { duration, oneLine, withoutControls } from '../report/text.ts';
import { isTerminal } from './colours.ts';
import { wrapped } from './wrap.ts';

/** What a run tells while it goes on: one redrawn line on a terminal, a line a scenario in a log. It goes to standard error. */
export interface Progress extends RecorderListener {
  /** Removes whatever should not stay on the screen. */
  end(): void;
}

/** What is known of a run before it starts. */
export interface Course {
  /** How often each scenario runs. */
  readonly repeat?: number;
  /** Ids of the scenarios whose failure is a warning only: none of their requirements is a MUST. */
  readonly optional?: ReadonlySet<string>;
  /** In milliseconds, from any start on. */
  readonly now?: () => number;
}

export function progressFor(
  quiet: boolean,
  plan: readonly PlannedScenario[],
  stream: WriteStream,
  { repeat = 1, optional = new Set(), now = () => performance.now() }: Course = {},
): Progress {
  const names = new Map(plan.map(({ id, name }) => [id, oneLine(withoutControls(name))]));
  const counter = new Counter(names, { total: names.size * repeat, optional, now });
  if (quiet) return { ...silentListener, end() {} };
  return isTerminal(stream) ? liveProgress(counter, stream, now) : plainProgress(counter, stream);
}

class Counter {
  readonly #counts = new Map<Word, number>();
  readonly #names: ReadonlyMap<string, string>;

  readonly #total: number;
  readonly #optional: ReadonlySet<string>;
  readonly #now: () => number;
  readonly #startedAt: number;

  constructor(
    names: ReadonlyMap<string, string>,
    { total, optional, now }: Required<Omit<Course, 'repeat'>> & { readonly total: number },
  ) {
    this.#total = total;
    this.#names = names;
    this.#optional = optional;
    this.#now = now;
    this.#startedAt = now();
  }

  count(scenario: FinishedScenario): Word {
    const word = wordFor(scenario, this.#optional.has(scenario.id));
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
    return `${String(this.#done).padStart(total.length)}/${total}`;
  }

  /** `4.2/s, 1 min 5 s left`; empty until there is enough to judge by. */
  get rate(): string {
    const elapsed = this.#now() - this.#startedAt;
    if (elapsed < firstEstimateMs || this.#done === 0) return '';
    const rate = (this.#done / elapsed) * 1000;
    const left = Math.ceil((this.#total - this.#done) / rate);
    return `${rate < 10 ? rate.toFixed(1) : rate.toFixed(0)}/s, ${left < 60 ? `${left} s` : duration(left * 1000)} left`;
  }

  get #done(): number {
    return words.reduce((sum, word) => sum + (this.#counts.get(word) ?? 0), 0);
  }
}

/** The first scenarios wait for what later ones share. */
const firstEstimateMs = 2000;

const words = ['passed', 'failed', 'warning', 'blocked', 'skipped', 'unclear'] as const;
type Word = (typeof words)[number];

/** As in the verdict: an optional scenario that fails is a warning, a failed precondition is not a failure. */
function wordFor({ failure, skipReason, steps }: FinishedScenario, optional: boolean): Word {
  const failed = failure !== undefined || steps.some(({ status }) => status === 'FAILED');
  if (failed && blockedBy(steps, failure) !== undefined) return 'blocked';
  if (failed) return optional ? 'warning' : 'failed';
  if (skipReason !== undefined) return 'skipped';
  return steps.length > 0 && steps.every(({ status }) => status === 'PASSED') ? 'passed' : 'unclear';
}

const clearLine = '\r\u001b[2K';
const redrawMs = 50;

function liveProgress(counter: Counter, stream: WriteStream, now: () => number): Progress {
  let drawnAt = -Infinity;
  let current = '';
  const draw = (): void => {
    drawnAt = now();
    const line = [counter.position, counter.rate, counter.counts, current].filter((part) => part !== '').join('  ');
    stream.write(clearLine + line.slice(0, Math.max(20, stream.columns - 1)));
  };
  stream.write(`${clearLine}starting`);
  return {
    started(id) {
      current = counter.name(id);
      if (now() - drawnAt >= redrawMs) draw();
    },
    finished(scenario) {
      const word = counter.count(scenario);
      if (word !== 'failed' && word !== 'warning') return;
      stream.write(clearLine + wrapped(`${word}  ${counter.name(scenario.id)}\n`, stream.columns || Infinity));
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
