import type { JsonObject } from '../contract/json.ts';
import { valueAt } from '../contract/pointer.ts';
import type { Locate } from '../contract/yaml-text.ts';
import { CertifyError } from '../errors.ts';
import { settingName } from './settings.ts';

/** The settings that name a file, by JSON Pointer, and what the file holds. */
const pathSettings: Readonly<Record<string, string>> = {
  '/target/trust': 'certificate',
  '/tls/certificate': 'certificate',
  '/tls/privateKey': 'key',
  '/tls/pkcs12': 'file',
  '/signing/privateKey': 'key',
};

/**
 * Refuses the content of a file in the place of its path, as `NOPAN_CERTIFY_SIGNING_PRIVATE_KEY="$(cat key.pem)"` gives it.
 *
 * @throws ERR_CONFIG with nothing of it in the message
 */
export function assertPathsOnly(value: JsonObject, at: Locate): void {
  for (const [pointer, held] of Object.entries(pathSettings)) {
    const texts = [valueAt(value, pointer)].flat(Infinity).filter((text) => typeof text === 'string');
    if (!texts.some((text) => /[\r\n]|-----BEGIN/.test(text))) continue;
    throw new CertifyError(
      'ERR_CONFIG',
      `${settingName(pointer)} is a path, and what is given looks like the ${held} itself`,
      {
        where: at(pointer),
        expected: 'the path of a file',
        actual: 'something else, which is not shown here',
        advice: `Write the ${held} to a file for its owner alone (permissions 0600), and name the file.`,
      },
    );
  }
}
