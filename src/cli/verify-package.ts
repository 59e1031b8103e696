import { schemasDir } from '../contract/locations.ts';
import { loadSchemas } from '../contract/schemas.ts';
import type { Claim, Verification } from '../contract/types/verification.ts';
import { CertifyError } from '../errors.ts';
import { signatureKey } from '../explain/verification-keys.ts';
import type { SignatureKey } from '../signing/keys.ts';
import { readPackage, type Package } from '../package/read-package.ts';
import type { RequirementName } from '../package/requirements.ts';
import { standingOf } from '../package/standing.ts';
import { verificationOf } from '../package/verification.ts';
import { jsonText } from '../report/json-text.ts';
import { visibleLine } from '../report/text.ts';
import { detailsOf } from './details.ts';
import { judgedAt } from './message-times.ts';
import { catalogueMembers } from './package-members.ts';
import { packageVersion } from './package-version.ts';
import { reportsOf } from './packed-reports.ts';
import { assertNotPublished } from './published-keys.ts';
import { loadReference } from './reference.ts';
import { verificationKeys, type KeySettings } from './signed-message.ts';
import { fitted } from './wrap.ts';

export interface VerifyPackageSettings extends Partial<KeySettings> {
  readonly json?: boolean;
  readonly require?: readonly RequirementName[];
  /** Files with public keys of reviewers. */
  readonly reviewerKey?: readonly string[];
}

/** `nopan-certify verify` of a package; gives the exit code. */
export async function verifyPackage(
  bytes: Buffer,
  { json = false, ...settings }: VerifyPackageSettings,
): Promise<number> {
  const { key, reviewerKey = [] } = settings;
  const keys = key === undefined ? [] : await knownKeys('--key', { ...settings, key });
  const reviewers = await Promise.all(reviewerKey.map((file) => knownKeys('--reviewer-key', { key: file })));
  const verification = await verified(bytes, { keys, reviewers: reviewers.flat() }, settings);
  const text = textOf(verification).map((line) => `${visibleLine(line)}\n`);
  process.stdout.write(json ? jsonText(verification) : fitted(text.join(''), process.stdout));
  return verification.exitCode;
}

/** Public keys that count, from a file. */
async function knownKeys(option: string, settings: KeySettings): Promise<SignatureKey[]> {
  const { keys, notes } = verificationKeys(settings);
  for (const note of notes) process.stderr.write(`${visibleLine(`Note: ${note}`)}\n`);
  for (const { key } of keys) await assertNotPublished(key, `${option} ${settings.key}`);
  return keys.map((each) => signatureKey(each, each.keyid ?? ''));
}

async function verified(
  bytes: Buffer,
  known: { readonly keys: readonly SignatureKey[]; readonly reviewers: readonly SignatureKey[] },
  settings: Omit<VerifyPackageSettings, 'json'>,
): Promise<Verification> {
  try {
    const pack = await readPackage(bytes, loadSchemas(schemasDir), await loadReference());
    return verificationOf(pack, standingOf(pack, { ...known, ...circumstances(pack, settings) }));
  } catch (error) {
    if (!(error instanceof CertifyError) || error.code !== 'ERR_PACKAGE') throw error;
    const { code, message, where, expected, actual, advice } = error;
    const details = Object.entries({ where, expected, actual, advice }).filter(([, text]) => text !== undefined);
    const problem = { code, message, ...Object.fromEntries(details) };
    return { formatVersion: 3, verdict: 'DOES NOT VERIFY', exitCode: 1, problem };
  }
}

/** What is known of a package from elsewhere, apart from keys. */
export function circumstances(pack: Package, settings: Omit<VerifyPackageSettings, 'json'>) {
  const at = judgedAt(settings);
  return {
    catalogue: { version: packageVersion(), members: catalogueMembers() },
    ...(settings.require && { required: settings.require }),
    reports: reportsOf(pack),
    now: at === undefined ? lastDateOf(pack) : at * 1000,
  };
}

/** When the last of its signatures was made, by its own word. */
const lastDateOf = ({ result, signOffs }: Package): number =>
  Math.max(...[result.finishedAt, ...signOffs.map(({ timestamp }) => timestamp)].map((date) => Date.parse(date)));

const words: Partial<Record<Verification['verdict'], string>> = { 'UNKNOWN SIGNER': 'INTACT, BY AN UNKNOWN SIGNER' };

function textOf({ verdict, exitCode, problem, package: pack, claims = [], unmet = [] }: Verification): string[] {
  const word = words[verdict] ?? verdict;
  if (problem !== undefined) {
    return [
      `${word}  ${problem.message} (${problem.code})`,
      ...detailsOf(problem).map(([label, text]) => `  ${label} ${text}`),
    ];
  }
  const about =
    pack && `${pack.verdict}, ${pack.target.name}, ${pack.finishedAt}, ${pack.tool.name} ${pack.tool.version}`;
  const gate = unmet.length === 0 ? [] : [`Unmet (exit code ${exitCode})`, ...unmet.map((text) => `  - ${text}`)];
  return [`${word}  ${about ?? ''}`, ...part('Proven', true, claims), ...part('Not proven', false, claims), ...gate];
}

const part = (heading: string, wanted: boolean, claims: readonly Claim[]): string[] => [
  heading,
  ...claims.filter(({ proven }) => proven === wanted).map(({ text }) => `  - ${text}`),
];
