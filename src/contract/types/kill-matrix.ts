// Made from specs/schemas/kill-matrix.schema.json by "npm run types". Change the schema, not this file.

export type Text = string;
export type Count = number;
/**
 * Further requirements that cannot be shown then
 */
export type Ids = Text[];
/**
 * The requirements that failed, in the order of the catalogue
 */
export type Ids1 = Text[];
/**
 * Mandatory ones among them that failed by something of their own
 */
export type Ids2 = Text[];
/**
 * Those that failed only by a symptom that the violated one shows, too
 */
export type Ids3 = Text[];
export type Ids4 = Text[];
export type Duration = number;

/**
 * Every defect of specs/defects.yaml with what the certification made of a mock that is broken so: reports/kill-matrix/kill-matrix.json
 */
export interface KillMatrix {
  formatVersion: 1;
  tool: {
    name: Text;
    version: Text;
  };
  counts: {
    defects: Count;
    killed: Count;
    survived: Count;
    unrelated: Count;
  };
  /**
   * The whole certification against the mock as it should be, in the same run
   */
  unbroken: {
    verdict: 'CERTIFIED' | 'NOT CERTIFIED' | 'INCOMPLETE';
    reasons: Text[];
    scenarios: Count;
  };
  /**
   * In the order of specs/defects.yaml
   */
  defects: Row[];
  durationMs: Duration;
}
export interface Row {
  id: Text;
  /**
   * Goes on from: the mock …
   */
  title: string;
  operator: Text;
  /**
   * The requirement that it violates
   */
  requirement: string;
  also?: Ids;
  /**
   * Everything was run, and not only what can notice it and the controls
   */
  whole: boolean;
  /**
   * How many were run
   */
  scenarios: number;
  /**
   * killed: noticed by its requirement alone. unrelated: a mandatory requirement failed that it does not violate
   */
  verdict: 'killed' | 'survived' | 'unrelated';
  /**
   * Why it is not killed
   */
  reason?: string;
  failed: Ids1;
  unrelated: Ids2;
  consequences: Ids3;
  failures: Failure[];
  /**
   * The command that shows it
   */
  repeat: string;
  durationMs: Duration;
}
/**
 * A scenario that failed
 */
export interface Failure {
  /**
   * uri:line
   */
  id: string;
  name: string;
  requirements: Ids4;
  class: 'configuration' | 'environment' | 'integration' | 'api' | 'harness';
  code: Text;
  message: string;
  expected?: string;
  /**
   * The command that repeats it
   */
  repeat: string;
}
