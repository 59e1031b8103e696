import { protocolFile, schemasDir } from '../../contract/locations.ts';
import { loadProtocol } from '../../contract/protocol.ts';
import { loadSchemas } from '../../contract/schemas.ts';
import { ok, type Check, type Verdict } from '../check.ts';
import type { OfflineSubject } from './subject.ts';

/** The settings of the wire are there, and within their bounds. */
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
  const changed = Object.keys(overrides);
  const assumed = settings.filter(({ status }) => status === 'assumed').length;
  const own = changed.length === 0 ? 'none of them changed' : `changed: ${changed.join(', ')}`;
  return ok(`${profile}, ${settings.length} settings, ${assumed} of them assumed, ${own}`);
}
