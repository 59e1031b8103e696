import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { repetitionOf, type Repetition } from '../certification/repetition.ts';
import { schemasDir } from '../contract/locations.ts';
import { loadSchemas } from '../contract/schemas.ts';
import type { ScenarioResult } from '../contract/types/result.ts';
import { shortened, visibleLine } from '../report/text.ts';
import { failedCase, type CaseSettings, type FailedCase } from './failed-case.ts';
import { lastResult } from './last-result.ts';
import { repeatWords } from './repeat-words.ts';

export interface ReplaySettings extends CaseSettings {
  readonly curl?: boolean;
  readonly all?: boolean;
  readonly fill?: Readonly<Record<string, string>>;
}

/** `nopan-certify replay`; gives the exit code. */
export async function replay(name: string, settings: ReplaySettings): Promise<number> {
  const failed = failedCase(name, settings);
  if (settings.curl) {
    const { curlCommands } = await import('./replay-curl.ts');
    process.stdout.write(await curlCommands(failed, settings));
    return 0;
  }
  const folder = mkdtempSync(join(tmpdir(), 'nopan-certify-replay-'));
  try {
    const code = await runAgain(failed, folder);
    const again = lastResult(folder, loadSchemas(schemasDir))?.scenarios.find(({ id }) => id === failed.scenario.id);
    if (again === undefined) return code === 0 ? notRun : code;
    const repetition = repetitionOf(failed.failure, again);
    process.stdout.write(told(failed.scenario, repetition));
    return repetition.outcome === 'FIXED' ? 0 : 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** It ran and left nothing: a fault of ours. */
const notRun = 5;

/** In a process of its own, since a run ends the process that it is in. */
function runAgain(failed: FailedCase, folder: string): Promise<number> {
  const program = [...process.execArgv, process.argv[1] ?? ''];
  const words = [...program, 'run', ...repeatWords(failed), '--quiet', '--out', folder];
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, words, { stdio: ['ignore', 'ignore', 'inherit'] });
    child.once('error', reject);
    child.once('close', (code) => {
      resolve(code ?? notRun);
    });
  });
}

function told({ id, name, requirements }: ScenarioResult, { outcome, changes }: Repetition): string {
  const lines = [
    `${outcome}: ${[...requirements, name].join(' ')} (${id})`,
    ...changes.flatMap(({ name: what, before, now }) => [`  ${what} was  ${before}`, `  ${what} is   ${now}`]),
  ];
  return lines.map((line) => `${shortened(visibleLine(line), longest)}\n`).join('');
}

const longest = 600;
