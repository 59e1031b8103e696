import { isUtf8 } from 'node:buffer';
import { CertifyError } from '../errors.ts';
import { assertNotWide, utf8Text } from '../file-text.ts';
import { readRegularFile } from './bounded-file.ts';

/** Larger than any configuration, in bytes. */
const largest = 1024 * 1024;

/**
 * The text of a configuration.
 *
 * @throws ERR_CONFIG when it cannot be read, is no regular file, is too large, or is not UTF-8
 */
export const readConfigurationText = (file: string): string =>
  utf8Text(bytesOf(file), { name: file, code: 'ERR_CONFIG' });

/**
 * The text of a configuration to be written back: nothing of it is lost.
 *
 * @throws ERR_CONFIG also when it is not UTF-8
 */
export function readTextToEdit(file: string): string {
  const bytes = bytesOf(file);
  assertNotWide(bytes, { name: file, code: 'ERR_CONFIG' });
  if (isUtf8(bytes)) return bytes.toString('utf8');
  throw new CertifyError('ERR_CONFIG', 'The configuration is not UTF-8, and nothing was written', {
    where: file,
    expected: 'UTF-8 throughout, comments too',
    advice: 'Save it as UTF-8 with your editor.',
  });
}

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
