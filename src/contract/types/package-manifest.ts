// Made from specs/schemas/package-manifest.schema.json by "npm run types". Change the schema, not this file.

/**
 * What a package says of itself beside the result of the run
 */
export interface PackageManifest {
  formatVersion: 1;
  /**
   * What ran and was packed, as the result names it
   */
  tool: {
    name: string;
    version: string;
  };
  /**
   * Which requirements there were: the digest of specs/requirements.yaml
   */
  catalogue: {
    sha256: string;
  };
  signer: {
    /**
     * ephemeral: a key that was made for this package alone
     */
    kind: 'own' | 'ephemeral';
    /**
     * The thumbprint of the key (RFC 7638)
     */
    keyid: string;
  };
}
