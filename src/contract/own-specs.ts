import { existsSync, readdirSync } from 'node:fs';
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
  const entries = readdirSync(own, { withFileTypes: true }).filter(
    (entry) => !entry.name.startsWith('.') && (entry.isDirectory() || /\.(ya?ml|json)$/.test(entry.name)),
  );
  const known: readonly string[] = parts;
  const unknown = entries.find(({ name }) => !known.includes(name));
  if (unknown === undefined && entries.length > 0) return;
  throw new CertifyError('ERR_SPEC', unknown ? `Nothing looks for ${unknown.name}` : 'The folder holds no specs', {
    where: shownPath(unknown ? join(own, unknown.name) : own),
    expected: parts.join(', '),
    ...(unknown && { advice: didYouMean(unknown.name, known) }),
  });
}
