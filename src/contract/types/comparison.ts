// Made from specs/schemas/comparison.schema.json by "npm run types". Change the schema, not this file.

/**
 * What nopan-certify diff found between two results: its --json
 */
export interface Comparison {
  formatVersion: 1;
  /**
   * Whether any change is one: the exit code is 1 then
   */
  regression: boolean;
  old: Side;
  new: Side;
  changes: Change[];
}
/**
 * One of the two results
 */
export interface Side {
  verdict: 'CERTIFIED' | 'NOT CERTIFIED' | 'INCOMPLETE';
  target: string;
  /**
   * That of nopan-certify
   */
  version: string;
  startedAt: string;
  /**
   * What chose a part of the scenarios, if anything did
   */
  selection?: string;
}
/**
 * One difference
 */
export interface Change {
  kind:
    | 'verdict'
    | 'newly failing'
    | 'newly skipped'
    | 'no longer shown'
    | 'weaker evidence'
    | 'changed catalogue'
    | 'changed assumption'
    | 'newly passing'
    | 'slower calls'
    | 'changed input';
  /**
   * What has changed
   */
  of: 'result' | 'requirement' | 'scenario' | 'setting' | 'operation' | 'input';
  /**
   * Of a scenario that of the new result, or of the old one when it is gone
   */
  id: string;
  title: string;
  /**
   * Absent: it was not there
   */
  before?: string;
  /**
   * Absent: it is not there any more
   */
  after?: string;
  /**
   * Why it is so now, as the new result says
   */
  reason?: string;
  regression: boolean;
}
