import { isDeepStrictEqual } from 'node:util';
import type { Peer, TargetIdentity } from '../contract/types/result.ts';

/** The peers of one process of a run, and what could have changed which CAs it trusts (see TargetIdentity). */
export type MetTarget = Pick<TargetIdentity, 'peers' | 'interference'>;

/** The identity of the target at a base URL, from all processes of a run. */
export function identityOf(
  { baseUrl, trust }: { readonly baseUrl: string; readonly trust?: string | undefined },
  met: readonly MetTarget[],
): TargetIdentity {
  const { protocol, hostname, port } = new URL(baseUrl);
  return {
    ...{ scheme: protocol.replace(/:$/, ''), host: hostname, port: Number(port || 443) },
    trust: trust === undefined ? 'system' : 'configured',
    ...together(met),
  };
}

/** Merges the identities that the shards of one run recorded. */
export function mergedIdentity(identities: readonly (TargetIdentity | undefined)[]): TargetIdentity | undefined {
  const [first, ...others] = identities;
  if (first === undefined || others.includes(undefined)) return undefined;
  const all = identities.flatMap((identity) => identity ?? []);
  const configured = all.find(({ trust }) => trust === 'configured') ?? first;
  return { ...first, trust: configured.trust, ...together(all) };
}

function together(met: readonly MetTarget[]): MetTarget {
  const peers = met.flatMap((each) => each.peers);
  return {
    interference: [...new Set(met.flatMap(({ interference }) => interference))],
    peers: peers.filter((peer, place) => peers.findIndex((other) => isSame(other, peer)) === place).sort(inOrder),
  };
}

const isSame = (one: Peer, other: Peer): boolean => isDeepStrictEqual(one, other);

const inOrder = (one: Peer, other: Peer): number => (keyOf(one) < keyOf(other) ? -1 : 1);

const keyOf = ({ address, port, protocol, certificate }: Peer): string =>
  [address, port, protocol, certificate.sha256].join(' ');
