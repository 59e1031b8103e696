import { officialStanding } from '../certification/official.ts';
import type { Verification } from '../contract/types/verification.ts';
import { sha256 } from './member.ts';
import type { Package } from './read-package.ts';
import type { AssessedReview } from './sign-off/assess.ts';
import type { Standing } from './standing.ts';

/** What was found out about a sound package, for machines (specs/schemas/verification.schema.json). */
export function verificationOf(
  { result, manifest, key, members }: Package,
  { verdict, exitCode, signerKnown, catalogue, ageDays, stale, reports, signOffs, claims, required, unmet }: Standing,
): Verification {
  const { kind, name, baseUrl, defects } = result.target;
  const target = officialStanding({ ...result.target, assumptions: result.assumptions });
  const unproven = target.official || !target.named ? [] : [...target.reasons];
  return {
    ...{ formatVersion: 3, verdict, exitCode, required: [...required], unmet: [...unmet] },
    package: {
      verdict: result.verdict,
      target: {
        ...{ kind, name, baseUrl, official: target.official },
        ...(unproven.length > 0 && { unproven }),
        ...(defects && { defects }),
      },
      tool: result.tool,
      finishedAt: result.finishedAt,
      ...{ ageDays, stale },
      signer: { kind: manifest.signer.kind, keyid: key.keyid, algorithm: key.algorithm, known: signerKnown },
      catalogue: {
        sha256: manifest.catalogue.sha256,
        known: catalogue.comparable && catalogue.differ.length === 0,
        comparable: catalogue.comparable,
        differ: [...catalogue.differ],
      },
      reports,
      signOffs: signOffs.map(signOffOf),
      members: members.map((member) => ({ name: member.name, sha256: sha256(member.content) })),
    },
    claims: [...claims],
  };
}

type SignOff = NonNullable<Verification['package']>['signOffs'][number];

const signOffOf = ({ decision, reviewer, timestamp, note, key, known, bySigner }: AssessedReview): SignOff => ({
  ...{ decision, ...reviewer, date: timestamp, ...(note !== undefined && { note }) },
  ...{ keyid: key.keyid, algorithm: key.algorithm, known, bySigner },
});
