// Made from specs/schemas/dsse-envelope.schema.json by "npm run types". Change the schema, not this file.

/**
 * The envelope of a package's attestation, as its members carry it: one payload, one signature
 */
export interface DSSEEnvelope {
  /**
   * The Statement (attestation.schema.json), base64
   */
  payload: string;
  payloadType: 'application/vnd.in-toto+json';
  /**
   * @minItems 1
   * @maxItems 1
   */
  signatures: {
    /**
     * The thumbprint of the key (RFC 7638)
     */
    keyid: string;
    /**
     * base64; DER where the key is ECDSA
     */
    sig: string;
  }[];
}
