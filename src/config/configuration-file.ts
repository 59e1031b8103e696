import { CertifyError } from '../errors.ts';
import { utf8Text } from '../file-text.ts';
import { readRegularFile } from '../contract/regular-file.ts';

/** Larger than any configuration, in bytes. */
const largest = 1024 * 1024;

/**
 * The text of a configuration, unchanged, so that it can be written back.
 *
 * @throws ERR_CONFIG when it cannot be read, is no regular file, is too large, or is not UTF-8
 */
export const readConfigurationText = (file: string): string =>
  utf8Text(bytesOf(file), { name: file, code: 'ERR_CONFIG' });

function bytesOf(file: string): Buffer {
  try {
    return readRegularFile(file, largest);
  } catch (cause) {
    throw new CertifyError('ERR_CONFIG', `The configuration cannot be read: ${(cause as Error).message}`, {
      where: file,
      expected: 'a readable YAML file',
      advice: 'Check the path and the permissions of the file.',
      cause,
    });
  }
}
