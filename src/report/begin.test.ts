import { spawn } from 'node:child_process';
import * as fs from 'node:fs';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { resultIn } from '../certification/result-in.ts';
import { schemasDir } from '../contract/locations.ts';
import { loadSchemas } from '../contract/schemas.ts';
import { CertifyError } from '../errors.ts';
import { certifiedResult } from './fixtures/sample.ts';
import { isRunning, markerIn, markerText, newMarker } from './marker.ts';
import { beginReports, writeReports, type FileSystem } from './write.ts';

const startedAt = '2026-01-19T12:00:00.000Z';
const begin = (files?: FileSystem): string =>
  beginReports(dir, { kinds: ['html', 'json'], startedAt }, ...(files ? [files] : []));

let dir = '';
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'reports-'));
});
afterEach(() => {
  rmSync(dir, { recursive: true });
});

function refusal(action: () => void): (string | undefined)[] | undefined {
  try {
    action();
  } catch (error) {
    if (error instanceof CertifyError) return [error.code, error.message, error.actual];
    throw error;
  }
  return undefined;
}

const left = (): string[] => readdirSync(dir).sort();

it('a run leaves nothing of an earlier one, and a marker that no reader takes for a result', () => {
  writeReports(certifiedResult(), dir, { formats: ['html', 'json', 'junit', 'sarif'] });
  writeFileSync(join(dir, 'report.pdf'), '%PDF');
  writeFileSync(join(dir, 'notes.txt'), 'mine');
  begin();
  expect(left()).toEqual(['notes.txt', 'result.json']);
  const value: unknown = JSON.parse(readFileSync(join(dir, 'result.json'), 'utf8'));
  expect(resultIn(value, loadSchemas(schemasDir))).toEqual({
    problem: `this run did not finish: it started at ${startedAt} and left no verdict`,
  });
});

it('files of the same names stay where no run has been', () => {
  writeFileSync(join(dir, 'summary.md'), 'mine');
  begin();
  expect(left()).toEqual(['result.json', 'summary.md']);
});

it('the result takes the place of the marker, last', () => {
  const marker = begin();
  const order: string[] = [];
  const watched: FileSystem = {
    ...fs,
    renameSync(from, to) {
      order.push(String(to));
      fs.renameSync(from, to);
    },
  };
  const paths = writeReports(certifiedResult(), dir, { formats: ['json', 'html'], marker }, watched);
  expect(Object.keys(paths)).toEqual(['json', 'html']);
  expect(order).toEqual([join(dir, 'report.html'), join(dir, 'result.json')]);
  expect(markerIn(join(dir, 'result.json'))).toBeUndefined();
});

it('the marker goes where no result is asked for', () => {
  const marker = begin();
  writeReports(certifiedResult(), dir, { formats: ['html'], marker });
  expect(left()).toEqual(['report.html']);
});

it.each(['openSync', 'writeFileSync', 'renameSync'] as const)('nothing certified is left where %s fails', (name) => {
  writeReports(certifiedResult(), dir);
  const marker = begin();
  const failing = (): never => {
    throw Object.assign(new Error('no'), { code: 'ENOSPC', syscall: 'write' });
  };
  const full = { ...fs, [name]: failing } as unknown as FileSystem;
  expect(refusal(() => writeReports(certifiedResult(), dir, { marker }, full))).toEqual([
    ...['ERR_OUTPUT', 'The reports cannot be written: The disk is full', 'ENOSPC'],
  ]);
  expect(left()).toEqual(['result.json']);
  expect(markerIn(join(dir, 'result.json'))?.id).toBe(marker);
});

it.each(['openSync', 'writeFileSync', 'renameSync'] as const)(
  'nothing of an earlier run is left where %s fails before this one has begun',
  (name) => {
    writeReports(certifiedResult(), dir, { formats: ['json', 'html', 'junit'] });
    writeFileSync(join(dir, 'notes.txt'), 'mine');
    const failing = (): never => {
      throw Object.assign(new Error('no'), { code: 'ENOSPC', syscall: 'write' });
    };
    const full = { ...fs, [name]: failing } as unknown as FileSystem;
    expect(refusal(() => beginReports(dir, { kinds: ['json'], startedAt }, full))).toEqual([
      ...['ERR_OUTPUT', 'The reports cannot be written: The disk is full', 'ENOSPC'],
    ]);
    expect(left()).toEqual(['notes.txt']);
  },
);

it('a folder in the place of a report is told before anything is sent', () => {
  mkdirSync(join(dir, 'result.json'));
  expect(refusal(begin)).toEqual([
    ...['ERR_OUTPUT', 'The reports cannot be written: There is a folder where a report belongs', 'EISDIR'],
  ]);
});

it('a link in the place of the result is replaced, and not what it leads to', () => {
  writeFileSync(join(dir, 'precious'), 'precious');
  fs.symlinkSync(join(dir, 'precious'), join(dir, 'result.json'));
  begin();
  expect(readFileSync(join(dir, 'precious'), 'utf8')).toBe('precious');
});

it('another run that goes on there is told, and one that was killed is not waited for', async () => {
  const child = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60000)']);
  const { pid = 0 } = child;
  const other = { ...newMarker(startedAt), process: { host: hostname(), pid } };
  writeFileSync(join(dir, 'result.json'), markerText(other));
  expect(refusal(begin)).toEqual([
    'ERR_OUTPUT',
    'Another run is writing its reports to this folder',
    `process ${pid}, which started at ${startedAt}`,
  ]);
  child.kill('SIGKILL');
  await new Promise((resolve) => child.once('close', resolve));
  expect(refusal(begin)).toBeUndefined();
});

it('of two that begin at once only the last one leaves a result', () => {
  const first = begin();
  const second = begin();
  const write = (marker: string) => refusal(() => writeReports(certifiedResult(), dir, { marker }));
  expect(write(first)?.[1]).toBe('Another run has taken over the folder of the reports');
  expect(write(second)).toBeUndefined();
});

it('a process of another machine, or of another time with the same number, does not run', () => {
  const marker = newMarker(startedAt);
  const { ppid: pid } = process;
  expect(isRunning({ ...marker, process: { host: hostname(), pid } })).toBe(true);
  expect(isRunning({ ...marker, process: { host: 'elsewhere', pid } })).toBe(false);
  expect(isRunning({ ...marker, process: { host: hostname(), pid, startedAt: '1' } })).toBe(false);
  expect(isRunning(marker)).toBe(false);
});
