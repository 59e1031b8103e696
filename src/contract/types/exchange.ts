// Made from specs/schemas/exchange.schema.json by "npm run types". Change the schema, not this file.

/**
 * Header fields in wire order
 */
export type Fields = string[][];
/**
 * The content as text, redacted; empty when there was none. Beyond 64 KiB the beginning, behind a line [cut to …] with the length and SHA-256 of the whole
 */
export type Body = string;

/**
 * One request and what came back, as evidence: secrets are already removed
 */
export interface Exchange {
  /**
   * Unique within a run
   */
  id: string;
  /**
   * The request spec, with its variant behind a #
   */
  spec: string;
  /**
   * The id of the tampering that spoilt the request, if one did
   */
  tampering?: string;
  startedAt: string;
  request: {
    method: string;
    url: string;
    fields: Fields;
    token?: Token;
    body: Body;
  };
  response?: {
    status: number;
    fields: Fields;
    body: Body;
  };
  /**
   * Why there is no response, or none that can be relied on
   */
  failure?: {
    code: string;
    message: string;
    expected?: string;
    actual?: string;
    advice?: string;
  };
  /**
   * Seconds until the client retried the request, because the API or a gateway before it was busy; absent when it was not retried
   */
  retriedAfter?: number;
  signature: {
    /**
     * What the client signed
     */
    request?: {
      profile: 'http-message-signature' | 'detached-jws';
      keyid: string;
      algorithm: string;
      /**
       * The signature base, or the JWS signing input
       */
      base: string;
    };
    /**
     * What the client made of the response's signature
     */
    response?: {
      verified: boolean;
      keyid?: string;
      algorithm?: string;
      /**
       * The signature base as rebuilt from the response
       */
      base?: string;
      /**
       * Whether the label stands inside @signature-params
       */
      signatureParamsForm?: 'rfc9421' | 'labelled';
      ecdsaEncoding?: 'ieee-p1363' | 'der';
      warnings?: string[];
      /**
       * Why it did not verify, or was not verified
       */
      problem?: string;
    };
  };
  tls?: {
    protocol: string;
    cipher: string;
    /**
     * SHA-256 fingerprint, hex
     */
    serverCertificate: string;
    /**
     * SHA-256 fingerprint, hex; absent when none was offered
     */
    clientCertificate?: string;
  };
  timings: {
    /**
     * From the first byte sent to the last received
     */
    durationMs: number;
    /**
     * TCP and TLS; absent on a kept-alive connection
     */
    connectMs?: number;
  };
}
/**
 * What is kept of the access token that was sent
 */
export interface Token {
  /**
   * As the header field shows it: equal tokens look equal
   */
  fingerprint: string;
  /**
   * Of a JWT what it says of who granted what to whom and for how long, not verified; what is neither text nor number is JSON as text
   */
  claims?: {
    [k: string]: string | number;
  };
}
