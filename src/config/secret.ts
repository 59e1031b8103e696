import { dirname, resolve } from 'node:path';
import { CertifyError } from '../errors.ts';
import { utf8Text } from '../file-text.ts';
import { readRegularFile } from '../contract/regular-file.ts';

/** Longest file that is taken for a secret, in bytes. */
const longestSecret = 64 * 1024;

const reference = /^\$\{(env|file):([^}]+)\}$/;

/** Where a secret is to be found. */
export interface SecretReference {
  readonly kind: 'env' | 'file';
  /** Name of the variable; absolute path of the file. */
  readonly name: string;
}

export const isSecretReference = (text: string): boolean => reference.test(text);

/** A reference as a configuration writes it, files being relative to that configuration. */
export function parseSecretReference(text: string, configuration: string): SecretReference | undefined {
  const [, kind, name = ''] = reference.exec(text) ?? [];
  if (kind === 'env') return { kind, name };
  return kind === 'file' ? { kind, name: resolve(dirname(configuration), name) } : undefined;
}

const variables = new Set<string>();

/** Environment variables that this process has read secrets from. */
export const secretVariables: ReadonlySet<string> = variables;

/**
 * The secret itself.
 *
 * @param where the setting that refers to it, as an error names it
 * @throws ERR_CONFIG when there is none, with nothing of it in the message
 */
export function readSecret(
  { kind, name }: SecretReference,
  environment: Readonly<NodeJS.ProcessEnv>,
  where: string,
): string {
  if (kind === 'env') variables.add(name);
  const value = kind === 'env' ? environment[name] : readSecretFile(name, where);
  if (value !== undefined && value !== '') return value;
  const missing = kind === 'env' ? `The environment variable ${name} is not set` : `The file ${name} is empty`;
  throw new CertifyError('ERR_CONFIG', missing, {
    where,
    expected: 'the secret that this setting refers to',
    actual: value === undefined ? 'no such variable' : 'nothing in it',
    advice: kind === 'env' ? `Set it: export ${name}=…` : 'Write the secret into it, for the owner of the file alone.',
  });
}

function readSecretFile(path: string, where: string): string {
  try {
    return utf8Text(readRegularFile(path, longestSecret), { name: path, code: 'ERR_CONFIG' }).replace(/\r?\n$/, '');
  } catch (cause) {
    if (cause instanceof CertifyError) throw withoutByte(cause);
    throw new CertifyError('ERR_CONFIG', `The secret's file cannot be read: ${(cause as Error).message}`, {
      where,
      expected: `a file ${path} with the secret and nothing else`,
      advice: 'Name the file that holds the secret; a path is relative to the configuration.',
      cause,
    });
  }
}

/** Every byte of the file is part of the secret. */
function withoutByte({ code, message, where, expected, advice }: CertifyError): CertifyError {
  return new CertifyError(code, message, {
    ...(where !== undefined && { where }),
    ...(expected !== undefined && { expected }),
    ...(advice !== undefined && { advice }),
  });
}
