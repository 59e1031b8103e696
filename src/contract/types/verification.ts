// Made from specs/schemas/verification.schema.json by "npm run types". Change the schema, not this file.

export type Text = string;
/**
 * Why it is not proven to be Nopan's sandbox, although it has that name
 */
export type Names = Text[];
/**
 * How this mock was broken on purpose
 */
export type Names1 = Text[];
/**
 * SHA-256, hex
 */
export type Digest = string;
/**
 * Specs and features that are changed, missing or extra
 */
export type Names2 = Text[];
export type Names3 = Text[];
export type Requirement = 'certified' | 'official' | 'signer' | 'sign-off';

/**
 * What nopan-certify verify found out about a package: its --json
 */
export interface Verification {
  formatVersion: 3;
  /**
   * UNKNOWN SIGNER: intact, but no named key is the signer's. CATALOGUE UNKNOWN: intact, but made by another version, so its specs and features cannot be compared. CATALOGUE DIFFERS: intact, but its specs or features are not those of its version. STALE: intact, but too old to count. REPORTS DIFFER: intact, but its signer packed a report that does not match the result. REJECTED: intact, but a known reviewer rejected it. CONTRADICTORY SIGN-OFFS: intact, but known reviewers both approved and rejected it. DOES NOT VERIFY: changed, incomplete, hostile, contradictory, or signed by someone else
   */
  verdict:
    | 'VERIFIES'
    | 'UNKNOWN SIGNER'
    | 'CATALOGUE UNKNOWN'
    | 'CATALOGUE DIFFERS'
    | 'STALE'
    | 'REPORTS DIFFER'
    | 'REJECTED'
    | 'CONTRADICTORY SIGN-OFFS'
    | 'DOES NOT VERIFY';
  /**
   * 0: VERIFIES, the run is CERTIFIED, and every requirement is met. 4: UNKNOWN SIGNER, CATALOGUE UNKNOWN, or the run is INCOMPLETE. 1: everything else
   */
  exitCode: 0 | 1 | 4;
  problem?: Problem;
  package?: Package;
  /**
   * What it proves and what it does not, as sentences for a reviewer
   */
  claims?: Claim[];
  /**
   * What was required: certified and signer always, and what --require names
   */
  required?: Requirement[];
  /**
   * Why the exit code is not 0, as sentences
   */
  unmet?: Text[];
}
/**
 * Why it does not verify; other members are absent then
 */
export interface Problem {
  code: Text;
  message: Text;
  where?: Text;
  expected?: Text;
  actual?: string;
  advice?: Text;
}
export interface Package {
  /**
   * Of the run that was packed
   */
  verdict: 'CERTIFIED' | 'NOT CERTIFIED' | 'INCOMPLETE';
  target: {
    kind: 'mock' | 'sandbox';
    name: Text;
    baseUrl: Text;
    /**
     * Whether Nopan itself runs the target, derived from what the run recorded
     */
    official: boolean;
    unproven?: Names;
    defects?: Names1;
  };
  tool: {
    name: Text;
    version: Text;
  };
  /**
   * By the signer's clock
   */
  finishedAt: string;
  ageDays: number;
  stale: boolean;
  signer: {
    /**
     * By its own word; ephemeral: made for this package alone
     */
    kind: 'own' | 'ephemeral';
    /**
     * The thumbprint of the key (RFC 7638)
     */
    keyid: string;
    algorithm: Text;
    /**
     * Whether it was named with --key
     */
    known: boolean;
  };
  catalogue: {
    sha256: Digest;
    /**
     * Whether every spec and feature equals that of the verifying version
     */
    known: boolean;
    /**
     * Whether the verifying version made the package, so that specs and features can be compared
     */
    comparable: boolean;
    differ: Names2;
  };
  /**
   * Members that were made again from the result: the same bytes, or others; and those of which that cannot be said
   */
  reports: {
    agree: Names3;
    differ: Names3;
    unproven: Names3;
  };
  /**
   * What reviewers decided about the package, the earliest first
   */
  signOffs: SignOff[];
  members: {
    name: Text;
    sha256: Digest;
  }[];
}
export interface SignOff {
  decision: 'approved' | 'rejected' | 'approved-with-conditions';
  name: Text;
  role: Text;
  /**
   * By the reviewer's clock
   */
  date: string;
  note?: Text;
  /**
   * The thumbprint of the key (RFC 7638)
   */
  keyid: string;
  algorithm: Text;
  /**
   * Whether the key was named with --reviewer-key; only then the decision counts
   */
  known: boolean;
  /**
   * Whether the key signed the package itself; the decision never counts then
   */
  bySigner: boolean;
}
export interface Claim {
  about:
    | 'integrity'
    | 'signature'
    | 'signer'
    | 'catalogue'
    | 'age'
    | 'reports'
    | 'target'
    | 'use'
    | 'own checks'
    | 'time'
    | 'changes'
    | 'sign-off';
  proven: boolean;
  text: Text;
}
