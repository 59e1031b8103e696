import type { WriteStream } from 'node:tty';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { finished, planned, step } from '../certification/fixtures/run.ts';
import type { FinishedScenario } from '../certification/run.ts';
import { progressFor } from './progress.ts';

const plan = [planned(3), planned(9), planned(15)].map((scenario, index) => ({
  ...scenario,
  name: `Scenario ${'ABC'.charAt(index)}\u001b[2J`,
}));
const ids = plan.map(({ id }) => id);

/** What is written to a terminal, or to a log, by what happens. */
function written(isTTY: boolean, happens: (progress: ReturnType<typeof progressFor>) => void, quiet = false): string[] {
  const texts: string[] = [];
  const stream = { isTTY, columns: 60, write: (text: string) => texts.push(text) } as unknown as WriteStream;
  happens(progressFor(quiet, plan, stream));
  return texts;
}

const failed = (line: number): FinishedScenario => finished(line, { steps: [step({ status: 'FAILED' })] });
const skipped = (line: number): FinishedScenario =>
  finished(line, { steps: [step({ status: 'SKIPPED' })], skipReason: 'no clock' });

const all = (progress: ReturnType<typeof progressFor>): void => {
  progress.started(ids[0] ?? '');
  progress.finished(finished(3));
  progress.started(ids[1] ?? '');
  progress.finished(failed(9));
  progress.started(ids[2] ?? '');
  progress.finished(skipped(15));
  progress.end();
};

const clear = '\r\u001b[2K';

describe('the progress of a run', () => {
  beforeEach(() => {
    vi.stubEnv('CI', '');
    vi.stubEnv('TERM', 'xterm');
    vi.spyOn(performance, 'now').mockReturnValue(0);
  });
  afterEach(() => {
    vi.unstubAllEnvs();
    vi.restoreAllMocks();
  });

  it('is on a terminal one line with counts and the current scenario, above it what failed', () => {
    expect(written(true, all)).toEqual([
      `${clear}starting`,
      `${clear}0/3  Scenario A`,
      `${clear}failed  Scenario B\n`,
      `${clear}2/3  1 passed  1 failed  Scenario B`,
      clear,
    ]);
  });

  it('never runs over into a second line', () => {
    const long = [{ ...planned(3), name: 'x'.repeat(200) }];
    const texts: string[] = [];
    const stream = { isTTY: true, columns: 40, write: (text: string) => texts.push(text) } as unknown as WriteStream;
    progressFor(false, long, stream).started(long[0]?.id ?? '');
    expect(texts.at(-1)).toBe(`${clear}0/1  ${'x'.repeat(34)}`);
  });

  const plain = ['1/3  passed   Scenario A\n', '2/3  failed   Scenario B\n', '3/3  skipped  Scenario C\n'];

  it('is a line a scenario in a log', () => {
    expect(written(false, all)).toEqual(plain);
  });

  it('is that in CI, too, where a terminal may be pretended', () => {
    vi.stubEnv('CI', 'true');
    expect(written(true, all)).toEqual(plain);
  });

  it('is nothing when it is to be quiet', () => {
    expect(written(true, all, true)).toEqual([]);
  });

  it('tells the rate and the time that is left, once there is enough to judge by', () => {
    let time = 0;
    const many = Array.from({ length: 100 }, (_, index) => planned(index + 1));
    const texts: string[] = [];
    const stream = { isTTY: true, columns: 80, write: (text: string) => texts.push(text) } as unknown as WriteStream;
    const progress = progressFor(false, many, stream, { now: () => time });
    for (const line of [1, 2, 3, 4]) progress.finished(finished(line));
    time = 1000;
    progress.started(many[4]?.id ?? '');
    time = 2000;
    progress.started(many[5]?.id ?? '');
    time = 16_000;
    for (const line of [5, 6, 7, 8]) progress.finished(finished(line));
    progress.started(many[8]?.id ?? '');
    expect(texts.slice(1)).toEqual([
      `${clear}  4/100  4 passed  Scenario 5`,
      `${clear}  4/100  2.0/s, 48 s left  4 passed  Scenario 6`,
      `${clear}  8/100  0.5/s, 3 min 4 s left  8 passed  Scenario 9`,
    ]);
  });

  it('calls a failure by what it will be in the verdict', () => {
    const texts: string[] = [];
    const stream = { isTTY: false, write: (text: string) => texts.push(text) } as unknown as WriteStream;
    const progress = progressFor(false, plan, stream, { optional: new Set(ids.slice(0, 1)) });
    progress.finished(failed(3));
    const given = step({ keyword: 'Given', status: 'FAILED' });
    progress.finished(finished(9, { steps: [given, step({ status: 'SKIPPED' })] }));
    expect(texts).toEqual(['1/3  warning  Scenario A\n', '2/3  blocked  Scenario B\n']);
  });

  it('breaks the name of a failed scenario between words', () => {
    const texts: string[] = [];
    const stream = { isTTY: true, columns: 40, write: (text: string) => texts.push(text) } as unknown as WriteStream;
    const name = 'What exceeds the amount is a transition that is not allowed';
    progressFor(false, [{ ...planned(3), name }], stream).finished(failed(3));
    expect(texts.join('')).toContain('failed  What exceeds the amount is a\n        transition that is not allowed\n');
  });
});
