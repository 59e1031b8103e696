import type { Catalogued } from '../contract/catalogue.ts';
import type { Requirement } from '../contract/types/requirements.ts';
import type { Basis, RequirementResult, Result, ScenarioResult } from '../contract/types/result.ts';
import type { CertificationInput } from './verdict.ts';
import { waiversOf } from './waivers.ts';

/** What of a verdict's ground no other part of the result tells. */
export function basisOf(input: CertificationInput, plan: Basis['plan']): Basis {
  const {
    leftOut,
    shard,
    completion,
    abilities,
    capabilities,
    attestations,
    own = {},
    defects,
    passedOver = 0,
  } = input;
  return {
    plan,
    ...(shard && { shard: { index: shard.index, total: shard.total } }),
    leftOut: [...leftOut],
    surplus: surplusOf(input),
    ...(completion && { completed: completion.success }),
    ...(passedOver > 0 && { passedOver }),
    ...(abilities && { abilities: [...abilities] }),
    ...(capabilities && { capabilities: [...capabilities] }),
    ...(attestations && { attestations: { ...attestations } }),
    ...(Object.keys(own).length > 0 && { own }),
    ...(defects && { defects: [...defects] }),
  };
}

function surplusOf({ planned, finished, repeat = 1 }: CertificationInput): string[] {
  const due = new Map(planned.map(({ id }) => [id, repeat]));
  return finished.flatMap(({ id }) => {
    const left = due.get(id) ?? 0;
    due.set(id, left - 1);
    return left > 0 ? [] : [id];
  });
}

/** The way back: what a verdict is reached on, from what a result and its basis say. */
export function inputOf(result: Omit<Result, 'basis'>, basis: Basis): CertificationInput {
  const { scenarios, requirements, faults, interrupted, profile, repeat } = result;
  const { leftOut, surplus, shard, completed, abilities, capabilities, attestations, own, defects } = basis;
  const day = dayOf(result);
  const tried = new Set(scenarios.flatMap(({ id, tries }) => (tries === undefined ? [] : [id])));
  const finished = scenarios.flatMap((each) => Array.from({ length: timesFinished(each) }, () => each));
  const others = surplus.filter((id) => !tried.has(id)).map((id) => ({ id, steps: [] }));
  const begun = scenarios.filter(({ outcome }) => outcome.status !== 'NOT_RUN');
  return {
    ...{ catalogue: requirements.map(demanded), planned: scenarios, leftOut, interrupted, faults },
    ...(shard && { shard: { ...shard, elsewhere: elsewhere(basis, scenarios) } }),
    ...(repeat !== undefined && { repeat }),
    started: begun.map(({ id }) => id),
    finished: [...finished, ...others].map(({ id, steps }) => ({
      ...{ id, steps, startedAt: result.startedAt, durationMs: 0 },
    })),
    ...(completed !== undefined && { completion: { success: completed } }),
    ...(basis.passedOver !== undefined && { passedOver: basis.passedOver }),
    ...(abilities && { abilities }),
    ...(capabilities && { capabilities }),
    ...(attestations && { attestations }),
    day,
    waived: { waivers: waiversOf(requirements), day },
    ...(own && { own }),
    ...(defects && { defects }),
    scheme: profile['signature.profile'] as string,
    target: result.target,
    ...(result.subject && { subject: result.subject }),
    assumptions: result.assumptions,
  };
}

const timesFinished = ({ tries, outcome }: ScenarioResult): number =>
  tries?.length ?? (outcome.status === 'FINISHED' ? 1 : 0);

/**
 * The day in UTC on which waivers are judged: the day the last shard ended, so that an earlier shard cannot revive an expired waiver.
 */
export const dayOf = ({ finishedAt }: Pick<Result, 'finishedAt'>): string => finishedAt.slice(0, '2026-11-25'.length);

/** Placeholders: a shard knows how many scenarios the other shards run, but not which. */
const elsewhere = ({ plan }: Basis, own: readonly unknown[]): string[] =>
  Array.from({ length: Math.max(0, plan.scenarios - own.length) }, () => '');

/** A requirement as the catalogue has it, without what was made of it. */
export function demanded({ id, title, level, stage, applies, source, review, own }: RequirementResult): Catalogued {
  return {
    ...{ id, title, level, applies, source },
    stage: stage as Requirement['stage'],
    ...(review && { review }),
    ...(own && { own }),
  };
}
