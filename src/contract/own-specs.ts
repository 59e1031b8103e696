import { existsSync, readdirSync, statSync, type Stats } from 'node:fs';
import { join } from 'node:path';
import { CertifyError } from '../errors.ts';
import { didYouMean } from './suggestion.ts';
import { shownPath } from './yaml-text.ts';

/** What a folder of the user's own may hold beside ours; it is laid out as specs/ is. */
const parts = ['requests', 'workflows', 'schemas', 'requirements.yaml'] as const;

type Part = (typeof parts)[number];

/** Ours, and the same part of the user's own specs where there is one. */
export function withOwn(ours: string, own: string | undefined, part: Part): string[] {
  const theirs = ownPart(own, part);
  return theirs === undefined ? [ours] : [ours, theirs];
}

export function ownPart(own: string | undefined, part: Part): string | undefined {
  if (own === undefined) return undefined;
  const path = join(own, part);
  return existsSync(path) ? path : undefined;
}

/**
 * A misspelt name would have its specs passed over in silence.
 *
 * @throws ERR_SPEC when the folder holds something that is not looked for, or nothing that is
 */
export function checkOwnSpecs(own: string): void {
  const known: readonly string[] = parts;
  const entries = readdirSync(own)
    .filter((name) => !name.startsWith('.'))
    .map((name) => ({ name, stats: statSync(join(own, name), { throwIfNoEntry: false }) }))
    .filter(
      ({ name, stats }) => stats?.isDirectory() === true || known.includes(name) || /\.(ya?ml|json)$/i.test(name),
    );
  const misshapen = entries.find(({ name, stats }) => known.includes(name) && !isOfItsKind(name, stats));
  if (misshapen !== undefined) throw otherKind(join(own, misshapen.name), misshapen.name);
  const unknown = entries.find(({ name }) => !known.includes(name));
  if (unknown === undefined && entries.length > 0) return;
  throw new CertifyError('ERR_SPEC', unknown ? `Nothing looks for ${unknown.name}` : 'The folder holds no specs', {
    where: shownPath(unknown ? join(own, unknown.name) : own),
    expected: parts.join(', '),
    ...(unknown && { advice: didYouMean(unknown.name, known) }),
  });
}

const isOfItsKind = (name: string, stats: Stats | undefined): boolean =>
  (name.includes('.') ? stats?.isFile() : stats?.isDirectory()) === true;

const otherKind = (file: string, name: string): CertifyError => {
  const expected = name.includes('.') ? 'a regular file' : 'a folder';
  return new CertifyError('ERR_SPEC', `${name} is not ${expected}, so it would be left out`, {
    where: shownPath(file),
    expected: `${expected}, or a link to one`,
    advice: 'Remove it, or fix its target.',
  });
};
