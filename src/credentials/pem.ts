import { readFileSync, statSync } from 'node:fs';
import { CertifyError, type ErrorCode } from '../errors.ts';
import { assertNotWide } from '../file-text.ts';
import { pemBlocks } from './blocks.ts';

/** What a file is expected to hold. */
export interface FileContent {
  readonly code: ErrorCode;
  /** As a message names it: `private key`. */
  readonly name: string;
  /** Default: PEM. */
  readonly format?: string;
}

/** What a PEM file is expected to hold. */
export interface PemContent extends FileContent {
  /** The labels that it may have (RFC 7468). */
  readonly labels: readonly string[];
  /** How to make PEM of another format. */
  readonly convert: string;
}

const systemErrors: Readonly<Record<string, string>> = {
  ENOENT: 'does not exist',
  EISDIR: 'is a directory',
  ENOTDIR: 'does not exist: a part of its path is a file',
  EACCES: 'may not be read by this user',
  EPERM: 'may not be read by this user',
};

/**
 * The blocks of a PEM file that hold what is wanted, in the file's order, at least one; other blocks are left out.
 *
 * @throws the content's code when the file cannot be read, is no PEM, or holds something else
 */
export function readPem(path: string, content: PemContent): [string, ...string[]] {
  const bytes = readCredentialFile(path, content);
  const blocks = pemBlocks(bytes.toString('latin1'));
  const [first, ...rest] = blocks.filter(({ label }) => content.labels.includes(label)).map(({ pem }) => pem);
  if (first !== undefined) return [first, ...rest];
  throw new CertifyError(
    content.code,
    blocks.length === 0 ? `The ${content.name} file is not PEM` : `The file holds no ${content.name}`,
    {
      where: path,
      expected: content.labels.map((label) => `"-----BEGIN ${label}-----"`).join(' or '),
      actual:
        blocks.length === 0 ? describe(bytes) : blocks.map(({ label }) => `"-----BEGIN ${label}-----"`).join(', '),
      advice: blocks.length === 0 ? content.convert : `Name the file that holds the ${content.name}.`,
    },
  );
}

/** Larger than any key, certificate or chain of them, in bytes. */
const largestFile = 1024 * 1024;

/**
 * The bytes of a file with credentials: a regular file of reasonable size.
 *
 * @throws the content's code
 */
export function readCredentialFile(path: string, content: FileContent): Buffer {
  const { code, name, format = 'PEM' } = content;
  const refuse = (problem: string, actual: string, cause?: unknown) =>
    new CertifyError(code, `The ${name} file ${problem}`, {
      where: path,
      expected: `a ${format} file with the ${name}`,
      actual,
      advice: 'Check the path and the permissions of the file.',
      cause,
    });
  try {
    const stats = statSync(path);
    // A pipe or a device could be read for ever.
    if (!stats.isFile() && !stats.isDirectory()) throw refuse('is no regular file', 'a pipe, socket or device');
    if (stats.size > largestFile) throw refuse('is too large', `${stats.size} bytes`);
    const bytes = readFileSync(path);
    assertNotWide(bytes, { name: path, code });
    return bytes;
  } catch (cause) {
    if (cause instanceof CertifyError) throw cause;
    const { code: errno = '', message } = cause as NodeJS.ErrnoException;
    throw refuse(systemErrors[errno] ?? `cannot be read: ${message}`, errno, cause);
  }
}

function describe(bytes: Buffer): string {
  if (bytes.length === 0) return 'an empty file';
  if (bytes.includes('-----BEGIN ')) return 'a PEM block without its end';
  return /[^\t\n\r -~]/.test(bytes.toString('latin1'))
    ? 'binary data, perhaps DER or PKCS#12'
    : 'text without a "-----BEGIN" line';
}
