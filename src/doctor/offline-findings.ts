import type { Finding } from './check.ts';
import { examine } from './examine.ts';
import { attestationChecks } from './offline/attestations.ts';
import { fileChecks } from './offline/files.ts';
import { identityChecks } from './offline/identity.ts';
import { protocolChecks } from './offline/protocol.ts';
import { secretChecks } from './offline/secrets.ts';
import { signingKeyChecks } from './offline/signing-key.ts';
import { waiverChecks } from './offline/waivers.ts';
import { offlineSubject, type OfflineOptions } from './offline/subject.ts';

/** What a configuration and the credentials that it names show of themselves. Nothing is sent. */
export function offlineFindings(options: OfflineOptions): Promise<Finding[]> {
  const checks = [
    ...fileChecks,
    ...secretChecks,
    ...identityChecks,
    ...signingKeyChecks,
    ...protocolChecks,
    ...attestationChecks,
    ...waiverChecks,
  ];
  return examine(checks, offlineSubject(options));
}
