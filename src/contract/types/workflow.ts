// Made from specs/schemas/workflow.schema.json by "npm run types". Change the schema, not this file.

/**
 * A chain of calls that leads to a state: a file below specs/workflows
 */
export interface WorkflowDocument {
  /**
   * The file's name, without .yaml
   */
  id: string;
  /**
   * What it leads to, as in: Given an approved payment
   */
  title: string;
  /**
   * What is true at its end, in one line
   */
  summary: string;
  /**
   * Variables with their defaults; whoever starts the workflow can give others
   */
  parameters?: {
    /**
     * This interface was referenced by `undefined`'s JSON-Schema definition
     * via the `patternProperty` "^[A-Za-z][A-Za-z0-9]*$".
     */
    [k: string]: unknown;
  };
  /**
   * @minItems 1
   */
  steps: Step[];
}
export interface Step {
  /**
   * Another workflow, whose steps stand here
   */
  workflow?: string;
  /**
   * A request spec's id
   */
  call?: string;
  /**
   * One of its variants, or several joined with a plus
   */
  variant?: string;
  /**
   * Merge patch on the request's body
   */
  with?: {
    [k: string]: unknown;
  };
  expect?: Values;
  /**
   * Repeat the call until its answer says so. It waits; it asserts nothing
   */
  poll?: {
    until: Values1;
    /**
     * The deadline
     */
    seconds: number;
  };
}
/**
 * What a successful answer must say for the chain to go on
 */
export interface Values {
  /**
   * This interface was referenced by `Values`'s JSON-Schema definition
   * via the `patternProperty` "^(/.*)?$".
   */
  [k: string]: unknown;
}
/**
 * JSON Pointer into the answer's body, and the value there
 */
export interface Values1 {
  /**
   * This interface was referenced by `Values1`'s JSON-Schema definition
   * via the `patternProperty` "^(/.*)?$".
   */
  [k: string]: unknown;
}
