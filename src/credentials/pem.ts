import { readFileSync, statSync } from 'node:fs';
import { CertifyError, type ErrorCode } from '../errors.ts';
import { certificatesOf, isSet } from './certificate-blocks.ts';
import type { Damage } from './damage.ts';
import { otherFormat, withFile, type Wanted } from './other-formats.ts';
import { pemFile } from './pem-file.ts';
import { pemProblem } from './pem-problem.ts';

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
  readonly name: Wanted;
  /** The labels that it may have (RFC 7468). */
  readonly labels: readonly string[];
  /** How to make PEM of another format. */
  readonly convert: string;
}

/** The wanted content of a PEM file, and the damage that was repaired. */
export interface PemRead {
  readonly pems: readonly [string, ...string[]];
  readonly damage: readonly Damage[];
  /** Whether they are from PKCS#7, which has no order. */
  readonly unordered: boolean;
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
export function readPem(path: string, content: PemContent): PemRead {
  const bytes = readCredentialFile(path, content);
  const { blocks, damage } = pemFile(bytes);
  const [first, ...rest] = blocks
    .flatMap(certificatesOf)
    .filter(({ label }) => content.labels.includes(label))
    .map(({ pem }) => pem);
  if (first !== undefined) return { pems: [first, ...rest], damage, unordered: blocks.some(isSet) };
  const found = blocks.map(({ label }) => `"-----BEGIN ${label}-----"`).join(', ');
  const other = otherFormat(bytes);
  const problem = other === undefined && blocks.length === 0 ? pemProblem(bytes) : undefined;
  const known = other?.advice(content.name) ?? problem?.advice;
  throw new CertifyError(
    content.code,
    blocks.length === 0 ? `The ${content.name} file is not PEM` : `The file holds no ${content.name}`,
    {
      where: problem?.place === undefined ? path : `${path}:${problem.place}`,
      expected: content.labels.map((label) => `"-----BEGIN ${label}-----"`).join(' or '),
      actual: [found, other?.name ?? (blocks.length === 0 ? (problem?.what ?? describe(bytes)) : '')]
        .filter((part) => part !== '')
        .join(': '),
      advice:
        bytes.length === 0
          ? `Write the ${content.name} to the file, or name another.`
          : known === undefined
            ? blocks.length === 0
              ? content.convert
              : `Name the file that holds the ${content.name}.`
            : withFile(known, path),
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
  if (path.includes('-----BEGIN')) {
    throw new CertifyError(code, `The ${name} itself is given instead of the path of its file`, {
      where: 'the path of the file',
      expected: `the path of a ${format} file with the ${name}`,
      actual: 'PEM',
      advice: `Write it to a file that only you can read, and name that: printf '%s\\n' "$NAME" > key.pem`,
    });
  }
  try {
    const stats = statSync(path);
    // A pipe or a device could be read for ever.
    if (!stats.isFile() && !stats.isDirectory()) throw refuse('is not a regular file', 'a pipe, socket or device');
    if (stats.size > largestFile) throw refuse('is too large', `${stats.size} bytes`);
    return readFileSync(path);
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
