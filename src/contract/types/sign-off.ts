// Made from specs/schemas/sign-off.schema.json by "npm run types". Change the schema, not this file.

/**
 * The in-toto Statement (v1) by which a reviewer decides about a package, with the predicate human-review (v0.1)
 */
export interface SignOff {
  _type: 'https://in-toto.io/Statement/v1';
  /**
   * The package: its attestation, which holds the digest of every other member
   *
   * @minItems 1
   * @maxItems 1
   */
  subject: {
    name: 'attestation.dsse.json';
    digest: {
      sha256: string;
    };
  }[];
  predicateType: 'https://in-toto.io/attestation/human-review/v0.1';
  predicate: {
    /**
     * pass: approved without conditions
     */
    result: 'pass' | 'fail';
    /**
     * When it was decided, by the reviewer's clock
     */
    timestamp: string;
    decision: 'approved' | 'rejected' | 'approved-with-conditions';
    reviewer: {
      name: string;
      role: string;
    };
    /**
     * The reason, or the conditions
     */
    note?: string;
    /**
     * The reviewer's public key, a JWK named by its thumbprint (RFC 7638)
     */
    key: {};
  };
}
