import { secretEnds } from '../../config/secret-ends.ts';
import { settingName, settings } from '../../config/settings.ts';
import { valueAt } from '../../contract/pointer.ts';
import { ok, warning, type Check, type Verdict } from '../check.ts';
import type { OfflineSubject } from './subject.ts';

/** Secrets have no stray characters at their ends. */
export const secretChecks: readonly Check<OfflineSubject>[] = [
  {
    ...{ id: 'secrets', heading: 'Secrets', title: 'no stray characters' },
    when: (subject) => secretsOf(subject).length > 0,
    examine,
  },
];

function secretsOf({ configuration }: OfflineSubject): { readonly pointer: string; readonly secret: string }[] {
  return settings().flatMap(({ pointer, kind }) => {
    const secret = valueAt(configuration.value, pointer);
    return kind === 'secret' && typeof secret === 'string' ? [{ pointer, secret }] : [];
  });
}

function examine(subject: OfflineSubject): Verdict {
  const secrets = secretsOf(subject);
  const damaged = secrets
    .map(({ pointer, secret }) => ({ pointer, found: secretEnds(secret).found }))
    .filter(({ found }) => found.length > 0);
  const { configuration } = subject;
  const nameOf = (pointer: string): string => configuration.reference?.(pointer) ?? settingName(pointer);
  if (damaged.length === 0) return ok(secrets.map(({ pointer }) => settingName(pointer)).join(', '));
  return warning(damaged.map(({ pointer, found }) => `${nameOf(pointer)} has ${found.join(', ')}`).join('; '), {
    where: damaged.map(({ pointer }) => configuration.origin(pointer).where).join(', '),
    expected: 'the secret alone, unless these characters belong to it',
    advice: 'Write it again without them; this writes no line break: printf %s "$SECRET" > FILE',
  });
}
