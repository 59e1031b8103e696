import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { quote } from '../certification/commands.ts';
import { repetitionOf, type Repetition } from '../certification/repetition.ts';
import type { ScenarioResult } from '../contract/types/result.ts';
import { painter } from '../report/paint.ts';
import { markerIn } from '../report/marker.ts';
import { failureLines } from '../report/terminal-cause.ts';
import { shortened, visibleLine } from '../report/text.ts';
import { screen } from './colours.ts';
import { failedCase, type CaseSettings } from './failed-case.ts';
import { hint } from './program-name.ts';
import { lastResult } from './last-result.ts';
import { replayWords, type NamedAgain } from './replay-settings.ts';
import { resultName, resultReader } from './result-file.ts';

export interface ReplaySettings extends CaseSettings, NamedAgain {
  readonly curl?: boolean;
  readonly all?: boolean;
  readonly fill?: Readonly<Record<string, string>>;
}

/** `nopan-certify replay`; gives the exit code. */
export async function replay(name: string, settings: ReplaySettings): Promise<number> {
  const failed = await failedCase(name, settings);
  const words = await replayWords(failed, name, settings);
  if (settings.curl) {
    const { curlCommands } = await import('./replay-curl.ts');
    process.stdout.write(await curlCommands(failed, settings));
    return 0;
  }
  const { scenario, failure } = failed;
  process.stderr.write(
    `${visibleLine(hint(`Runs  nopan-certify ${[...words, '--', scenario.id].map(quote).join(' ')}`))}\n`,
  );
  const folder = mkdtempSync(join(tmpdir(), 'nopan-certify-replay-'));
  try {
    const code = await runAgain([...words, '--quiet', '--format=json', `--out=${folder}`, '--', scenario.id]);
    // A killed run leaves only a marker.
    const finished = markerIn(join(folder, resultName)) === undefined;
    const result = finished ? lastResult(folder, await resultReader()) : undefined;
    const again = result?.scenarios.find(({ id }) => id === scenario.id);
    if (again === undefined) return code === 0 ? notRun : code;
    const repetition = repetitionOf(failure, again);
    process.stdout.write(told(again, repetition, screen(process.stdout)));
    return repetition.outcome === 'FIXED' ? 0 : 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** It ran and left nothing: a fault of ours. */
const notRun = 5;

/** Starts a separate process without a shell: a run ends its process. */
function runAgain(words: readonly string[]): Promise<number> {
  const program = [...process.execArgv, process.argv[1] ?? ''];
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...program, ...words], { stdio: ['ignore', 'ignore', 'inherit'] });
    child.once('error', reject);
    child.once('close', (code) => {
      resolve(code ?? notRun);
    });
  });
}

function told(again: ScenarioResult, { outcome, changes }: Repetition, { colour, width = Infinity }: Screen): string {
  const { id, name, requirements } = again;
  const lines = [
    `${outcome}: ${[...requirements, name].join(' ')} (${id})`,
    ...changes.flatMap(({ name: what, before, now }) => [`  ${what} was  ${before}`, `  ${what} is   ${now}`]),
  ];
  const text = lines.map((line) => `${shortened(visibleLine(line), longest)}\n`).join('');
  // The changes were already printed.
  const failure = outcome === 'STILL FAILING' ? failureLines(again, { paint: painter(colour), width }) : [];
  return `${text}${failure.map((line) => `${line}\n`).join('')}`;
}

type Screen = ReturnType<typeof screen>;

const longest = 600;
