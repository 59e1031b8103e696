import { readFileSync } from 'node:fs';
import { CertifyError, type ErrorCode } from '../errors.ts';

/** What a PEM file is expected to hold. */
export interface PemContent {
  readonly code: ErrorCode;
  /** As a message names it: `private key`. */
  readonly name: string;
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
  const bytes = readFile(path, content);
  const blocks = [...bytes.toString('latin1').matchAll(/-----BEGIN ([A-Z0-9 ]+)-----[^]*?-----END \1-----/g)];
  const [first, ...rest] = blocks
    .filter(([, label = '']) => content.labels.includes(label))
    .map(([block]) => `${block}\n`);
  if (first !== undefined) return [first, ...rest];
  throw new CertifyError(
    content.code,
    blocks.length === 0 ? `The ${content.name} file is not PEM` : `The file holds no ${content.name}`,
    {
      where: path,
      expected: content.labels.map((label) => `"-----BEGIN ${label}-----"`).join(' or '),
      actual:
        blocks.length === 0
          ? describe(bytes)
          : blocks.map(([, label]) => `"-----BEGIN ${label ?? ''}-----"`).join(', '),
      advice: blocks.length === 0 ? content.convert : `Name the file that holds the ${content.name}.`,
    },
  );
}

function readFile(path: string, { code, name }: PemContent): Buffer {
  try {
    return readFileSync(path);
  } catch (cause) {
    const { code: errno = '', message } = cause as NodeJS.ErrnoException;
    throw new CertifyError(code, `The ${name} file ${systemErrors[errno] ?? `cannot be read: ${message}`}`, {
      where: path,
      expected: `a PEM file with the ${name}`,
      actual: errno,
      advice: 'Check the path and the permissions of the file.',
      cause,
    });
  }
}

function describe(bytes: Buffer): string {
  if (bytes.length === 0) return 'an empty file';
  if (bytes.includes('-----BEGIN ')) return 'a PEM block without its end';
  return /[^\t\n\r -~]/.test(bytes.toString('latin1'))
    ? 'binary data, perhaps DER or PKCS #12'
    : 'text without a "-----BEGIN" line';
}
