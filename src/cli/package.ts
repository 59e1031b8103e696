import type { Result } from '../contract/types/result.ts';
import { CertifyError } from '../errors.ts';
import { lastResult } from './last-result.ts';
import { assertFolder } from './feature-paths.ts';
import { configuredFolders, resolved } from './own-checks.ts';
import { reportMembers, type OwnFolders } from './package-members.ts';
import { assertAgree } from './packed-reports.ts';
import { contentInputs } from './inputs.ts';
import { assertOfThisVersion } from './of-this-version.ts';
import { resultReader } from './result-file.ts';
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
  const signer = await packageSigner(rest);
  const reader = await resultReader();
  const result = lastResult(folder, reader);
  if (result === undefined) throw noResult(folder);
  assertOfThisVersion(result, { reader, what: 'result', where: folder });
  const own = namedFolders(result, settings);
  assertNamed(result, own);
  assertNamedContent(result, own);
  assertAgree(result, reportMembers(folder), folder);
  writePackage(result, {
    ...{ reports: folder, file, signer, ...own },
    ...(url !== undefined && { url }),
  });
}

/** The folders that the run used, as options or the configuration name them. */
function namedFolders({ basis }: Result, { specs, steps }: PackageSettings): OwnFolders {
  const given = { ...(specs !== undefined && { specs }), ...(steps !== undefined && { steps }) };
  for (const [option, folder] of Object.entries(given)) assertFolder(`--${option}`, folder);
  const configured = configuredFolders();
  const used = (['specs', 'steps'] as const).flatMap((kind) =>
    basis?.own?.[kind] === undefined || configured[kind] === undefined ? [] : [[kind, configured[kind]] as const],
  );
  return { ...Object.fromEntries(used), ...given };
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

/** The user's files must be the same as at the time of the run. */
function assertNamedContent({ inputs, scenarios, basis }: Result, named: OwnFolders): void {
  const features = basis?.own?.features;
  const leftOut = basis?.leftOut.map((id) => id.replace(/:\d+$/, '')) ?? [];
  const uris = [...scenarios.map(({ uri }) => uri), ...leftOut];
  const now = contentInputs(resolved({ ...named, ...(features !== undefined && { features }) }), uris);
  for (const [name, option] of [
    ['customFeatures', '--features'],
    ['customSpecs', '--specs'],
    ['customSteps', '--steps'],
  ] as const) {
    // A shard's digest covers only its own features.
    if (now[name] === inputs?.[name] || (name === 'customFeatures' && basis?.shard !== undefined)) continue;
    throw new CertifyError('ERR_INPUT', `The files of ${option} have changed since the run`, {
      where: `/certification/inputs/${name}`,
      expected: inputs?.[name] ?? 'none',
      actual: now[name] ?? 'none',
      advice: 'Restore the files as they were during the run, or run the certification again.',
    });
  }
}

function assertUrl(url: string): void {
  if (/^https?:$/.test(URL.parse(url)?.protocol ?? '')) return;
  throw new CertifyError('ERR_USAGE', 'The address of the run is no URL', {
    where: `--url ${url}`,
    expected: 'a URL such as https://ci.example.com/runs/42',
    advice: 'Name the whole address, or leave --url out.',
  });
}
