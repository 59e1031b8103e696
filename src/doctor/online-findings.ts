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
 * What the target says to the credentials that a configuration names: a few calls, of which some start a payment that is
 * canceled at once.
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
