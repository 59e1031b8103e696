import { isAbsolute, join, normalize } from 'node:path';
import { readAtMost, readRegularFile } from '../contract/regular-file.ts';
import { protocolFile, schemasDir } from '../contract/locations.ts';
import { loadProtocol, type ProtocolOverrides } from '../contract/protocol.ts';
import { loadSchemas } from '../contract/schemas.ts';
import { CertifyError } from '../errors.ts';
import { createRedactor } from '../evidence/redactor.ts';
import type { Captured } from '../explain/captured.ts';
import type { ReadFile } from '../explain/curl-body.ts';
import type { SigningSettings } from '../explain/judge.ts';
import { readMessage, type Format } from '../explain/source.ts';
import type { Source } from '../explain/text.ts';
import { readVerificationKeys, type VerificationKeys } from '../explain/verification-keys.ts';
import { visibleLine } from '../report/text.ts';
import { assertNotWide } from '../file-text.ts';
import { responseProfile } from '../signing/profile.ts';
import { requestProfiles } from '../signing/request-signature.ts';

/** How the command line names a message. */
export interface MessageSettings {
  readonly format?: Format;
  readonly entry?: string;
  readonly dataDir?: string;
  readonly protocol?: ProtocolOverrides;
}

export interface KeySettings {
  readonly key: string;
  readonly keyid?: string;
  readonly at?: string;
}

/** Reads the message in a file, or on standard input when the file is `-`. */
export function messageIn(file: string, settings: MessageSettings): Captured {
  return messageOf(sourceOf(file), settings);
}

export function messageOf(source: Source, { format, entry, dataDir }: MessageSettings): Captured {
  return readMessage(source, {
    ...(format !== undefined && { format }),
    ...(entry !== undefined && { entry }),
    ...(dataDir !== undefined && { readFile: filesIn(dataDir) }),
  });
}

export function verificationKeys({ key, keyid }: KeySettings): VerificationKeys {
  return readVerificationKeys(sourceOf(key), keyid);
}

/** The wire profile's settings on signatures, with the overrides of the command line. */
export function signingSettings({ protocol: overrides }: MessageSettings): SigningSettings {
  const { protocol } = loadProtocol(protocolFile, loadSchemas(schemasDir), overrides);
  return { ...requestProfiles(protocol), response: responseProfile(protocol.signature) };
}

/** Removes the secrets of a message from any text about it. */
export function redactorOf({ message }: Captured): (text: string) => string {
  const redactor = createRedactor();
  for (const [name, value] of message.fields) {
    const credentials = /^(?:proxy-)?authorization$/i.test(name)
      ? value.replace(/^[\w-]+ +/, '')
      : /^(?:set-)?cookie$/i.test(name)
        ? value
        : '';
    if (credentials !== '') redactor.learn(credentials);
  }
  redactor.body(message.body);
  return (text) => redactor.text(text);
}

/** A note for standard error, on one line and without secrets. */
export function noteLine(note: string, captured: Captured): string {
  return `${visibleLine(`Note: ${redactorOf(captured)(note)}`)}\n`;
}

const standardInput = 0;

/** In bytes. */
const longest = 64 << 20;

/** @throws ERR_INPUT */
export function sourceOf(file: string): Source {
  const source = readSource(file);
  assertNotWide(source.bytes, { name: source.name, code: 'ERR_INPUT' });
  return source;
}

function readSource(file: string): Source {
  try {
    return file === '-'
      ? { name: '<stdin>', bytes: readAtMost(standardInput, longest) }
      : { name: file, bytes: readRegularFile(file, longest) };
  } catch (cause) {
    throw unreadableFile(file, file, cause);
  }
}

/** A command may name files of this folder and of those below it. */
function filesIn(folder: string): ReadFile {
  return (name, where) => {
    const path = normalize(name);
    if (isAbsolute(path) || path.split(/[\\/]/)[0] === '..') {
      throw new CertifyError('ERR_INPUT', `The file ${name} is not in the folder of --data-dir`, {
        where,
        expected: `a file in ${folder}`,
        advice: 'Name the folder that the command runs in.',
      });
    }
    try {
      return readRegularFile(join(folder, path), longest);
    } catch (cause) {
      throw unreadableFile(join(folder, path), where, cause);
    }
  };
}

function unreadableFile(file: string, where: string, cause: unknown): CertifyError {
  return new CertifyError('ERR_INPUT', `The file ${file} cannot be read: ${(cause as Error).message}`, {
    where,
    expected: 'a file that this user may read',
    advice: 'Check the path and the permissions of the file.',
    cause,
  });
}
