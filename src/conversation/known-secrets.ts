import type { Redactor } from '../evidence/redactor.ts';
import type { Connection } from '../target/connection.ts';

/** Has a redactor know every secret that a connection holds, and the names that its user wants hidden. */
export function learnSecrets(
  { control, webhooks, credentials, passphrases = [], redact }: Connection,
  redactor: Redactor,
): void {
  for (const secret of [control?.secret, webhooks?.secret, ...passphrases])
    if (secret !== undefined) redactor.learn(secret);
  for (const key of [credentials?.privateKey, credentials?.signingKey]) if (key !== undefined) redactor.learnKey(key);
  if (redact !== undefined) redactor.hideNamed(redact);
}
