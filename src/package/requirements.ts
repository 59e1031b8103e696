import type { Result } from '../contract/types/result.ts';
import { counted, list } from '../certification/words.ts';
import type { CatalogueStanding } from './catalogue-standing.ts';
import type { Unmet } from './unmet.ts';
import type { AssessedReview } from './sign-off/assess.ts';
import { unmetSignOff } from './sign-off/unmet.ts';

/** Requirements of a gate. */
export const requirementNames = ['certified', 'signer', 'official', 'sign-off'] as const;

export type RequirementName = (typeof requirementNames)[number];

export const alwaysRequired: readonly RequirementName[] = ['certified', 'signer'];

/** The findings about an intact package. */
export interface Facts {
  readonly result: Result;
  readonly signerKnown: boolean;
  readonly catalogue: CatalogueStanding;
  readonly stale: boolean;
  readonly reports: { readonly differ: readonly string[] };
  readonly signOffs: readonly AssessedReview[];
  /** Keys of reviewers were named. */
  readonly reviewersNamed: boolean;
}

type Rule = (facts: Facts, required: readonly RequirementName[]) => Unmet | undefined;

/** The most serious first. */
const rules: readonly Rule[] = [
  ({ reports: { differ } }) =>
    differ.length === 0 ? undefined : { exitCode: 1, text: `Reports do not match the result: ${list(differ)}.` },
  ({ catalogue: { differ } }) =>
    differ.length === 0
      ? undefined
      : { exitCode: 1, text: `The catalogue differs from that of this version: ${counted(differ.length, 'file')}.` },
  ({ signOffs, reviewersNamed }, required) => unmetSignOff(signOffs, reviewersNamed, required.includes('sign-off')),
  ({ stale }) => (stale ? { exitCode: 1, text: 'The certification is stale.' } : undefined),
  ({ result: { verdict } }) =>
    verdict === 'NOT CERTIFIED' ? { exitCode: 1, text: 'certified: the run is NOT CERTIFIED.' } : undefined,
  ({ result: { target } }, required) =>
    required.includes('official') && !target.official
      ? { exitCode: 1, text: 'official: the target is not proven to be Nopan’s sandbox.' }
      : undefined,
  ({ result: { verdict } }) =>
    verdict === 'INCOMPLETE' ? { exitCode: 4, text: 'certified: the run is INCOMPLETE.' } : undefined,
  ({ signerKnown }) =>
    signerKnown ? undefined : { exitCode: 4, text: 'signer: unknown; name the public key with --key.' },
  ({ catalogue: { comparable }, result: { tool } }) =>
    comparable
      ? undefined
      : {
          exitCode: 4,
          text: `The catalogue is from ${tool.name} ${tool.version} and cannot be compared; verify with that version.`,
        },
];

/** Everything that keeps a package from exit code 0. */
export const unmetBy = (facts: Facts, required: readonly RequirementName[]): Unmet[] =>
  rules.flatMap((rule) => rule(facts, required) ?? []);

export const exitCodeOf = (unmet: readonly Unmet[]): 0 | 1 | 4 => {
  if (unmet.length === 0) return 0;
  return unmet.some(({ exitCode }) => exitCode === 1) ? 1 : 4;
};
