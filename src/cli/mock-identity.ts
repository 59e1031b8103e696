import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { Config } from '../contract/types/config.ts';
import type { JsonObject } from '../contract/json.ts';
import type { Curve } from '../credentials/key-pair.ts';
import type { Control } from '../conversation/control.ts';
import { enrol, enrolAgain, givenIdentity, type Identity } from '../conversation/enrolment.ts';

/**
 * Who a mock's credentials are for: the organization whose files are in the folder, if the mock knows it; else the first one that it
 * knows, with new credentials; else a new one.
 *
 * @param trust the mock's authority, PEM
 * @param curve of a new signing key
 * @throws ERR_CONTROL when the control API does not play its part
 */
export async function mockIdentity(control: Control, trust: string, folder: string, curve?: Curve): Promise<Identity> {
  const { organizations } = (await control.call('GET', '/organizations')) as { organizations: JsonObject[] };
  const written = writtenIdentity(folder, trust);
  const known = organizations.some(({ organizationId }) => organizationId === written?.credentials.organizationId);
  if (written !== undefined && known) return written;
  const [first] = organizations;
  return first === undefined ? enrol(control, trust, curve) : enrolAgain(control, first, trust, curve);
}

/** The identity that an earlier mock has written into a folder; undefined when it is not there, or not whole. */
function writtenIdentity(folder: string, trust: string): Identity | undefined {
  const read = (name: string): string => readFileSync(join(folder, name), 'utf8');
  if (!existsSync(join(folder, 'nopan-certify.config.yaml'))) return undefined;
  try {
    const { organization, processingAccounts, signing } = parse(read('nopan-certify.config.yaml')) as Config;
    const given = {
      organizationId: organization,
      processingAccountId: processingAccounts[0] ?? '',
      certificate: read('client-cert.pem'),
      privateKey: read('client-key.pem'),
      signingKey: read('signing-key.pem'),
      keyid: signing.keyid,
    };
    return { ...givenIdentity(given, trust), webhookSecret: read('webhook-secret').trim() };
  } catch {
    return undefined; // Somebody has taken a part of it away: it is made anew.
  }
}
