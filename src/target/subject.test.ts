import { X509Certificate } from 'node:crypto';
import { expect, it } from 'vitest';
import { systemClock } from '../clock.ts';
import type { Configuration } from '../config/configuration.ts';
import { createAuthority } from '../credentials/authority.ts';
import { generateKeyPair } from '../credentials/key-pair.ts';
import { subjectOf } from './subject.ts';

const authority = await createAuthority({ name: 'Test authority', clock: systemClock });
const { publicKey } = generateKeyPair('P-256');
const certificate = await authority.issue({
  publicKey,
  subject: { C: 'NL', O: 'Tulip Tickets B.V.', CN: 'org-4711' },
  usage: 'client',
});

const places: Readonly<Record<string, { kind: 'file' | 'environment'; where: string }>> = {
  '/processingAccounts/0': { kind: 'file', where: '/shop/config/nopan.yaml:3:22' },
  '/processingAccounts/1': { kind: 'environment', where: 'NOPAN_CERTIFY_PROCESSING_ACCOUNTS' },
};
const configuration = {
  file: '/shop/config/nopan.yaml',
  value: { organization: 'org-4711', processingAccounts: ['pa-1', 'pa-2'], signing: { keyid: 'key-1' } },
  origin: (pointer: string) => places[pointer],
} as unknown as Configuration;

it('names the organization, its accounts with their places, its certificate and its key', () => {
  const { serialNumber, fingerprint256, validTo } = new X509Certificate(certificate);
  expect(subjectOf(configuration, certificate, '/shop')).toEqual({
    organization: 'org-4711',
    company: 'Tulip Tickets B.V.',
    processingAccounts: [
      { id: 'pa-1', where: 'config/nopan.yaml:3:22' },
      { id: 'pa-2', where: 'NOPAN_CERTIFY_PROCESSING_ACCOUNTS' },
    ],
    certificate: {
      subject: 'C=NL, O=Tulip Tickets B.V., CN=org-4711',
      issuer: 'C=NL, O=nopan-certify, CN=Test authority',
      serial: serialNumber,
      sha256: fingerprint256.replaceAll(':', '').toLowerCase(),
      validTo: new Date(validTo).toISOString(),
    },
    keyid: 'key-1',
  });
});
