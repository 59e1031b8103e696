/** An unmet requirement with its exit code: 4 if something is unknown or missing. */
export interface Unmet {
  readonly exitCode: 1 | 4;
  /** A sentence. */
  readonly text: string;
}
