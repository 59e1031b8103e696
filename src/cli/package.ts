import { schemasDir } from '../contract/locations.ts';
import { loadSchemas } from '../contract/schemas.ts';
import type { Result } from '../contract/types/result.ts';
import { CertifyError } from '../errors.ts';
import { lastResult } from './last-result.ts';
import { ownChecks } from './own-checks.ts';
import { reportMembers, type OwnFolders } from './package-members.ts';
import { assertAgree } from './packed-reports.ts';
import { packageVersion } from './package-version.ts';
import { packageSigner, writePackage, type SigningSettings } from './write-package.ts';

export interface PackageSettings extends SigningSettings {
  readonly out: string;
  readonly specs?: string;
  readonly steps?: string;
  readonly url?: string;
}

/** `nopan-certify package`. */
export async function packageFolder(folder: string, settings: PackageSettings): Promise<void> {
  const { out: file, url, ...rest } = settings;
  if (url !== undefined) assertUrl(url);
  const { specs, steps } = rest;
  const own = ownChecks({ ...(specs !== undefined && { specs }), ...(steps !== undefined && { steps }) });
  const signer = await packageSigner(rest);
  const result = lastResult(folder, loadSchemas(schemasDir));
  if (result === undefined) throw noResult(folder);
  assertSameVersion(result.tool.version, folder);
  assertNamed(result, own);
  assertAgree(result, reportMembers(folder), folder);
  writePackage(result, {
    ...{ reports: folder, file, signer, ...own },
    ...(url !== undefined && { url }),
  });
}

/** What the run was given must be packed with it, and only the user can say where that is: a result may name anything. */
function assertNamed({ basis }: Result, named: OwnFolders): void {
  for (const kind of ['specs', 'steps'] as const) {
    const used = basis?.own?.[kind];
    if (used === undefined || named[kind] !== undefined) continue;
    throw new CertifyError('ERR_USAGE', `The run was given ${kind} of its own, and they are not named`, {
      where: `--${kind}`,
      expected: `the folder that was ${used} for the run`,
      advice: `Add --${kind} and the folder.`,
    });
  }
}

const noResult = (folder: string): CertifyError =>
  new CertifyError('ERR_INPUT', 'There is no result in the folder', {
    where: folder,
    expected: 'result.json, as "nopan-certify run --out" leaves it',
    advice: 'Name the folder of the reports, or run the certification first.',
  });

/** The specs and features of another version are not those that the run was judged by. */
function assertSameVersion(version: string, folder: string): void {
  if (version === packageVersion()) return;
  throw new CertifyError('ERR_INPUT', 'The result is of another version of nopan-certify', {
    where: folder,
    expected: packageVersion(),
    actual: version,
    advice: 'Pack it with the version that ran, or run the certification again.',
  });
}

function assertUrl(url: string): void {
  if (/^https?:$/.test(URL.parse(url)?.protocol ?? '')) return;
  throw new CertifyError('ERR_USAGE', 'The address of the run is no URL', {
    where: `--url ${url}`,
    expected: 'a URL such as https://ci.example.com/runs/42',
    advice: 'Name the whole address, or leave --url out.',
  });
}
