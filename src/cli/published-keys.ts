import type { KeyObject } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readRegularFile } from '../contract/regular-file.ts';
import { filesBelow } from '../contract/files-digest.ts';
import { packageRoot } from '../contract/locations.ts';
import { keyThumbprint } from '../credentials/key-facts.ts';
import { CertifyError } from '../errors.ts';
import { readVerificationKeys } from '../explain/verification-keys.ts';

const examples = join(packageRoot(), 'docs/examples');

/** The largest key file, in bytes. */
const longest = 1 << 20;

let known: Promise<ReadonlySet<string>> | undefined;

/** Thumbprints (RFC 7638) of the keys that are published with the examples. */
const publishedThumbprints = (): Promise<ReadonlySet<string>> => (known ??= readThumbprints());

async function readThumbprints(): Promise<ReadonlySet<string>> {
  const files = existsSync(examples) ? filesBelow(examples, /\.(?:pem|json)$/) : [];
  const keys = files.flatMap((name) => keysIn(name));
  return new Set(await Promise.all(keys.map((key) => keyThumbprint(key))));
}

/** The examples also hold files without keys. */
function keysIn(name: string): KeyObject[] {
  try {
    const bytes = readRegularFile(join(examples, name), longest);
    return readVerificationKeys({ name, bytes }, undefined).keys.map(({ key }) => key);
  } catch {
    return [];
  }
}

/**
 * @param where the file or option that names the key
 * @throws ERR_KEY for a key from the examples, whose private half is public
 */
export async function assertNotPublished(key: KeyObject, where: string): Promise<void> {
  const thumbprint = await keyThumbprint(key);
  if (!(await publishedThumbprints()).has(thumbprint)) return;
  throw new CertifyError('ERR_KEY', 'This key is published with the examples, so anyone can sign with it', {
    where,
    expected: 'a key that only the signer has',
    actual: `the key ${thumbprint} of docs/examples`,
    advice: 'Make a key of your own: nopan-certify keys signing.',
  });
}
