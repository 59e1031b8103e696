import { dayMs } from '../clock.ts';
import { inState } from '../certification/outcome.ts';
import { counted } from '../certification/words.ts';
import type { SignatureKey } from '../signing/keys.ts';
import { isSignedBy } from './envelope.ts';
import { isConfiguration } from './member.ts';
import type { Package } from './read-package.ts';
import { unsound } from './unsound.ts';

/** A certification goes stale after this many days. */
export const freshDays = 90;

/** Clocks of two machines differ. */
const toleranceMs = 5 * 60_000;

/** What is known from elsewhere, which a package cannot say of itself. */
export interface Known {
  /** Public keys of those whose packages count; none: whoever signed it is not asked. */
  readonly keys: readonly SignatureKey[];
  /** SHA-256 of the catalogue of this version. */
  readonly catalogue: string;
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  readonly now: number;
}

/** What a sound package proves and what not, as sentences. */
export interface Standing {
  readonly signerKnown: boolean;
  readonly stale: boolean;
  readonly proven: readonly string[];
  readonly notProven: readonly string[];
}

/** @throws ERR_PACKAGE when none of the known keys signed it, or it is of a time to come */
export function standingOf(pack: Package, known: Known): Standing {
  const signerKnown = isByKnown(pack, known.keys);
  const age = ageMs(pack, known.now);
  const days = Math.floor(age / dayMs);
  const stale = age > freshDays * dayMs;
  const sameCatalogue = pack.manifest.catalogue.sha256 === known.catalogue;
  const { key, members } = pack;
  const specs = members.filter(isConfiguration).length;
  const own = members.filter(({ name }) => name.startsWith('own/')).length;
  const claims: readonly (readonly [proven: boolean, text: string])[] = [
    [true, `Integrity: ${counted(members.length, 'member')}, each as it was signed; none is missing, none was added.`],
    [true, `Signature: made with the key ${key.keyid} (${key.algorithm}).`],
    [signerKnown, signerText(pack, signerKnown)],
    [sameCatalogue, sameCatalogue ? 'Catalogue: that of this version.' : otherCatalogue(pack)],
    [
      !stale,
      `Age: ${stale ? 'stale, ' : ''}${counted(days, 'day')} by the signer’s clock; a certification counts for ${freshDays}.`,
    ],
    targetClaim(pack),
    [false, `Use: that the run was judged by the ${counted(specs, 'spec')} and features inside is its signer’s word.`],
    ...(own === 0
      ? []
      : [[false, `Own checks: ${own} of these are the user’s own, and no part of nopan-certify.`] as const]),
    [false, 'Time: when it ran is its signer’s word, too.'],
  ];
  const texts = (wanted: boolean): string[] => claims.flatMap(([proven, text]) => (proven === wanted ? [text] : []));
  return { signerKnown, stale, proven: texts(true), notProven: texts(false) };
}

function isByKnown({ envelope, key, manifest }: Package, keys: readonly SignatureKey[]): boolean {
  if (keys.length === 0) return false;
  if (keys.some((known) => isSignedBy(envelope, known))) return true;
  throw unsound('The package was signed by someone else', {
    expected: 'a signature of the key that was named',
    actual: `one of the ${manifest.signer.kind === 'ephemeral' ? 'ephemeral ' : ''}key ${key.keyid}`,
  });
}

function ageMs({ result }: Package, now: number): number {
  const age = now - Date.parse(result.finishedAt);
  if (age >= -toleranceMs) return Math.max(0, age);
  throw unsound('The run is of a time to come', { actual: result.finishedAt, expected: new Date(now).toISOString() });
}

function signerText({ manifest }: Package, known: boolean): string {
  if (known) return 'Signer: the holder of the key that was named.';
  return manifest.signer.kind === 'ephemeral'
    ? 'Signer: unknown. The key was made for this package alone, so that anybody could have made all of it.'
    : 'Signer: not asked. Whose key it is must be known from elsewhere: name it with --key.';
}

const otherCatalogue = ({ manifest: { tool } }: Package): string =>
  `Catalogue: another than that of this version; it is that of ${tool.name} ${tool.version}, or was changed.`;

function targetClaim({ result: { target, scenarios } }: Package): readonly [boolean, string] {
  const shown = `${counted(inState(scenarios, 'PASSED').length, 'scenario')} passed`;
  if (target.defects !== undefined)
    return [
      false,
      `Target: a mock that was broken on purpose (${target.defects.join(', ')}). Nothing is certified here.`,
    ];
  if (target.kind === 'mock') return [false, `Target: the embedded mock, which is not Nopan; ${shown} against it.`];
  const whose = target.official ? 'Nopan’s sandbox' : 'not an address of Nopan’s';
  return [false, `Target: ${target.baseUrl}, ${whose}; ${shown} against it by its signer’s word.`];
}
