import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { counted } from '../certification/words.ts';
import { CertifyError } from '../errors.ts';
import { history } from '../report/history.ts';
import { visibleLine } from '../report/text.ts';
import { pointOf, type HistoryPoint } from '../report/history/point.ts';
import { printError } from './errors.ts';
import { replaceFile } from './replace-file.ts';
import { readResult, resultName, resultReader, type ResultReader } from './result-file.ts';

export interface HistorySettings {
  readonly out: string;
}

/** `nopan-certify history`: what became of verdicts, counts and latencies over the results of a folder, as a page. */
export async function drawHistory(folder: string, { out }: HistorySettings): Promise<void> {
  const reader = await resultReader();
  const points: HistoryPoint[] = [];
  const unreadable: string[] = [];
  for (const file of resultsIn(folder)) {
    const point = readPoint(folder, file, reader);
    if (point === undefined) unreadable.push(file);
    else points.push(point);
  }
  if (points.length === 0) throw nothing(folder);
  replaceFile(out, history(points, unreadable));
  process.stdout.write(`${visibleLine(`${out}: ${counted(points.length, 'run')}`)}\n`);
}

/** A result is let go of before the next one is read. */
function readPoint(folder: string, file: string, reader: ResultReader): HistoryPoint | undefined {
  try {
    return pointOf(file, readResult(join(folder, file), reader));
  } catch (error) {
    if (!(error instanceof CertifyError)) throw error;
    printError(error, process.stderr);
    return undefined;
  }
}

function resultsIn(folder: string): string[] {
  try {
    const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile() && entry.name === resultName);
    return files.map(({ parentPath, name }) => relative(folder, join(parentPath, name))).sort();
  } catch (cause) {
    throw new CertifyError('ERR_INPUT', `The folder cannot be read: ${(cause as Error).message}`, {
      where: folder,
      expected: 'a folder that holds results',
      advice: 'Name the folder under which runs write their reports (--out).',
      cause,
    });
  }
}

const nothing = (folder: string): CertifyError =>
  new CertifyError('ERR_INPUT', 'There is no result in the folder or below it', {
    where: folder,
    expected: `files named ${resultName}, as runs write them`,
    advice:
      'Give each run a folder of its own (--out reports/2026-11-25), since a run replaces the reports of the last one.',
  });
