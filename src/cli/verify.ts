import { judge, type Judged } from '../explain/judge.ts';
import { CertifyError } from '../errors.ts';
import type { Source } from '../explain/text.ts';
import { lookupIn } from '../explain/verification-keys.ts';
import { isArchive } from '../package/is-archive.ts';
import type { RequirementName } from '../package/requirements.ts';
import { visibleLine } from '../report/text.ts';
import { isRequest } from '../signing/message.ts';
import type { SignatureProfile } from '../signing/profile.ts';
import { SignatureError } from '../signing/signature-error.ts';
import { detailsOf } from './details.ts';
import { judgedAt } from './message-times.ts';
import { hint } from './program-name.ts';
import {
  messageOf,
  noteLine,
  redactorOf,
  signingSettings,
  sourceOf,
  verificationKeys,
  type KeySettings,
  type MessageSettings,
} from './signed-message.ts';

export interface VerifySettings extends MessageSettings, Partial<KeySettings> {
  readonly at: string;
  readonly jwks?: string;
  readonly json?: boolean;
  readonly require?: readonly RequirementName[];
  readonly reviewerKey?: readonly string[];
}

/** `nopan-certify verify`; gives the exit code. A package is told from a message by how it begins. */
export async function verifyFile(
  file: string,
  { jwks, json = false, require, reviewerKey, ...settings }: VerifySettings,
): Promise<number> {
  const key = settings.key ?? jwks;
  assertFile(jwks);
  const source = sourceOf(file);
  if (isArchive(source.bytes)) {
    const { verifyPackage } = await import('./verify-package.ts');
    return verifyPackage(source.bytes, {
      ...{ json, ...settings },
      ...(key !== undefined && { key }),
      ...(require && { require }),
      ...(reviewerKey && { reviewerKey }),
    });
  }
  if (json) throw ofPackage('--json', 'describes', file);
  if (reviewerKey) throw ofPackage('--reviewer-key', 'applies to', file);
  if (require) throw ofPackage('--require', 'applies to', file);
  if (key !== undefined) return verifyMessage(source, { ...settings, key });
  throw new CertifyError('ERR_USAGE', 'A message is verified by a public key, and none is named', {
    where: file,
    expected: '--key FILE: PEM, JWK or JWK set',
    advice: 'Name the key of whoever signed the message; only a package of a run brings one along.',
  });
}

const ofPackage = (option: string, does: string, file: string): CertifyError =>
  new CertifyError('ERR_USAGE', `${option} ${does} a package, and this is a message`, {
    where: file,
    expected: 'the zip that "run --package" or "package" writes',
    advice: `Leave ${option} out; the exit code tells whether a message verifies.`,
  });

/** A set of keys that is fetched would be whatever the network says it is. */
function assertFile(jwks: string | undefined): void {
  if (jwks === undefined || !/^https?:/i.test(jwks)) return;
  throw new CertifyError('ERR_USAGE', 'The JWK set is an address, and verify uses no network', {
    where: `--jwks ${jwks}`,
    expected: 'a file',
    advice: `Fetch it first: curl -fsSo jwks.json ${jwks}`,
  });
}

async function verifyMessage(source: Source, settings: VerifySettings & KeySettings): Promise<number> {
  const captured = messageOf(source, settings);
  const keys = verificationKeys(settings);
  const say = (text: string): void => {
    process.stdout.write(`${visibleLine(redactorOf(captured)(text))}\n`);
  };
  const noted = (notes: readonly string[]): void => {
    for (const note of notes) process.stderr.write(noteLine(note, captured));
  };
  try {
    const signing = signingSettings(settings);
    const judged = await judge(captured.message, lookupIn(keys), signing, judgedAt(settings));
    say(`VERIFIES  ${described(judged)}`);
    const profile = isRequest(captured.message) ? signing.request : signing.response;
    noted([...keys.notes, ...captured.notes, ...(judged.warnings ?? []), ...departures(judged, profile)]);
    return 0;
  } catch (error) {
    if (!(error instanceof SignatureError)) throw error;
    say(`DOES NOT VERIFY  ${error.message} (${error.code})`);
    for (const [label, text] of detailsOf(error)) say(`  ${label} ${text}`);
    noted([...captured.notes, hint('"nopan-certify explain" finds the deviation.')]);
    return 1;
  }
}

function described({ scheme, keyid, algorithm, created }: Judged): string {
  const when = new Date(created * 1000);
  return [
    scheme,
    `key ${keyid}`,
    algorithm,
    `created ${Number.isNaN(when.getTime()) ? created : when.toISOString()}`,
  ].join(', ');
}

/** Variants that Nopan's pages leave open, where the one that was met is not the one of the settings. */
function departures({ variant }: Pick<Judged, 'variant'>, profile: SignatureProfile): string[] {
  return (['signatureParamsForm', 'ecdsaEncoding'] as const).flatMap((name) => {
    const met = variant?.[name];
    return met === undefined || met === profile[name]
      ? []
      : [`Its signature.${name} is ${met}, and not ${profile[name]}: a target may accept that one only.`];
  });
}
