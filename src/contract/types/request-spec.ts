// Made from specs/schemas/request-spec.schema.json by "npm run types". Change the schema, not this file.

/**
 * One call to Nopan: a file below specs/requests
 */
export interface RequestSpecDocument {
  /**
   * The file's path below specs/requests, without .yaml
   */
  id: string;
  /**
   * What the call is for, in one line
   */
  summary: string;
  /**
   * The page of Nopan's documentation that describes it
   */
  source: string;
  request: {
    /**
     * GET, POST, PUT, PATCH, DELETE, or the setting that has it
     */
    method: string;
    /**
     * A ${variable} in it is percent-encoded, unless it is the whole path
     */
    path: string;
    /**
     * The parameters behind the path; names and values are percent-encoded
     */
    query?: {
      [k: string]: string;
    };
    headers?: Headers;
    /**
     * Default: application/json
     */
    contentType?: 'application/json' | 'application/x-www-form-urlencoded';
    body?: Body;
    /**
     * Whether it carries an idempotency key. Default: false
     */
    idempotent?: boolean;
    /**
     * Whether it carries an access token. Default: true
     */
    authenticated?: boolean;
    /**
     * Of its access token. Default: what an integration of payments asks for
     */
    scope?: string;
  };
  /**
   * By status code, or default for every other
   */
  responses: {
    default?: Response;
    [k: string]: Response;
  };
  /**
   * Named changes; several are joined with a plus: satispay+deferred-capture
   */
  variants?: {
    [k: string]: Variant;
  };
}
export interface Headers {
  [k: string]: string;
}
/**
 * The content; a text that is one ${variable} becomes that variable's value
 */
export interface Body {
  [k: string]: unknown;
}
/**
 * This interface was referenced by `undefined`'s JSON-Schema definition
 * via the `patternProperty` "^[1-5][0-9][0-9]$".
 */
export interface Response {
  /**
   * A file below specs/schemas, without .json
   */
  schema?: string;
  /**
   * The media type of its content, where that is not JSON
   */
  contentType?: string;
  /**
   * Variables to keep: name to JSON Pointer into the body. What is absent is not kept
   */
  capture?: {
    /**
     * This interface was referenced by `undefined`'s JSON-Schema definition
     * via the `patternProperty` "^[A-Za-z][A-Za-z0-9]*$".
     */
    [k: string]: string;
  };
}
/**
 * This interface was referenced by `undefined`'s JSON-Schema definition
 * via the `patternProperty` "^[a-z][a-z0-9-]*$".
 */
export interface Variant {
  /**
   * What is different, in one line
   */
  summary: string;
  /**
   * Merge patch on the request (RFC 7396): null removes
   */
  merge: {
    query?: {
      [k: string]: string | null;
    };
    headers?: {
      [k: string]: string | null;
    };
    body?: Body;
  };
}
