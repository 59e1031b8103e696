import { assertOwnFirst } from '../../credentials/chain.ts';
import { assertForClients, assertKeyFits, assertValidNow } from '../../credentials/client-certificate.ts';
import { keyFacts, keyText } from '../../credentials/key-facts.ts';
import { rotationDays } from '../../credentials/nopan.ts';
import { CertifyError } from '../../errors.ts';
import { ok, warning, type Check, type Verdict } from '../check.ts';
import { day, daysUntil } from '../time.ts';
import { chainVerdict } from './chain.ts';
import type { OfflineSubject } from './subject.ts';
import { subjectVerdict } from './subject-name.ts';

const heading = 'Client certificate';
/** Without the certificate, however it is kept, there is nothing to examine. */
const needs = ['tls.certificate', 'tls.pkcs12'];

/** What Nopan demands of a client certificate (CERT). */
export const identityChecks: readonly Check<OfflineSubject>[] = [
  { id: 'identity.fits', heading, title: 'fits its key', needs: [...needs, 'tls.privateKey'], examine: fits },
  { id: 'identity.chain', heading, title: 'issuer', source: 'CERT', needs, examine: chain },
  { id: 'identity.subject', heading, title: 'subject', source: 'CERT', needs, examine: subjectName },
  { id: 'identity.usage', heading, title: 'usage', source: 'RFC 5280 section 4.2.1.12', needs, examine: usage },
  { id: 'identity.validity', heading, title: 'validity', source: 'CERT', needs, examine: validity },
  { id: 'identity.algorithm', heading, title: 'algorithm and size', source: 'CERT', needs, examine: algorithm },
];

async function fits(subject: OfflineSubject): Promise<Verdict> {
  const { certificates, fileCertificates, tlsKey, certificateFile, configuration } = subject;
  const [own] = await certificates();
  assertOwnFirst(await fileCertificates(), await tlsKey(), certificateFile);
  const privateKey = configuration.value.tls.privateKey ?? certificateFile;
  assertKeyFits(await tlsKey(), own, { privateKey, certificate: certificateFile });
  return ok('the key is the one that is certified');
}

async function chain({ certificates, certificateFile, clock }: OfflineSubject): Promise<Verdict> {
  return chainVerdict(await certificates(), certificateFile, clock);
}

async function subjectName({ certificates, certificateFile, configuration }: OfflineSubject): Promise<Verdict> {
  const [own] = await certificates();
  return subjectVerdict(own, configuration.value.organization, certificateFile);
}

async function usage({ certificates, certificateFile }: OfflineSubject): Promise<Verdict> {
  const [own] = await certificates();
  assertForClients(own, certificateFile);
  return ok('for TLS clients');
}

async function validity({ certificates, certificateFile, clock }: OfflineSubject): Promise<Verdict> {
  const [own] = await certificates();
  assertValidNow(own, certificateFile, clock);
  const end = Date.parse(own.validTo);
  const left = daysUntil(end, clock.now());
  if (left >= rotationDays) return ok(`until ${day(end)}, ${left} days from now`);
  return warning(`The certificate ends on ${day(end)}, ${left} days from now`, {
    where: certificateFile,
    expected: `at least ${rotationDays} days left`,
    advice: 'Ask Nopan for a new one now: nopan-certify keys csr makes the request.',
  });
}

async function algorithm({ certificates, certificateFile }: OfflineSubject): Promise<Verdict> {
  const [own] = await certificates();
  const facts = await keyFacts(own.publicKey);
  if (facts.fitFor.includes('tls')) return ok(keyText(facts));
  throw new CertifyError('ERR_CERTIFICATE', 'The client certificate is for a key that Nopan does not take', {
    where: certificateFile,
    expected: 'RSA with 2048, 3072 or 4096 bits, or ECDSA on P-256, P-384 or P-521',
    actual: keyText(facts),
    advice: 'Make another key and ask for a certificate of it: nopan-certify keys csr.',
  });
}
