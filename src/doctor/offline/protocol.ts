import { protocolFile, schemasDir } from '../../contract/locations.ts';
import { loadProtocol, type Protocol } from '../../contract/protocol.ts';
import { loadSchemas } from '../../contract/schemas.ts';
import { CertifyError } from '../../errors.ts';
import { ok, type Check, type Verdict } from '../check.ts';
import type { OfflineSubject } from './subject.ts';

/** The settings of the wire are there, and enough to sign by. */
export const protocolChecks: readonly Check<OfflineSubject>[] = [
  { id: 'protocol', heading: 'Protocol', title: 'profile is complete', examine },
];

interface Demand {
  readonly setting: string;
  readonly given: readonly string[];
  readonly names: readonly string[];
  readonly source: string;
}

/** What a signature must hold, or nobody can tell whose it is, when it was made, or what of the request it protects. */
const demands: Readonly<Record<Protocol['signature']['profile'], (protocol: Protocol) => readonly Demand[]>> = {
  'http-message-signature': ({ signature }) => [
    { setting: 'signature.parameters', given: signature.parameters, names: ['keyid', 'created'], source: 'UNDERSTAND' },
    {
      setting: 'signature.requestComponents',
      given: signature.requestComponents,
      names: ['@method', 'content-digest'],
      source: 'UNDERSTAND',
    },
    {
      setting: 'signature.requestComponentsWithoutBody',
      given: signature.requestComponentsWithoutBody,
      names: ['@method'],
      source: 'RESPVAL',
    },
    { setting: 'signature.digests', given: signature.digests, names: [signature.requestDigest], source: 'RESPVAL' },
  ],
  'detached-jws': ({ jws }) => [
    { setting: 'jws.protectedHeader', given: jws.protectedHeader, names: ['alg', 'kid'], source: 'RFC 7515' },
  ],
};

function examine({ configuration }: OfflineSubject): Verdict {
  const { protocol: overrides = {} } = configuration.value;
  const { protocol, settings } = loadProtocol(protocolFile, loadSchemas(schemasDir), overrides);
  const { profile } = protocol.signature;
  for (const { setting, given, names, source } of demands[profile](protocol)) {
    const missing = names.filter((name) => !given.includes(name));
    if (missing.length === 0) continue;
    throw new CertifyError('ERR_CONFIG', `The protocol setting ${setting} lacks ${missing.join(', ')}`, {
      where: configuration.origin(`/protocol/${setting}`).where,
      expected: `${names.join(', ')} among them (${source})`,
      actual: given.join(', '),
      advice: 'Correct the setting, or leave it out of the configuration.',
    });
  }
  const changed = Object.keys(overrides);
  const assumed = settings.filter(({ status }) => status === 'assumed').length;
  const own = changed.length === 0 ? 'none of them changed' : `changed: ${changed.join(', ')}`;
  return ok(`${profile}, ${settings.length} settings, ${assumed} of them assumed, ${own}`);
}
