import type { Catalogued } from '../contract/catalogue.ts';
import type { Requirement } from '../contract/types/requirements.ts';
import type { Basis, RequirementResult, Result } from '../contract/types/result.ts';
import type { CertificationInput } from './verdict.ts';
import { waiversOf } from './waivers.ts';

/** What of a verdict's ground no other part of the result tells. */
export function basisOf(input: CertificationInput, plan: Basis['plan']): Basis {
  const { leftOut, shard, completion, abilities, capabilities, attestations, own = {}, defects } = input;
  return {
    plan,
    ...(shard && { shard: { index: shard.index, total: shard.total } }),
    leftOut: [...leftOut],
    surplus: surplusOf(input),
    ...(completion && { completed: completion.success }),
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
  const { scenarios, requirements, faults, interrupted, profile } = result;
  const { leftOut, surplus, completed, abilities, capabilities, attestations, own, defects } = basis;
  const finished = scenarios.filter(({ outcome }) => outcome.status === 'FINISHED');
  const begun = scenarios.filter(({ outcome }) => outcome.status !== 'NOT_RUN');
  return {
    ...{ catalogue: requirements.map(demanded), planned: scenarios, leftOut, interrupted, faults },
    started: begun.map(({ id }) => id),
    finished: [...finished, ...surplus.map((id) => ({ id, steps: [] }))].map(({ id, steps }) => ({
      ...{ id, steps, startedAt: result.startedAt, durationMs: 0 },
    })),
    ...(completed !== undefined && { completion: { success: completed } }),
    ...(abilities && { abilities }),
    ...(capabilities && { capabilities }),
    ...(attestations && { attestations }),
    waived: { waivers: waiversOf(requirements), day: result.startedAt.slice(0, '2026-11-25'.length) },
    ...(own && { own }),
    ...(defects && { defects }),
    scheme: profile['signature.profile'] as string,
  };
}

/** A requirement as the catalogue has it, without what was made of it. */
export function demanded({ id, title, level, stage, applies, source, review, own }: RequirementResult): Catalogued {
  return {
    ...{ id, title, level, applies, source },
    stage: stage as Requirement['stage'],
    ...(review && { review }),
    ...(own && { own }),
  };
}
