import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findChromium, printPdf } from './pdf.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'nopan-certify-pdf-test-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** A program of that name. */
function program(name: string, script: string): string {
  const file = join(folder, name);
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o755);
  return file;
}

const profiles = (): string[] => readdirSync(tmpdir()).filter((name) => name.startsWith('nopan-certify-print-'));

describe('a Chromium', () => {
  it('is the one that CHROME_PATH names, or the first on PATH', () => {
    const chromium = program('chromium', 'true');
    const chrome = program('google-chrome', 'true');

    expect(findChromium({ PATH: `/nowhere:${folder}` })).toBe(chromium);
    expect(findChromium({ PATH: `/nowhere:${folder}`, CHROME_PATH: chrome })).toBe(chrome);
  });

  it.each([
    [{ PATH: '/nowhere' }, 'There is no Chromium to print a PDF with', '--format pdf'],
    [{}, 'There is no Chromium to print a PDF with', '--format pdf'],
    [{ CHROME_PATH: '/nowhere/chrome' }, 'The Chromium that CHROME_PATH names is not there', '/nowhere/chrome'],
    [{ CHROME_PATH: tmpdir() }, 'The Chromium that CHROME_PATH names is not there', tmpdir()],
  ])('that is not there is wrong usage: %j', (environment, message, where) => {
    expect(() => findChromium(environment)).toThrow(
      expect.objectContaining({ code: 'ERR_USAGE', message, where }) as Error,
    );
  });
});

describe('printing that fails', () => {
  it.each([
    ['a program that does nothing', 'true', 'exit 0'],
    ['a program that fails', 'echo first >&2; echo no display >&2; exit 3', 'no display'],
    ['a program that does not end', 'exec sleep 20', /ETIMEDOUT/],
  ])('says why, and leaves nothing: %s', (_, script, actual) => {
    const chromium = program('chromium', script);
    const before = profiles();
    const expected = { code: 'ERR_OUTPUT', actual: expect.stringMatching(actual) as string };

    expect(() => printPdf({ chromium, folder, html: join(folder, 'report.html'), timeoutMs: 500 })).toThrow(
      expect.objectContaining(expected) as Error,
    );
    expect(readdirSync(folder)).toEqual(['chromium']);
    expect(profiles()).toEqual(before);
  });

  it('hands the program nothing of our surroundings', () => {
    process.env['CANARY_SECRET'] = 'canary';
    const chromium = program('chromium', `env > ${join(folder, 'env')}`);

    expect(() => printPdf({ chromium, folder, html: join(folder, 'report.html') })).toThrow('could not be printed');
    expect(readFileSync(join(folder, 'env'), 'utf8')).not.toContain('CANARY_SECRET');
    delete process.env['CANARY_SECRET'];
  });
});

const installed = (): string | undefined => {
  try {
    return findChromium(process.env);
  } catch {
    return undefined;
  }
};
const chromium = installed() ?? '';

describe.skipIf(chromium === '')('with a Chromium that is installed', () => {
  it('report.html becomes report.pdf, for the user alone, and nothing is asked of any network', async () => {
    let asked = 0;
    const server = createServer((_, response) => {
      asked += 1;
      response.end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://localhost:${(server.address() as AddressInfo).port}/a.png`;
    const html = join(folder, 'report.html');
    writeFileSync(html, `<!doctype html><title>A report</title><p>CERTIFIED<img src="${url}">`);
    const before = profiles();

    const path = printPdf({ chromium, folder, html });
    await new Promise((resolve) => server.close(resolve));

    expect(path).toBe(join(folder, 'report.pdf'));
    expect(readFileSync(path).subarray(0, 5).toString()).toBe('%PDF-');
    expect((statSync(path).mode & 0o777).toString(8)).toBe('600');
    expect([readdirSync(folder).sort(), profiles(), asked]).toEqual([['report.html', 'report.pdf'], before, 0]);
  });
});
