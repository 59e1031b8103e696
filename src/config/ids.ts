import { valueAt } from '../contract/pointer.ts';
import type { Config } from '../contract/types/config.ts';
import { CertifyError } from '../errors.ts';
import { secretEnds } from './secret-ends.ts';
import { settingName, settings } from './settings.ts';

const pointers = ['/organization', '/processingAccounts', '/signing/keyid'];

/** What a shell, a template or a page writes in the place of a value; references are read for secrets and files only. */
const placeholder = /^(?:\$\{.*\}|\$[A-Za-z_]\w*|\{\{.*\}\}|<.*>|%\w+%)$/;

/**
 * Ids are compared byte by byte, by Nopan and in certificates: nothing may have been copied along.
 *
 * @throws ERR_CONFIG
 */
export function assertIds(config: Config, at: (pointer: string) => string): void {
  for (const pointer of pointers) {
    const value = valueAt(config, pointer);
    if (typeof value === 'string') assertId(pointer, value, at);
    if (Array.isArray(value))
      value.forEach((each, index) => {
        assertId(`${pointer}/${index}`, each as string, at);
      });
  }
}

function assertId(pointer: string, value: string, at: (pointer: string) => string): void {
  const name = settingName(pointer);
  const { found } = secretEnds(value);
  if (found.length > 0) {
    throw new CertifyError('ERR_CONFIG', `${name} has ${found.join(' and ')}`, {
      where: at(pointer),
      expected: 'the id alone',
      advice: 'Remove what does not belong to it.',
    });
  }
  if (!placeholder.test(value)) return;
  const variable = settings().find((setting) => pointer.startsWith(setting.pointer))?.variable ?? '';
  throw new CertifyError('ERR_CONFIG', `${name} is a placeholder`, {
    where: at(pointer),
    expected: 'the id itself',
    actual: value,
    advice: `Write the id, or set the environment variable ${variable}.`,
  });
}
