import { readFileSync } from 'node:fs';
import { sep } from 'node:path';
import type { OwnChecks } from '../certification/own-checks.ts';
import type { TraceProblem } from '../certification/traceability.ts';
import type { Requirement } from '../contract/types/requirements.ts';
import { unknownVariables } from '../contract/unknown-variables.ts';
import { sessionVariables } from '../conversation/session-variables.ts';
import type { Specification } from '../conversation/specification.ts';
import type { WrittenScenario } from '../runner/features.ts';
import { traceability } from '../runner/traceability.ts';
import { stepFilesOf } from './own-checks.ts';

interface Checked {
  readonly specification: Specification;
  readonly catalogue: readonly Requirement[];
  /** Every scenario that there is. */
  readonly written: readonly WrittenScenario[];
  /** The user's folders, by absolute path. */
  readonly folders: OwnChecks;
}

/** What is wrong with requirements, tags and variables, found by reading alone. */
export function staticProblems({ specification, catalogue, written, folders }: Checked): TraceProblem[] {
  const { schemas } = specification;
  return [
    ...traceability({ catalogue, schemas, ownSpecs: folders.specs }, written),
    ...variableProblems(specification, folders),
  ];
}

function variableProblems(specification: Specification, folders: OwnChecks): TraceProblem[] {
  const { specs } = folders;
  if (specs === undefined) return [];
  const known = sessionVariables(specification.protocol);
  const unknown = unknownVariables(specification, known, (file) => file.startsWith(specs + sep));
  if (unknown.length === 0) return [];
  const code = (stepFilesOf(folders) ?? []).map((file) => readFileSync(file, 'utf8')).join('\n');
  // A step file can pass its own as parameters of a call.
  return unknown
    .filter(({ name }) => !new RegExp(`\\b${name.replaceAll('.', '\\.')}\\b`).test(code))
    .map(({ name, where, likely }) => ({
      where,
      message: `Unknown variable \${${name}}`,
      advice:
        likely === undefined
          ? 'Capture it from a response, declare it as a parameter of the workflow, or pass it in a step file.'
          : `Did you mean \${${likely}}?`,
      unknown: true,
    }));
}
