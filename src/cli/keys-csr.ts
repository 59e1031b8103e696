import { join } from 'node:path';
import { isPlaceholder } from '../config/checks.ts';
import { certificateRequest } from '../credentials/certificate-request.ts';
import { generateKeyPair, privateKeyPem, type TlsKeyAlgorithm } from '../credentials/key-pair.ts';
import type { Subject } from '../credentials/subject.ts';
import { CertifyError } from '../errors.ts';
import { configurationPart, privateAbout, privateMode, publicMode, writeMadeFiles } from './made-keys.ts';
import type { MakingSettings } from './made-keys.ts';
import { passphraseOf, passphraseReference } from './passphrase.ts';

export interface CsrSettings extends MakingSettings {
  readonly organization: string;
  readonly organizationName: string;
  readonly country: string;
  readonly state?: string;
  readonly locality?: string;
  readonly unit?: string;
  readonly algorithm: TlsKeyAlgorithm;
}

/** `nopan-certify keys csr`. */
export async function makeCertificateRequest(settings: CsrSettings): Promise<void> {
  assertReplaced(settings);
  const passphrase = passphraseOf(settings);
  const keys = generateKeyPair(settings.algorithm);
  const request = await certificateRequest({ keys, subject: subjectOf(settings) }).catch((error: unknown) => {
    throw atItsOption(error);
  });
  const key = privateKeyPem(keys.privateKey, passphrase);
  const files = [
    { name: 'client-key.pem', content: key, mode: privateMode, about: privateAbout(passphrase) },
    { name: 'client.csr', content: request, mode: publicMode, about: `certificate request, ${settings.algorithm}` },
  ];
  writeMadeFiles(files, nextSteps(settings), settings);
}

/** @throws ERR_USAGE when a value was pasted from the documentation as it is */
function assertReplaced({ organization, organizationName }: CsrSettings): void {
  for (const [option, value] of Object.entries({
    '--organization': organization,
    '--organization-name': organizationName,
  })) {
    if (!isPlaceholder(value) && value !== 'Your Company') continue;
    throw new CertifyError('ERR_USAGE', `There is a placeholder left: ${value}`, {
      where: option,
      expected: 'your own value',
      advice: 'Replace it; Nopan’s onboarding and portal tell the id, and your company’s registration the name.',
    });
  }
}

const subjectOf = (settings: CsrSettings): Subject => ({
  C: settings.country,
  ...(settings.state !== undefined && { ST: settings.state }),
  ...(settings.locality !== undefined && { L: settings.locality }),
  O: settings.organizationName,
  ...(settings.unit !== undefined && { OU: settings.unit }),
  CN: settings.organization,
});

const optionOf: Readonly<Record<string, string>> = {
  C: '--country',
  ST: '--state',
  L: '--locality',
  O: '--organization-name',
  OU: '--unit',
  CN: '--organization',
};

/** An error about an attribute of the subject, told where its reader wrote it. */
function atItsOption(error: unknown): unknown {
  const option = error instanceof CertifyError ? optionOf[error.where ?? ''] : undefined;
  if (!(error instanceof CertifyError) || option === undefined) return error;
  const { code, message, expected = '' } = error;
  return new CertifyError(code, message, { where: option, expected, advice: `Give ${option} another value.` });
}

/** Nopan, CERT and SK-AUTH: the older of them names the e-mail address, the newer the portal. */
function nextSteps(settings: CsrSettings): string[] {
  const [key, request, certificate] = ['client-key.pem', 'client.csr', 'client-cert.pem'].map((name) =>
    join(settings.out, name),
  ) as [string, string, string];
  const passphrase = passphraseReference(settings);
  const tls = { certificate, privateKey: key, ...(passphrase !== undefined && { passphrase }) };
  return [
    `Hand ${request}, and only that, to Nopan: in the customer portal of the environment that it is for, sandbox or\nproduction. Nopan’s older pages ask for an e-mail to support@nopan.com instead, with organization id, company\nname and a technical contact.`,
    `Save the certificate that comes back as ${certificate}, and see that it is one for this key:\nnopan-certify keys show ${key} ${certificate}`,
    `Name both in nopan-certify.config.yaml:${configurationPart({ tls })}`,
    'Rotate it at least 30 days before it ends, which is usually after 12 months.',
  ];
}
