import { counted } from '../../certification/words.ts';
import type { Result } from '../../contract/types/result.ts';
import { duration, moment, oneLine, shortened } from '../text.ts';
import { shownValue, type Fact } from './values.ts';

/** How the run came about: what a reviewer does not need for a decision, and an engineer for a comparison. */
export function runFacts({
  target,
  profile,
  startedAt,
  durationMs,
  summary,
  exitCode,
  selection,
  order,
  repeat,
  seed,
  tool,
  operator,
  configurationDigest,
}: Result): Fact[] {
  const chosen = {
    'Selected by': selection,
    Order: order,
    Seed: seed,
    Repeated: repeat === undefined ? undefined : `each scenario ${repeat} times`,
  };
  const circumstances = {
    'Run by': operator?.user,
    Pipeline: operator?.ci && [operator.ci.name, operator.ci.url].filter(Boolean).join(', '),
    Commit: operator?.ci?.commit,
    On: operator && `${operator.platform}, Node.js ${operator.node}`,
    'Configuration, SHA-256': configurationDigest,
  };
  return [
    ['Address', target.baseUrl],
    ['Operator', operatorText(target)],
    ...peerFacts(target),
    ['Signatures', shownValue(profile['signature.profile']) ?? 'not stated'],
    ['Started', moment(startedAt)],
    ['Took', duration(durationMs)],
    ['Evidence', `${counted(summary.exchanges, 'exchange')}, ${counted(summary.deliveries, 'webhook')}`],
    ...given(chosen),
    ['Exit code', String(exitCode)],
    ['Made by', `${tool.name} ${tool.version}`],
    ...given(circumstances),
  ];
}

function operatorText({ official, unproven }: Result['target']): string {
  if (official) return 'Nopan';
  return unproven === undefined ? 'not Nopan (unofficial)' : 'named as Nopan’s sandbox, not proven';
}

/** More than that nobody compares by eye; the result has them all. */
const mostPeers = 5;

function peerFacts({ identity }: Result['target']): Fact[] {
  const peers = identity?.peers ?? [];
  const shown = peers
    .slice(0, mostPeers)
    .map(({ address, protocol, certificate: { sha256, issuer } }): Fact => [
      'Server',
      `${address}, ${protocol}, certificate ${sha256.slice(0, 16)}… of ${shortened(oneLine(issuer), 100)}`,
    ]);
  return peers.length > mostPeers ? [...shown, ['Server', `${peers.length - mostPeers} more`]] : shown;
}

const given = (facts: Readonly<Record<string, string | undefined>>): Fact[] =>
  Object.entries(facts).flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]));
