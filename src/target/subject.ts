import { X509Certificate } from 'node:crypto';
import { relative } from 'node:path';
import type { Configuration } from '../config/configuration.ts';
import type { Subject } from '../contract/types/result.ts';

/**
 * Who a configuration and its client certificate say is certified. It holds no secret.
 *
 * @param certificate PEM, the client certificate first
 * @param folder what places in the configuration are relative to
 */
export function subjectOf({ value, origin }: Configuration, certificate: string, folder = process.cwd()): Subject {
  const own = new X509Certificate(certificate);
  const company = /^O=(.+)$/m.exec(own.subject)?.[1];
  return {
    organization: value.organization,
    ...(company !== undefined && { company }),
    processingAccounts: value.processingAccounts.map((id, index) => {
      const { kind, where } = origin(`/processingAccounts/${index}`);
      return { id, where: kind === 'file' ? relative(folder, where) : where };
    }),
    certificate: {
      subject: oneLine(own.subject),
      issuer: oneLine(own.issuer),
      serial: own.serialNumber,
      sha256: own.fingerprint256.replaceAll(':', '').toLowerCase(),
      validTo: new Date(own.validTo).toISOString(),
    },
    keyid: value.signing.keyid,
  };
}

const oneLine = (name: string): string => name.replaceAll('\n', ', ');
