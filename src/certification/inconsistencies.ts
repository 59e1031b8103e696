import { hash } from 'node:crypto';
import { canonicalJson } from '../contract/canonical-json.ts';
import type { Result } from '../contract/types/result.ts';
import { unsaidIn, withUnseen, type Unsaid } from '../contract/statements.ts';
import { isWaivable } from '../contract/waivers.ts';
import { changesProblem } from './changes-problem.ts';
import { shown } from './difference.ts';
import { exchangeProblem } from './exchange-problems.ts';
import type { Judgeable } from './judged-again.ts';
import { subjectProblem } from './subject-problem.ts';

/** Returns what contradicts itself, with its JSON pointer in the file, or nothing. */
type Check = (result: Judgeable) => string | undefined;

/** Contradictions that judging the result again does not reveal. */
const checks: readonly Check[] = [
  times,
  identities,
  plan,
  selection,
  unwaivable,
  statements,
  targetKind,
  subjectProblem,
  tries,
  changesProblem,
  profileDigest,
  evidence,
];

export function inconsistency(result: Judgeable): string | undefined {
  for (const check of checks) {
    const problem = check(result);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

export const profileSha256 = (profile: Result['profile']): string => hash('sha256', canonicalJson(profile));

function times({ startedAt, finishedAt }: Judgeable): string | undefined {
  for (const [name, time] of Object.entries({ startedAt, finishedAt })) {
    const expected = Number.isNaN(Date.parse(time)) ? undefined : new Date(time).toISOString();
    if (time !== expected) return `/run/${name} is ${shown(time)}; in UTC as every run writes it, ${shown(expected)}`;
  }
  return Date.parse(startedAt) <= Date.parse(finishedAt)
    ? undefined
    : `/run/finishedAt is ${shown(finishedAt)}; the run started at ${shown(startedAt)}`;
}

function identities({ scenarios }: Judgeable): string | undefined {
  for (const [place, { id, uri, line }] of scenarios.entries()) {
    if (id !== `${uri}:${line}`)
      return `/certification/scenarios/${place}/id is ${shown(id)}; its feature and line are ${shown(`${uri}:${line}`)}`;
  }
  return undefined;
}

function plan({ scenarios, basis }: Judgeable): string | undefined {
  const { plan: whole, shard, leftOut } = basis;
  if (shard !== undefined && shard.index > shard.total)
    return `/certification/basis/shard/index is ${shard.index}; there are ${shard.total} shards`;
  // Scenarios are dealt to shards in turn.
  const share = shard === undefined ? whole.scenarios : Math.floor((whole.scenarios - shard.index) / shard.total) + 1;
  if (scenarios.length !== share)
    return `/certification/scenarios has ${scenarios.length} items; ${share} were planned (/certification/basis/plan)`;
  const own = new Set(scenarios.map(({ id }) => id));
  const both = leftOut.find((id) => own.has(id));
  return both === undefined
    ? undefined
    : `/certification/basis/leftOut names ${shown(both)}, which is among the scenarios`;
}

function selection({ basis, selection: text = '' }: Judgeable): string | undefined {
  const { leftOut, shard } = basis;
  if (leftOut.length > 0 && text === '')
    return `/certification/selection is absent; ${leftOut.length} scenarios were left out`;
  const named = /(?:^| )--shard (\d+\/\d+)$/.exec(text)?.[1];
  const own = shard && `${shard.index}/${shard.total}`;
  return named === own ? undefined : `/certification/basis/shard is ${shown(own)}; the selection names ${shown(named)}`;
}

/** Members that only the embedded mock has, and members that it cannot have. */
function targetKind({ target: { kind }, basis, seed, requirements }: Judgeable): string | undefined {
  const pointer = '/certification/basis';
  if (basis.abilities === undefined) return `${pointer}/abilities is absent; every run records them`;
  if (kind === 'mock') {
    const { attestations, capabilities } = basis;
    const given = Object.entries({ attestations, capabilities }).find(([, value]) => value !== undefined);
    if (given !== undefined) return `${pointer}/${given[0]} is there; the embedded mock has no configuration`;
    const waived = requirements.findIndex(({ waiver }) => waiver !== undefined);
    return waived === -1
      ? undefined
      : `/certification/requirements/${waived}/waiver is there; the embedded mock has no configuration`;
  }
  if (basis.attestations === undefined) return `${pointer}/attestations is absent; every other target has them`;
  if (basis.defects !== undefined) return `${pointer}/defects is there; only the embedded mock can have them`;
  return seed === undefined ? undefined : `/certification/seed is there; only the embedded mock draws from one`;
}

function unwaivable({ requirements }: Judgeable): string | undefined {
  const place = requirements.findIndex((each) => each.waiver !== undefined && !isWaivable(each));
  return place === -1
    ? undefined
    : `/certification/requirements/${place}/waiver is there; ${requirements[place]?.id ?? ''} cannot be waived`;
}

/** What a configuration could not have said is said by nobody. */
function statements({ basis, requirements }: Judgeable): string | undefined {
  for (const [id, attestation] of Object.entries(basis.attestations ?? {})) {
    const unsaid = unsaidIn('attestations', attestation);
    if (unsaid !== undefined) return unsaidText(`/certification/basis/attestations/${id}`, unsaid);
  }
  for (const [place, { waiver }] of requirements.entries()) {
    const unsaid = waiver && unsaidIn('waivers', waiver);
    if (unsaid !== undefined) return unsaidText(`/certification/requirements/${place}/waiver`, unsaid);
  }
  return undefined;
}

const unsaidText = (pointer: string, { member, text, expected }: Unsaid): string =>
  `${pointer}/${member} is ${withUnseen(text)}; a run takes ${expected}`;

function tries({ scenarios, repeat }: Judgeable): string | undefined {
  const place = scenarios.findIndex((each) => (each.tries !== undefined) !== (repeat !== undefined));
  if (place === -1) return undefined;
  const pointer = `/certification/scenarios/${place}/tries`;
  return repeat === undefined
    ? `${pointer} is there; each scenario was to run once`
    : `${pointer} is absent; each scenario was to run ${repeat} times`;
}

function profileDigest({ inputs, profile }: Judgeable): string | undefined {
  const expected = profileSha256(profile);
  return inputs === undefined || inputs.protocol === expected
    ? undefined
    : `/certification/inputs/protocol is ${shown(inputs.protocol)}; the profile gives ${shown(expected)}`;
}

/** How far the times of a call may be outside the times of the run, in milliseconds: a clock may be set during a run. */
const toleranceMs = 5 * 60_000;

function evidence({ scenarios, target, basis, startedAt, finishedAt }: Judgeable): string | undefined {
  const [from, until] = [Date.parse(startedAt) - toleranceMs, Date.parse(finishedAt) + toleranceMs];
  // A scenario can move its clock forward.
  const to = basis.abilities?.includes('clock') === true ? Infinity : until;
  const lasted = `the run lasted from ${startedAt} to ${finishedAt}`;
  const seen = new Set<string>();
  for (const [scenario, { steps, startedAt: begun }] of scenarios.entries()) {
    if (begun !== undefined && !(Date.parse(begun) >= from && Date.parse(begun) <= until))
      return `/run/scenarios/${scenario}/startedAt is ${shown(begun)}; ${lasted}`;
    for (const [step, { exchanges, deliveries }] of steps.entries()) {
      const pointer = `/run/scenarios/${scenario}/steps/${step}`;
      for (const [place, exchange] of exchanges.entries()) {
        const own = `${pointer}/exchanges/${place}`;
        const problem = exchangeProblem(exchange, target);
        if (problem !== undefined) return `${own}${problem.pointer} ${problem.message}`;
        const other = evidenceProblem(exchange.id, exchange.startedAt, 'startedAt');
        if (other !== undefined) return `${own}${other}`;
      }
      for (const [place, { id, receivedAt }] of deliveries.entries()) {
        const other = evidenceProblem(id, receivedAt, 'receivedAt');
        if (other !== undefined) return `${pointer}/deliveries/${place}${other}`;
      }
    }
  }
  return undefined;

  function evidenceProblem(id: string, time: string, member: string): string | undefined {
    if (seen.has(id)) return `/id is ${shown(id)}; another exchange or webhook has that id`;
    seen.add(id);
    const at = Date.parse(time);
    return at >= from && at <= to ? undefined : `/${member} is ${shown(time)}; ${lasted}`;
  }
}
