// Made from specs/schemas/config.schema.json by "npm run types". Change the schema, not this file.

/**
 * nopan-certify.config.yaml: what is certified and with which credentials. Files are relative to this file.
 */
export interface Config {
  target: {
    /**
     * https://api.sandbox.nopan.dev, or a mock's address
     */
    baseUrl: string;
    /**
     * PEM file of the authority behind the server's certificate, when the system does not know it
     */
    trust?: string;
  };
  /**
   * Organization id: the certificate's CN and the token's client_id
   */
  organization: string;
  processingAccount: string;
  /**
   * The client certificate that Nopan issued, and its key
   */
  tls: {
    /**
     * PEM file
     */
    certificate: string;
    /**
     * PEM file
     */
    privateKey: string;
  };
  /**
   * The key that signs requests: another key than the TLS key
   */
  signing: {
    /**
     * PEM file
     */
    privateKey: string;
    /**
     * The id under which Nopan knows the public key
     */
    keyid: string;
  };
  /**
   * Protocol settings that differ from specs/protocol.yaml, by id: signature.ecdsaEncoding: der
   */
  protocol?: {};
}
