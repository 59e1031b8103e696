import { readFileSync } from 'node:fs';
import { CertifyError } from '../../errors.ts';
import type { Check } from '../check.ts';
import type { OfflineSubject } from './subject.ts';

/** Certificate and key were named in each other's place: said once, instead of what follows from it. */
export const swappedCheck: Check<OfflineSubject> = {
  id: 'tls.swapped',
  heading: 'Files',
  title: 'certificate and key in their places',
  when: areSwapped,
  examine({ configuration }) {
    throw new CertifyError('ERR_CONFIG', 'tls.certificate and tls.privateKey are swapped', {
      where: configuration.origin('/tls/certificate').where,
      expected: 'the certificate as tls.certificate, its key as tls.privateKey',
      actual: `${configuration.value.tls.certificate ?? ''} holds a private key, ${configuration.value.tls.privateKey ?? ''} a certificate`,
      advice: 'Exchange the two values.',
    });
  },
};

function areSwapped({ configuration }: OfflineSubject): boolean {
  const { certificate, privateKey } = configuration.value.tls;
  const [one, other] = [labelsIn(certificate), labelsIn(privateKey)];
  const holds = (labels: readonly string[], what: string): boolean => labels.some((label) => label.endsWith(what));
  return (
    holds(one, 'PRIVATE KEY') &&
    !holds(one, 'CERTIFICATE') &&
    holds(other, 'CERTIFICATE') &&
    !holds(other, 'PRIVATE KEY')
  );
}

/** Unreadable files are reported by the checks of their content. */
function labelsIn(path: string | undefined): string[] {
  if (path === undefined) return [];
  try {
    return [...readFileSync(path, 'utf8').matchAll(/-----BEGIN ([A-Z ]+)-----/g)].map(([, label = '']) => label);
  } catch {
    return [];
  }
}
