// Made from specs/schemas/requirements.schema.json by "npm run types". Change the schema, not this file.

/**
 * What an integration must show before it goes live: specs/requirements.yaml
 *
 * @minItems 1
 */
export type Catalogue = Requirement[];

export interface Requirement {
  /**
   * The tag that scenarios carry, without its @: SIG-03
   */
  id: string;
  /**
   * What must hold, as one sentence
   */
  title: string;
  /**
   * MUST: not certified without it. SHOULD and MAY: a failure is a warning
   */
  level: 'MUST' | 'SHOULD' | 'MAY';
  /**
   * The stage of going live that it belongs to
   */
  stage:
    | 'transport'
    | 'token'
    | 'signing'
    | 'idempotency'
    | 'webhooks'
    | 'payments'
    | 'errors'
    | 'versioning'
    | 'mocking'
    | 'reporting'
    | 'support';
  /**
   * always, http-message-signature where requests are signed so (signature.profile), or the capability that an integration must have for it to matter: webhooks, mit, delayed-capture, refunds, provider:BLIK
   */
  applies: string;
  source: {
    /**
     * The page that says so (docs/nopan-sources.md)
     */
    page: string;
    status: 'documented' | 'inferred' | 'assumed';
  };
  /**
   * For what no scenario can show: a person has to
   */
  review?: {
    /**
     * Why no traffic proves it, going on from: needs a manual attestation: …
     */
    because: string;
    /**
     * What a person makes sure of and attests, as a sentence
     */
    attest: string;
  };
}
