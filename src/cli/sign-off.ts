import { statSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { systemClock, type Clock } from '../clock.ts';
import { unseenCharacters } from '../certification/unseen-characters.ts';
import { schemasDir } from '../contract/locations.ts';
import { isName, saysSomething } from '../contract/said-by-person.ts';
import { loadSchemas } from '../contract/schemas.ts';
import { loadPrivateKey } from '../credentials/load.ts';
import { CertifyError } from '../errors.ts';
import { isArchive } from '../package/is-archive.ts';
import { readArchive } from '../package/read-archive.ts';
import { readPackage, type Package } from '../package/read-package.ts';
import { unmetBy } from '../package/requirements.ts';
import { withSignOff } from '../package/sign-off/sign.ts';
import type { Decision, Review } from '../package/sign-off/statement.ts';
import { reviewText } from '../package/sign-off/texts.ts';
import { signerOf } from '../package/signer.ts';
import { standingOf } from '../package/standing.ts';
import type { SignatureKey } from '../signing/keys.ts';
import { visibleLine } from '../report/text.ts';
import { readInputFile } from './input-file.ts';
import { writeNewFiles } from './new-files.ts';
import { passphraseOf, type PassphraseSettings } from './passphrase.ts';
import { hint } from './program-name.ts';
import { assertNotPublished } from './published-keys.ts';
import { loadReference } from './reference.ts';
import { circumstances } from './verify-package.ts';
import { fitted } from './wrap.ts';

export interface SignOffSettings extends PassphraseSettings {
  readonly by: string;
  readonly decision: Decision;
  readonly note?: string;
  readonly key: string;
  readonly out?: string;
}

/** `nopan-certify sign-off`. */
export async function signOff(file: string, settings: SignOffSettings, clock: Clock = systemClock): Promise<void> {
  const review = reviewOf(settings, clock);
  const { key } = await signerOf(loadPrivateKey(settings.key, passphraseOf(settings)));
  await assertNotPublished(key.key, `--key ${settings.key}`);
  const bytes = readInputFile(file);
  if (!isArchive(bytes)) throw noPackage(file);
  const pack = await readPackage(bytes, loadSchemas(schemasDir), await loadReference());
  assertOtherKey(pack, key, settings.key);
  assertNotAgain(pack, key, review, file);
  if (review.decision === 'approved') assertApprovable(pack, clock, file);

  const out = settings.out ?? file;
  const content = withSignOff(await readArchive(bytes), review, key);
  writeNewFiles(
    [{ name: basename(out), content, mode: settings.out === undefined ? statSync(file).mode & 0o777 : 0o600 }],
    {
      ...{ folder: dirname(out), force: settings.out === undefined, exactMode: true },
      advice: 'Name another file with --out.',
    },
  );
  process.stdout.write(fitted(`${doneLines(out, review, pack, key).map(visibleLine).join('\n')}\n`, process.stdout));
}

function reviewOf({ by, decision, note }: SignOffSettings, clock: Clock): Review {
  const [, name = '', role = ''] = /^([^,]*),(.*)$/s.exec(by)?.map((part) => part.trim()) ?? [];
  assertReadable('--by', by, 200);
  if (!isName(name) || !saysSomething(role))
    throw usage('A person with a name and a role has to sign off', {
      where: `--by ${by}`,
      expected: 'name and role with a comma between them, such as "Ada Moreau, Head of Payments"',
      advice: 'Name the person who decided.',
    });
  if (note !== undefined) assertReadable('--note', note, 2000);
  if (note === undefined ? decision !== 'approved' : !saysSomething(note))
    throw usage(note === undefined ? `The decision ${decision} needs a note` : 'The note says nothing', {
      where: '--note',
      expected: decision === 'rejected' ? 'why the package was rejected' : 'the conditions, or the reason',
      advice: 'Add --note and a sentence.',
    });
  const timestamp = new Date(clock.now()).toISOString();
  return { reviewer: { name, role }, decision, timestamp, ...(note !== undefined && { note }) };
}

function assertReadable(option: string, text: string, longest: number): void {
  const unseen = unseenCharacters(text);
  if (unseen !== '')
    throw usage(`${option} has invisible characters${unseen}`, { advice: 'Type it again without them.' });
  if (text.length > longest)
    throw usage(`${option} is too long`, {
      expected: `at most ${longest} characters`,
      actual: `${text.length}`,
      advice: 'Shorten it, and refer to a ticket for the rest.',
    });
}

/** Who ran the certification cannot review it. */
function assertOtherKey(pack: Package, { keyid }: SignatureKey, file: string): void {
  if (keyid !== pack.key.keyid) return;
  throw usage('This key signed the package itself, so it cannot sign off on it', {
    where: `--key ${file}`,
    expected: 'the key of a reviewer',
    actual: `the key ${keyid} of the package’s signer`,
    advice: 'Make a key for the reviewer: nopan-certify keys signing --out reviewer.',
  });
}

function assertNotAgain({ signOffs }: Package, key: SignatureKey, review: Review, where: string): void {
  const before = signOffs.findLast(({ key: { keyid } }) => keyid === key.keyid);
  if (before?.decision !== review.decision || before.note !== review.note) return;
  throw usage('The package has this sign-off already', {
    where,
    actual: reviewText(before),
    advice: 'Nothing is to do; "nopan-certify verify" shows it.',
  });
}

/** An approval of what no gate would let pass would only mislead. */
function assertApprovable(pack: Package, clock: Clock, where: string): void {
  const standing = standingOf(pack, { keys: [], ...circumstances(pack, {}), now: clock.now() });
  const unmet = unmetBy({ ...standing, result: pack.result, signerKnown: true }, []);
  if (unmet.length === 0) return;
  throw usage('The package cannot be approved as it is', {
    where,
    expected: 'a CERTIFIED run that "nopan-certify verify" lets pass',
    actual: unmet.map(({ text }) => text).join(' '),
    advice:
      'Ask for a certified package, or decide --decision approved-with-conditions or rejected, and say in --note under which conditions, or why.',
  });
}

const usage = (message: string, details: ConstructorParameters<typeof CertifyError>[2]): CertifyError =>
  new CertifyError('ERR_USAGE', message, details);

const noPackage = (file: string): CertifyError =>
  new CertifyError('ERR_INPUT', 'The file is not a package', {
    where: file,
    expected: 'the zip that "run --package" or "package" writes',
    advice: 'Name the package to sign off on.',
  });

function doneLines(
  file: string,
  review: Review,
  { result, key, manifest }: Package,
  { keyid }: SignatureKey,
): string[] {
  const signer =
    manifest.signer.kind === 'ephemeral' ? 'a key made for it alone, which proves no signer' : `the key ${key.keyid}`;
  const next = `nopan-certify verify ${file} --key SIGNER.pub.pem --reviewer-key REVIEWER.pub.pem --require sign-off`;
  return [
    `Signed off  ${file}: ${reviewText(review)}`,
    `  key       ${keyid}`,
    `  package   ${result.verdict}, ${result.target.name}, ${result.finishedAt}, signed with ${signer}`,
    `  next      ${hint(next)}`,
  ];
}
