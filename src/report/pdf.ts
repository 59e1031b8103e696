import { spawnSync } from 'node:child_process';
import { accessSync, chmodSync, constants, existsSync, mkdtempSync, renameSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, delimiter, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { CertifyError } from '../errors.ts';

/** The report on paper: what report.html is when it is printed. */
export const pdfFile = 'report.pdf';

/** As systems and vendors call it. */
const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome', 'microsoft-edge'];

/** Names another one; other tools read it, too. */
const variable = 'CHROME_PATH';

const timeoutMs = 60_000;

/**
 * A Chromium to print with: the one that CHROME_PATH names, or the first on PATH.
 *
 * @throws ERR_USAGE when there is none
 */
export function findChromium(environment: Readonly<NodeJS.ProcessEnv>): string {
  const named = environment[variable];
  if (named !== undefined && named !== '') {
    if (isProgram(named)) return named;
    throw noChromium('The Chromium that CHROME_PATH names is not there', named);
  }
  const folders = (environment['PATH'] ?? '').split(delimiter).filter(Boolean);
  const found = names.flatMap((name) => folders.map((folder) => join(folder, name))).find(isProgram);
  if (found === undefined) throw noChromium('There is no Chromium to print a PDF with', '--format pdf');
  return found;
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

const noChromium = (message: string, where: string): CertifyError =>
  new CertifyError('ERR_USAGE', message, {
    where,
    expected: `${names.slice(0, 3).join(', ')} or the like on PATH, or its path in ${variable}`,
    advice: 'Install one, or leave pdf out and print report.html from a browser.',
  });

export interface Printing {
  readonly chromium: string;
  /** The folder of the reports, where report.html is. */
  readonly folder: string;
  readonly html: string;
  readonly timeoutMs?: number;
}

/**
 * Prints the report; synchronous, since the last chance may be the exit of the process. It appears whole or not at all, and can be read by the
 * user alone.
 *
 * @returns its path
 * @throws ERR_OUTPUT
 */
export function printPdf({ chromium, folder, html, timeoutMs: limit = timeoutMs }: Printing): string {
  const profile = mkdtempSync(join(tmpdir(), 'nopan-certify-print-'));
  // In the folder itself, which may be on another disk than the profile, under a name that nobody can have put a link under.
  const printed = join(folder, `.${basename(profile)}.pdf`);
  try {
    const { error, signal, status, stderr } = spawnSync(chromium, argumentsFor(profile, printed, html), {
      timeout: limit,
      killSignal: 'SIGKILL',
      encoding: 'utf8',
      stdio: ['ignore', 'ignore', 'pipe'],
      // The surroundings of this process may hold secrets, which a browser has no use for.
      env: { PATH: process.env['PATH'], HOME: profile },
    });
    if (!existsSync(printed)) throw notPrinted(error?.message ?? lastLine(stderr) ?? `exit ${signal ?? status ?? ''}`);
    chmodSync(printed, 0o600);
    const path = join(folder, pdfFile);
    renameSync(printed, path);
    return path;
  } finally {
    rmSync(printed, { force: true });
    rmSync(profile, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** Whoever is root has no sandbox in Chromium. What it shows is our own file, in which nothing foreign is markup. */
const withoutSandbox = (): string[] => (process.getuid?.() === 0 ? ['--no-sandbox'] : []);

const argumentsFor = (profile: string, printed: string, html: string): string[] => [
  '--headless',
  ...withoutSandbox(),
  `--user-data-dir=${join(profile, 'profile')}`,
  // Nothing is asked of any network.
  '--host-resolver-rules=MAP * ~NOTFOUND',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--no-pdf-header-footer',
  `--print-to-pdf=${printed}`,
  pathToFileURL(resolve(html)).href,
];

const lastLine = (text: string): string | undefined => text.trim().split('\n').at(-1) || undefined;

const notPrinted = (actual: string): CertifyError =>
  new CertifyError('ERR_OUTPUT', 'The report could not be printed as PDF', {
    where: pdfFile,
    expected: 'a Chromium that prints report.html within a minute',
    actual,
    advice: `Print report.html from a browser, or name another Chromium with ${variable}.`,
  });
