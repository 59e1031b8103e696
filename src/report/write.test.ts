import * as fs from 'node:fs';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { resultIn } from '../certification/result-in.ts';
import { schemasDir } from '../contract/locations.ts';
import { loadSchemas } from '../contract/schemas.ts';
import type { Result } from '../contract/types/result.ts';
import { CertifyError } from '../errors.ts';
import { certifiedResult, emptyResult, sampleResult } from './fixtures/sample.ts';
import { prepareFolder, writeReports, type FileSystem } from './write.ts';

let dir = '';
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'reports-'));
});
afterEach(() => {
  rmSync(dir, { recursive: true });
});

/** Half a surrogate pair is not kept. */
const wellFormed = (_: string, member: unknown): unknown =>
  typeof member === 'string' ? member.replaceAll(/\p{Surrogate}/gu, '\ufffd') : member;

const names = ['junit.xml', 'report.html', 'result.json', 'summary.md'];

function refusal(action: () => void) {
  try {
    action();
  } catch (error) {
    if (error instanceof CertifyError) {
      const { code, message, where, actual, advice } = error;
      return { code, message, where, actual, advice };
    }
    throw error;
  }
  return undefined;
}

/** The real file system, but that writing its nth file fails. */
function failing(code: string, nth: number): FileSystem {
  let opened = 0;
  return {
    ...fs,
    openSync(path, flags, mode) {
      opened += 1;
      return fs.openSync(path, flags, mode);
    },
    writeFileSync(file, content, options) {
      writeFileSync(file, opened < nth ? content : '', options);
      if (opened < nth) return;
      throw Object.assign(new Error(`${code}: no`), { code, syscall: 'write' });
    },
  };
}

describe('writeReports', () => {
  it('writes the usual four, readable by the user alone, and leaves nothing else', () => {
    const paths = writeReports(sampleResult(), join(dir, 'deep', 'reports'));
    expect(Object.values(paths).sort()).toEqual(names.map((name) => join(dir, 'deep', 'reports', name)));
    expect(readdirSync(join(dir, 'deep', 'reports')).sort()).toEqual(names);
    for (const path of Object.values(paths)) expect(statSync(path).mode & 0o777).toBe(0o600);
    for (const folder of ['deep', 'deep/reports']) expect(statSync(join(dir, folder)).mode & 0o777).toBe(0o700);
  });

  it('writes what is asked for, and names just that', () => {
    const messages = '{"meta":{}}\n';
    const paths = writeReports(sampleResult(), dir, { formats: ['messages', 'ctrf'], messages });
    expect(paths).toEqual({ messages: join(dir, 'messages.ndjson'), ctrf: join(dir, 'ctrf.json') });
    expect(readdirSync(dir).sort()).toEqual(['ctrf.json', 'messages.ndjson']);
    expect(readFileSync(join(dir, 'messages.ndjson'), 'utf8')).toBe(messages);
  });

  it('writes the canonical result as it is, and it fits its schema', () => {
    const schemas = loadSchemas(schemasDir);
    for (const result of [sampleResult(), certifiedResult(), emptyResult()]) {
      writeReports(result, dir);
      const written: unknown = JSON.parse(readFileSync(join(dir, 'result.json'), 'utf8'));
      expect(schemas.violations('result.schema', written)).toEqual([]);
      const expected = JSON.parse(JSON.stringify(result, wellFormed)) as Result;
      expect(resultIn(written, schemas)).toEqual({ result: expected });
      expect(schemas.violations('whole-result.schema', result)).toEqual([]);
    }
  });

  it.each([1, 2, 3, 4])('leaves the earlier reports whole when the disk is full at the %ith', (nth) => {
    writeReports(certifiedResult(), dir);
    const before = names.map((name) => readFileSync(join(dir, name), 'utf8'));
    expect(refusal(() => writeReports(sampleResult(), dir, {}, failing('ENOSPC', nth)))).toEqual({
      code: 'ERR_OUTPUT',
      message: 'The reports cannot be written: The disk is full',
      where: dir,
      actual: 'ENOSPC',
      advice: 'Free some space, or name another folder with --out.',
    });
    expect(readdirSync(dir).sort()).toEqual(names);
    expect(names.map((name) => readFileSync(join(dir, name), 'utf8'))).toEqual(before);
  });

  it('blames no folder for a result that cannot be put into words', () => {
    const broken = { ...sampleResult(), scenarios: [null] } as unknown as Result;
    expect(() => writeReports(broken, dir)).toThrow(TypeError);
    expect(readdirSync(dir)).toEqual([]);
  });

  it('writes through no link that another user of the folder has put there', () => {
    const own = join(dir, 'mine');
    writeFileSync(own, 'kept');
    for (const name of [...names, 'trial']) fs.symlinkSync(own, join(dir, `.${name}.${process.pid}.tmp`));
    prepareFolder(dir);
    writeReports(sampleResult(), dir);
    expect(readFileSync(own, 'utf8')).toBe('kept');
  });

  it('writes under another name each time, and only where nothing is', () => {
    const written: string[] = [];
    const flags = new Set<unknown>();
    const watched: FileSystem = {
      ...fs,
      openSync(path, openFlags, mode) {
        written.push(path as string);
        flags.add(openFlags);
        return fs.openSync(path, openFlags, mode);
      },
    };
    for (let time = 0; time < 2; time += 1) {
      prepareFolder(dir, watched);
      writeReports(sampleResult(), dir, {}, watched);
    }
    expect([new Set(written).size, [...flags]]).toEqual([10, ['wx']]);
  });

  it('says when a folder stands where a report belongs', () => {
    fs.mkdirSync(join(dir, 'junit.xml'));
    expect(refusal(() => writeReports(sampleResult(), dir))?.message).toBe(
      'The reports cannot be written: There is a folder where a report belongs',
    );
    expect(readdirSync(dir).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });
});

describe('prepareFolder', () => {
  it('makes the folder and leaves nothing in it', () => {
    prepareFolder(join(dir, 'new'));
    expect(readdirSync(join(dir, 'new'))).toEqual([]);
  });

  it('refuses a path through a file', () => {
    writeFileSync(join(dir, 'file'), '');
    expect(
      refusal(() => {
        prepareFolder(join(dir, 'file', 'reports'));
      }),
    ).toMatchObject({
      code: 'ERR_OUTPUT',
      message: 'The reports cannot be written: Part of the path is a file, not a folder',
    });
  });

  it('refuses a file where the folder should be', () => {
    writeFileSync(join(dir, 'file'), '');
    expect(
      refusal(() => {
        prepareFolder(join(dir, 'file'));
      }),
    ).toMatchObject({
      code: 'ERR_OUTPUT',
      message: 'The reports cannot be written: There is a file of that name, and not a folder',
    });
  });

  it.each([
    ['EROFS', 'The file system is read-only'],
    ['EACCES', 'The folder may not be written to'],
    ['ENOSPC', 'The disk is full'],
  ])('refuses a folder that answers %s, and leaves nothing in it', (code, problem) => {
    expect(
      refusal(() => {
        prepareFolder(dir, failing(code, 1));
      }),
    ).toMatchObject({
      code: 'ERR_OUTPUT',
      message: `The reports cannot be written: ${problem}`,
      actual: code,
    });
    expect(readdirSync(dir)).toEqual([]);
  });

  it.skipIf(!fs.existsSync('/proc/self'))('ends where a file system takes no folder', () => {
    expect(
      refusal(() => {
        prepareFolder('/proc/nopan-certify/reports');
      }),
    ).toMatchObject({
      ...{ code: 'ERR_OUTPUT', message: 'The reports cannot be written: The file system takes no folder there' },
      ...{ where: '/proc/nopan-certify/reports', advice: 'Name a folder on another file system with --out.' },
    });
  });
});
