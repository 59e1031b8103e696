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
    /**
     * How many requests a second are sent at most: others share the target
     */
    requestsPerSecond?: number;
    /**
     * The test endpoints of the target, instead of probing them before each run: mocking is /mock/set; approve, decline and expire are under /mock/payment
     */
    abilities?: ('mocking' | 'approve' | 'decline' | 'expire')[];
  };
  /**
   * Organization id: the certificate's CN and the token's client_id
   */
  organization: string;
  /**
   * Processing account ids: payments are made with the first
   *
   * @minItems 1
   */
  processingAccounts: string[];
  /**
   * The client certificate that Nopan issued, and its key: two PEM files, or one PKCS#12 file
   */
  tls: {
    /**
     * PEM file; intermediate certificates may follow
     */
    certificate?: string;
    /**
     * PEM file of the certificate's private key
     */
    privateKey?: string;
    /**
     * PKCS#12 file with both, in their place
     */
    pkcs12?: string;
    /**
     * Passphrase of the TLS key or the PKCS#12 file, if it has one
     */
    passphrase?: string;
  };
  /**
   * The key that signs requests: another key than the TLS key
   */
  signing: {
    /**
     * PEM file of the private key
     */
    privateKey: string;
    /**
     * Passphrase of the signing key, if it has one
     */
    passphrase?: string;
    /**
     * The id under which Nopan knows the public key
     */
    keyid: string;
    /**
     * The day on which the key was made: Nopan accepts a key for 12 months
     */
    createdOn?: string;
  };
  /**
   * Where the notifications of a remote target arrive: a public URL that forwards to the local receiver
   */
  webhooks?: {
    /**
     * The https URL that the portal holds
     */
    url: string;
    /**
     * Host and port of the local receiver, which speaks plain HTTP: 127.0.0.1:8444
     */
    listen: string;
    /**
     * The key of the webhooks' HMAC
     */
    secret: string;
  };
  /**
   * What this integration uses beyond payments, as specs/requirements.yaml names it; everything by default
   */
  capabilities?: string[];
  /**
   * Folder of your own checks, with features/, specs/ and steps/ in it, in place of --features, --specs and --steps
   */
  checks?: string;
  /**
   * Names of members, form parameters and header fields that no log and no report may show, besides the usual ones; written in any case
   */
  redact?: string[];
  /**
   * What persons attest where no scenario can show it, by the id of the requirement: who, when, and what was looked at
   */
  attestations?: {
    [k: string]: {
      /**
       * Who attests it: a name, and a role
       */
      by: string;
      /**
       * The day on which it was made sure of
       */
      date: string;
      /**
       * What was looked at
       */
      note: string;
    };
  };
  /**
   * Requirements that do not decide on the verdict for a while, by id: who answers for that, why, where it is agreed, and until when
   */
  waivers?: {
    [k: string]: {
      /**
       * Who answers for it
       */
      owner: string;
      /**
       * Why it may be so
       */
      reason: string;
      /**
       * Where it is agreed: a ticket, a page
       */
      reference: string;
      /**
       * The last day on which it holds, in UTC
       */
      expires: string;
    };
  };
  /**
   * Protocol settings that differ from specs/protocol.yaml, by id: signature.ecdsaEncoding: der
   */
  protocol?: {};
}
