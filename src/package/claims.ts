import { officialStanding } from '../certification/official.ts';
import { inState } from '../certification/outcome.ts';
import { validDays } from '../certification/validity.ts';
import { counted, list } from '../certification/words.ts';
import type { Result } from '../contract/types/result.ts';
import type { Claim } from '../contract/types/verification.ts';
import { isConfiguration } from './member.ts';
import type { Package } from './read-package.ts';
import { signOffClaims } from './sign-off/texts.ts';
import type { Reports, Standing } from './standing.ts';

type Facts = Pick<
  Standing,
  'signerKnown' | 'catalogue' | 'ageDays' | 'stale' | 'reports' | 'signOffs' | 'reviewersNamed'
>;

/** What a sound package proves and what it does not, for a reviewer who knows neither its format nor its signer. */
export function claimsOf(pack: Package, facts: Facts): Claim[] {
  const { key, members } = pack;
  const { signerKnown, catalogue, stale, ageDays, reports } = facts;
  const used = members.filter(isConfiguration).length;
  const own = members.filter(({ name }) => name.startsWith('own/')).length;
  return [
    proven(
      'integrity',
      `Integrity: ${counted(members.length, 'member')}, each as it was signed; none is missing, none was added.`,
    ),
    proven('signature', `Signature: made with the key ${key.keyid} (${key.algorithm}).`),
    { about: 'signer', proven: signerKnown, text: signerText(pack, signerKnown) },
    catalogueClaim(pack, catalogue),
    {
      ...{ about: 'age', proven: !stale },
      text: `Age: ${stale ? 'stale, ' : ''}${counted(ageDays, 'day')} by the signer’s clock; a certification counts for ${validDays}.`,
    },
    ...reportClaims(reports),
    ...signOffClaims(facts.signOffs, facts.reviewersNamed),
    notProven('target', targetText(pack)),
    notProven(
      'use',
      `Use: that the run was judged by the ${counted(used, 'spec')} and features inside is its signer’s word.`,
    ),
    ...(own === 0
      ? []
      : [notProven('own checks', `Own checks: ${own} of these are the user’s own, and no part of nopan-certify.`)]),
    ...(pack.result.changes === undefined
      ? []
      : [
          notProven(
            'changes',
            'Changes: what the earlier run was, is its signer’s word; its result is not in the package.',
          ),
        ]),
    notProven('time', 'Time: when it ran is its signer’s word, too.'),
  ];
}

const proven = (about: Claim['about'], text: string): Claim => ({ about, proven: true, text });
const notProven = (about: Claim['about'], text: string): Claim => ({ about, proven: false, text });

function catalogueClaim({ manifest: { tool } }: Package, { comparable, differ }: Facts['catalogue']): Claim {
  if (!comparable)
    return notProven(
      'catalogue',
      `Catalogue: from ${tool.name} ${tool.version}, which this version cannot compare. Verify with that version.`,
    );
  if (differ.length === 0)
    return proven('catalogue', 'Catalogue: every spec and feature equals that of this version of nopan-certify.');
  const files = counted(differ.length, 'file');
  return notProven(
    'catalogue',
    `Catalogue: it verifies, but its catalogue differs: ${files} changed, missing or extra: ${list(differ)}.`,
  );
}

function signerText({ manifest }: Package, known: boolean): string {
  if (known) return 'Signer: the holder of the key that was named.';
  return manifest.signer.kind === 'ephemeral'
    ? 'Signer: unknown. The key was made for this package alone, so that anybody could have made all of it.'
    : 'Signer: not asked. Whose key it is must be known from elsewhere: name it with --key.';
}

function reportClaims({ agree, differ, unproven }: Reports): Claim[] {
  return [
    ...(agree.length === 0
      ? []
      : [
          proven(
            'reports',
            `Reports: made again from the result, they are the same, byte for byte once evidence is unpacked, and so say what it says: ${list(agree)}.`,
          ),
        ]),
    ...(differ.length === 0
      ? []
      : [
          notProven(
            'reports',
            `Reports: made again from the result, they are others, and so may say something else: ${list(differ)}. Read the result, or ask for the package again.`,
          ),
        ]),
    ...(unproven.length === 0
      ? []
      : [
          notProven(
            'reports',
            `Reports: whether they say what the result says is not shown, since this version cannot make them again from it: ${list(unproven)}.`,
          ),
        ]),
  ];
}

function targetText({ result }: Package): string {
  const { target, scenarios } = result;
  const shown = `${counted(inState(scenarios, 'PASSED').length, 'scenario')} passed`;
  if (target.defects !== undefined)
    return `Target: a mock that was broken on purpose (${target.defects.join(', ')}). Nothing is certified here.`;
  if (target.kind === 'mock') return `Target: the embedded mock, which is not Nopan; ${shown} against it.`;
  return `Target: ${target.baseUrl}, ${whoseText(result)}; ${shown} against it by its signer’s word.`;
}

/** Derived from the record, not from the result's own claim. */
function whoseText({ target, assumptions }: Result): string {
  const standing = officialStanding({ ...target, assumptions });
  if (standing.official) return `Nopan’s sandbox by ${peersText(target)}`;
  return standing.named
    ? `named as Nopan’s sandbox, not proven (${standing.reasons.join('; ')})`
    : 'not Nopan’s address';
}

const peersText = ({ identity }: Result['target']): string =>
  list(
    (identity?.peers ?? []).map(({ address, certificate }) => `${address} with a certificate of ${certificate.issuer}`),
  );
