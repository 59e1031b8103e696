import type { EffectiveConfiguration } from '../config/effective.ts';
import { parseSecretReference } from '../config/secret.ts';
import { settings } from '../config/settings.ts';
import { valueAt } from '../contract/pointer.ts';

/** The files that hold the passphrases and secrets of a configuration, absolute. */
export function secretFiles({ value, file }: Pick<EffectiveConfiguration, 'value' | 'file'>): string[] {
  return settings().flatMap(({ pointer }) => {
    const text = valueAt(value, pointer);
    const reference = typeof text === 'string' ? parseSecretReference(text, file) : undefined;
    return reference?.kind === 'file' ? [reference.name] : [];
  });
}
