import type { KillMatrix, Row } from '../contract/types/kill-matrix.ts';
import type { Observation, Trial } from './trial.ts';

export interface MatrixInput {
  readonly version: string;
  /** In the order of specs/defects.yaml. */
  readonly rows: readonly Row[];
  /** The whole certification against the mock as it should be. */
  readonly unbroken: { readonly trial: Trial; readonly observation: Observation };
  readonly durationMs: number;
}

/** Every defect with what noticed it, and that nothing is noticed where there is none. */
export function matrixOf({ version, rows, unbroken: { trial, observation }, durationMs }: MatrixInput): KillMatrix {
  const count = (verdict: Row['verdict']): number => rows.filter((row) => row.verdict === verdict).length;
  return {
    formatVersion: 1,
    tool: { name: 'nopan-certify', version },
    counts: {
      defects: rows.length,
      killed: count('killed'),
      survived: count('survived'),
      unrelated: count('unrelated'),
    },
    unbroken: {
      verdict: observation.verdict,
      reasons: [...observation.reasons],
      scenarios: trial.scenarios.length,
    },
    defects: [...rows],
    durationMs,
  };
}
