import type { Assumption, TargetIdentity } from '../contract/types/result.ts';
import { nonPublicKind } from './public-address.ts';

/** Nopan's sandbox (Nopan, SK-TEST). */
const officialHost = 'api.sandbox.nopan.dev';

const httpsPort = 443;

/** What a run recorded about whether its target is Nopan's sandbox. */
export interface OfficialInput {
  readonly baseUrl: string;
  /** Absent: not recorded. */
  readonly identity?: TargetIdentity | undefined;
  /** Settings that no page states, and settings that were changed for the run. */
  readonly assumptions: readonly Pick<Assumption, 'id' | 'status' | 'default'>[];
}

type OfficialStanding =
  | { readonly official: true }
  | {
      readonly official: false;
      /** Whether the target has the address of Nopan's sandbox without proof that it is the sandbox. */
      readonly named: boolean;
      /** One sentence each, without a full stop. */
      readonly reasons: readonly string[];
    };

/** Decides from the record alone whether the target is proven to be Nopan's sandbox. */
export function officialStanding(input: OfficialInput): OfficialStanding {
  const { identity } = input;
  const host = identity?.host ?? hostOf(input.baseUrl);
  if (host !== officialHost) {
    return { official: false, named: false, reasons: [`The host is ${host}, not ${officialHost}`] };
  }
  const reasons = [...recorded(input), ...(identity ? unproven(identity) : []), ...changed(input.assumptions)];
  return reasons.length === 0 ? { official: true } : { official: false, named: true, reasons };
}

const hostOf = (baseUrl: string): string => (URL.canParse(baseUrl) ? new URL(baseUrl).hostname : baseUrl);

/** The record must exist and match the address in the result. */
function recorded({ baseUrl, identity }: OfficialInput): string[] {
  if (identity === undefined) return ['Neither its IP address nor its certificate was recorded'];
  const { protocol, hostname, port } = URL.canParse(baseUrl)
    ? new URL(baseUrl)
    : { protocol: '', hostname: '', port: '' };
  const same =
    protocol === `${identity.scheme}:` && hostname === identity.host && Number(port || httpsPort) === identity.port;
  return same ? [] : [`The recorded connection is to another address than ${baseUrl}`];
}

/** Every reason why a connection to the right host does not prove who answered. */
function unproven({ scheme, port, trust, interference, peers }: TargetIdentity): string[] {
  return [
    ...(scheme === 'https' ? [] : [`The scheme is ${scheme}, not https`]),
    ...(port === httpsPort ? [] : [`The port is ${port}, not ${httpsPort}`]),
    ...(trust === 'system' ? [] : ['target.trust replaces the CAs that Node.js ships']),
    ...(interference.length === 0
      ? []
      : [`${interference.join(', ')} can change which CAs this process trusts or which code it runs`]),
    ...(peers.length === 0 ? ['No TLS connection to it was recorded'] : []),
    ...new Set(peers.flatMap((peer) => peerProblems(peer, port))),
  ];
}

function peerProblems({ address, port }: TargetIdentity['peers'][number], expected: number): string[] {
  const kind = nonPublicKind(address);
  return [
    ...(kind === undefined ? [] : [`It answered from ${address}, ${kind}`]),
    ...(port === expected ? [] : [`It answered from port ${port}, not ${expected}`]),
  ];
}

/** Documented values that were changed for a run: with them, the target is not judged by Nopan's documents. */
export const changedDocumented = <Setting extends OfficialInput['assumptions'][number]>(
  assumptions: readonly Setting[],
): Setting[] => assumptions.filter(({ status, default: usual }) => status === 'documented' && usual !== undefined);

function changed(assumptions: OfficialInput['assumptions']): string[] {
  const ids = changedDocumented(assumptions).map(({ id }) => id);
  return ids.length === 0 ? [] : [`Documented values were changed: ${ids.join(', ')}`];
}
