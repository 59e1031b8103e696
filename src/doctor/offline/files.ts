import { readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { keyFacts, keyText } from '../../credentials/key-facts.ts';
import { damageOf, loadCertificates } from '../../credentials/load.ts';
import { withFile } from '../../credentials/other-formats.ts';
import { CertifyError } from '../../errors.ts';
import { ok, skipped, warning, type Check, type Verdict } from '../check.ts';
import type { OfflineSubject } from './subject.ts';
import { swappedCheck } from './swapped.ts';

const heading = 'Files';

/** Each file can be read and understood, and nobody else can read what is secret. */
export const fileChecks: readonly Check<OfflineSubject>[] = [
  swappedCheck,
  {
    id: 'tls.certificate',
    heading,
    title: 'client certificate',
    needs: ['tls.swapped'],
    when: hasPem,
    examine: async ({ certificates, certificateFile }) =>
      readable(certificateFile, 'certificate', counted((await certificates()).length, 'certificate')),
  },
  {
    id: 'tls.privateKey',
    heading,
    title: 'its key',
    needs: ['tls.swapped'],
    when: hasPem,
    examine: async ({ tlsKey, configuration }) =>
      readable(configuration.value.tls.privateKey ?? '', 'private key', keyText(await keyFacts(await tlsKey()))),
  },
  {
    id: 'tls.pkcs12',
    heading,
    title: 'client certificate and its key',
    when: (subject) => !hasPem(subject),
    examine: async ({ certificates, tlsKey, certificateFile }) => {
      const [key, { length }] = [keyText(await keyFacts(await tlsKey())), await certificates()];
      return ok(`${basename(certificateFile)}, PKCS#12: ${key}, ${counted(length, 'certificate')}`);
    },
  },
  {
    id: 'signing.privateKey',
    heading,
    title: 'signing key',
    examine: async ({ signingKey, configuration }) =>
      readable(configuration.value.signing.privateKey, 'private key', keyText(await keyFacts(signingKey()))),
  },
  {
    id: 'target.trust',
    heading,
    title: 'trusted authorities',
    examine: ({ configuration }) => trusted(configuration.value.target.trust),
  },
  { id: 'files.private', heading, title: 'key files are private', needs: ['tls.swapped'], examine: privacy },
];

function hasPem({ configuration }: OfflineSubject): boolean {
  return configuration.value.tls.pkcs12 === undefined;
}

const counted = (count: number, noun: 'certificate' | 'file'): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

function trusted(path: string | undefined): Verdict {
  if (path === undefined) return ok('those of the system');
  return readable(path, 'certificate', counted(loadCertificates(path).length, 'certificate'));
}

/** Describes a PEM file; a warning if other programs may be unable to read it. */
function readable(path: string, content: 'private key' | 'certificate', holds: string): Verdict {
  const damage = damageOf(path, content);
  if (damage.length === 0) return ok(`${basename(path)}, ${holds}`);
  return warning(`${basename(path)}, ${holds}: read, although its PEM is damaged`, {
    where: path,
    expected: 'PEM as openssl writes it, which other programs can read',
    actual: damage.map(({ what }) => `The PEM ${what}`).join('; '),
    advice: withFile(damage.map(({ advice }) => advice).join(' '), path),
  });
}

const others = 0o007;
const group = 0o070;

function privacy({ configuration, secretFiles }: OfflineSubject): Verdict {
  // Windows has no such permissions, and Node.js makes some up.
  if (process.platform === 'win32') return skipped('the file system has no such permissions');
  const { tls, signing } = configuration.value;
  const named = [tls.privateKey, tls.pkcs12, signing.privateKey, ...secretFiles].filter((path) => path !== undefined);
  const files = [...new Set(named)].filter(isSecret).flatMap(withMode);
  const open = (bits: number) => files.filter(({ mode }) => (mode & bits) !== 0);
  const [exposed, shared] = [open(others), open(group)];
  if (exposed.length > 0)
    throw new CertifyError('ERR_KEY', `Everybody on this machine has access to ${names(exposed)}`, mending(exposed));
  if (shared.length > 0) return warning(`Others of its group have access to ${names(shared)}`, mending(shared));
  return ok(counted(files.length, 'file'));
}

interface FileMode {
  readonly path: string;
  readonly mode: number;
}

/** A public key or certificate in place of a key is reported by another check, and is not a secret. */
function isSecret(path: string): boolean {
  try {
    const text = readFileSync(path, 'latin1');
    return !text.includes('-----BEGIN ') || text.includes('PRIVATE KEY-----');
  } catch {
    return true;
  }
}

/** A file that is not there is told of elsewhere. */
function withMode(path: string): FileMode[] {
  const stats = statSync(path, { throwIfNoEntry: false });
  return stats === undefined ? [] : [{ path, mode: stats.mode & 0o777 }];
}

const names = (files: readonly FileMode[]): string => files.map(({ path }) => basename(path)).join(', ');

const mending = (files: readonly FileMode[]) => ({
  where: files.map(({ path }) => path).join(', '),
  expected: 'permissions 0600 or less',
  actual: files.map(({ mode }) => mode.toString(8).padStart(4, '0')).join(', '),
  advice: `Take them away: chmod 600 ${files.map(({ path }) => path).join(' ')}`,
});
