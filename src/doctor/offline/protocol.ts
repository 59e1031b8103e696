import { protocolFile, schemasDir } from '../../contract/locations.ts';
import { loadProtocol } from '../../contract/protocol.ts';
import { loadSchemas } from '../../contract/schemas.ts';
import { CertifyError } from '../../errors.ts';
import { ok, type Check, type Verdict } from '../check.ts';
import type { OfflineSubject } from './subject.ts';

/** Protocol settings are valid and within their bounds. */
export const protocolChecks: readonly Check<OfflineSubject>[] = [
  { id: 'protocol', heading: 'Protocol', title: 'profile is complete', examine },
];

function examine({ configuration }: OfflineSubject): Verdict {
  const { protocol: overrides = {} } = configuration.value;
  const { protocol, settings } = loadProtocol(
    protocolFile,
    loadSchemas(schemasDir),
    overrides,
    (id) => configuration.origin(`/protocol/${id}`).where,
  );
  const { profile } = protocol.signature;
  const { requestDigest, digests } = protocol.signature;
  if (!digests.includes(requestDigest)) {
    throw new CertifyError('ERR_CONFIG', `The protocol setting signature.digests lacks ${requestDigest}`, {
      where: configuration.origin('/protocol/signature.digests').where,
      expected: `${requestDigest} in the list, since requests are digested with it (signature.requestDigest)`,
      actual: digests.join(', '),
      advice: 'Correct the setting, or leave it out of the configuration.',
    });
  }
  const changed = Object.keys(overrides);
  const assumed = settings.filter(({ status }) => status === 'assumed').length;
  const own = changed.length === 0 ? 'none of them changed' : `changed: ${changed.join(', ')}`;
  return ok(`${profile}, ${settings.length} settings, ${assumed} of them assumed, ${own}`);
}
