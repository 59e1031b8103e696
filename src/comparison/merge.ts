import { isDeepStrictEqual } from 'node:util';
import { inputOf } from '../certification/basis.ts';
import { withCommands, withoutCommands } from '../certification/commands.ts';
import { mergedIdentity } from '../certification/identity.ts';
import { targetOf } from '../certification/target.ts';
import { certifyJudged } from '../certification/verdict.ts';
import type { Basis, Failure, Result, ScenarioResult } from '../contract/types/result.ts';
import { mergedCoverage } from './merged-coverage.ts';
import { selectionOf, shardsOf, type ReadResult, type Shard } from './shards.ts';

/**
 * The result that the run would have had without shards, apart from times and ids. Each scenario was judged by itself, and stays as
 * it is; what they show together is judged anew, by the code that judges a run.
 *
 * @param out the folder of the merged result, for the replay commands; absent: the folder of the first shard
 * @throws ERR_INPUT when these are not all the shards of one run
 */
export function merge(results: readonly ReadResult[], out?: string): Result {
  const shards = shardsOf(results);
  const [{ result: first }] = shards;
  const parts = shards.map(({ result }) => result);
  const scenarios = inTurn(parts.map((part) => part.scenarios)).map(asJudged);
  const basis = basisOfAll(shards);
  const { tool, profile, assumptions } = first;
  const identity = mergedIdentity(parts.map(({ target }) => target.identity));
  const target = targetOf(first.target, { identity, assumptions });
  const selection = selectionOf(shards[0]);
  const order = commonOrder(parts);
  const times = timesOf(parts);
  const ground: Result = {
    ...first,
    ...times,
    target,
    scenarios,
    interrupted: parts.some(({ interrupted }) => interrupted),
    faults: differentFaults(parts),
    ...(first.options && { options: { ...first.options, ...(out !== undefined && { out }) } }),
  };
  const judged = certifyJudged(inputOf(ground, basis), scenarios);
  return {
    ...{ tool, ...judged },
    scenarios: withCommands(judged.scenarios, { ...ground, basis }),
    coverage: mergedCoverage(parts.map(({ coverage }) => coverage)),
    ...(selection !== undefined && { selection }),
    ...(order !== undefined && { order }),
    ...(first.seed !== undefined && { seed: first.seed }),
    ...(first.repeat !== undefined && { repeat: first.repeat }),
    ...(first.inputs && { inputs: first.inputs }),
    ...(ground.options && { options: ground.options }),
    ...{ basis, target, profile, assumptions },
    ...times,
    ...(first.operator && { operator: first.operator }),
    ...(first.subject && { subject: first.subject }),
    ...commonConfiguration(parts),
  };
}

/** The scenario without waivers and commands, which depend on the merged result. */
function asJudged(scenario: ScenarioResult): ScenarioResult {
  const judged = { ...withoutCommands(scenario) };
  delete judged.waivedBy;
  return judged;
}

/** As they were dealt out: one of each shard in turn. */
function inTurn(shards: readonly (readonly ScenarioResult[])[]): ScenarioResult[] {
  const longest = Math.max(...shards.map(({ length }) => length));
  return Array.from({ length: longest }, (_, place) => shards.flatMap((scenarios) => scenarios[place] ?? [])).flat();
}

function basisOfAll(shards: readonly [Shard, ...Shard[]]): Basis {
  const common: Basis = { ...shards[0].basis };
  delete common.shard;
  delete common.completed;
  delete common.passedOver;
  const ends = shards.map(({ basis }) => basis.completed);
  const passedOver = shards.reduce((sum, { basis }) => sum + (basis.passedOver ?? 0), 0);
  return {
    ...common,
    surplus: shards.flatMap(({ basis }) => basis.surplus),
    ...(!ends.includes(undefined) && { completed: !ends.includes(false) }),
    ...(passedOver > 0 && { passedOver }),
  };
}

/** What is wrong with the features is wrong in every shard; without shards it would have been told once. */
function differentFaults(parts: readonly Result[]): Failure[] {
  const faults = parts.flatMap((part) => part.faults);
  return faults.filter((fault, place) => faults.findIndex((other) => isDeepStrictEqual(other, fault)) === place);
}

function commonOrder(parts: readonly Result[]): string | undefined {
  const orders = new Set(parts.map(({ order }) => order));
  return orders.size === 1 ? parts[0]?.order : undefined;
}

/** Jobs may differ in what they call their files. */
function commonConfiguration(parts: readonly Result[]): Pick<Result, 'configurationDigest'> {
  const [digest, ...others] = new Set(parts.map(({ configurationDigest }) => configurationDigest));
  return digest === undefined || others.length > 0 ? {} : { configurationDigest: digest };
}

function timesOf(parts: readonly Result[]): Pick<Result, 'startedAt' | 'finishedAt' | 'durationMs'> {
  const startedAt = parts.map((part) => part.startedAt).sort()[0] ?? '';
  const finishedAt =
    parts
      .map((part) => part.finishedAt)
      .sort()
      .at(-1) ?? '';
  return { startedAt, finishedAt, durationMs: Date.parse(finishedAt) - Date.parse(startedAt) };
}
