// Made from specs/schemas/attestation.schema.json by "npm run types". Change the schema, not this file.

/**
 * Ids of requirements
 */
export type Tests = string[];

/**
 * The in-toto Statement (v1) of a package, with the predicate test-result (v0.1)
 */
export interface Attestation {
  _type: 'https://in-toto.io/Statement/v1';
  /**
   * What came out of the run: result and reports, manifest, signing key
   *
   * @minItems 1
   */
  subject: Descriptor[];
  predicateType: 'https://in-toto.io/attestation/test-result/v0.1';
  predicate: {
    /**
     * PASSED and WARNED: certified. FAILED: not certified, or incomplete
     */
    result: 'PASSED' | 'WARNED' | 'FAILED';
    /**
     * What the run was judged by: specs and features
     */
    configuration: Descriptor[];
    /**
     * Where the run can be looked up
     */
    url?: string;
    passedTests: Tests;
    warnedTests: Tests;
    failedTests: Tests;
  };
}
export interface Descriptor {
  /**
   * The path in the package
   */
  name: string;
  digest: {
    sha256: string;
  };
}
