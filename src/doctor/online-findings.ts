import type { Finding } from './check.ts';
import { examine } from './examine.ts';
import { accountChecks } from './online/accounts.ts';
import { abilityChecks } from './online/abilities.ts';
import { credentialChecks } from './online/credentials.ts';
import { publishedKeyChecks } from './online/published-keys.ts';
import { onlineSubject, type OnlineOptions } from './online/subject.ts';
import { targetChecks } from './online/target.ts';
import { webhookChecks } from './online/webhooks.ts';

/**
 * Checks the configured credentials with a few calls to the target, some of which start a payment and
 * cancel it.
 *
 * @param offline what was found before; what is out of order there is not tried
 */
export async function onlineFindings(options: OnlineOptions, offline: readonly Finding[]): Promise<Finding[]> {
  const subject = onlineSubject(options);
  try {
    const checks = [
      ...targetChecks,
      ...credentialChecks,
      ...accountChecks,
      ...abilityChecks,
      ...publishedKeyChecks,
      ...webhookChecks,
    ];
    return await subject.withoutSecrets(await examine(checks, subject, offline));
  } finally {
    await subject.close();
  }
}
