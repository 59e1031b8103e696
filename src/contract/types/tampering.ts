// Made from specs/schemas/tampering.schema.json by "npm run types". Change the schema, not this file.

/**
 * get: without content; form: application/x-www-form-urlencoded; json: application/json
 */
export type OperationClass = 'get' | 'form' | 'json';
/**
 * Ways to spoil a valid request, each with the rejection it must meet: specs/tampering.yaml
 *
 * @minItems 1
 */
export type TamperingDocument = Tampering[];

export interface Tampering {
  id: string;
  /**
   * Goes on from: the request is sent …
   */
  title: string;
  /**
   * How the request is signed. Default: as the protocol says
   */
  profile?: 'http-message-signature' | 'detached-jws';
  /**
   * What is done: src/tampering, and src/client/spoilt-request.ts for what only a client can do
   */
  operator:
    | 'attach-payload'
    | 'connect'
    | 'cut-signature'
    | 'digest-other-content'
    | 'edit-field'
    | 'edit-token'
    | 'flip-content'
    | 'flip-signature'
    | 'jws-header'
    | 'lift-signature'
    | 'mislabel-digest'
    | 'name-key'
    | 'recode-signature'
    | 'reformat-content'
    | 'remove-field'
    | 'repeat-field'
    | 'set-field'
    | 'shift-created'
    | 'sign-field'
    | 'sign-other'
    | 'two-labels'
    | 'uncover'
    | 'unsign-token'
    | 'use-credential'
    | 'use-other-key'
    | 'use-tls-key'
    | 'weak-digest'
    | 'word-input';
  arguments?: TamperingArguments;
  /**
   * The error of the protocol that it must meet, or that no TLS connection may come about
   */
  rejected:
    | 'authentication'
    | 'authorization'
    | 'certificate'
    | 'handshake'
    | 'signatureFormat'
    | 'signatureVerification'
    | 'tokenExpired';
  requirement: string;
  /**
   * The classes of operations that it applies to. Default: all
   *
   * @minItems 1
   */
  applies?: OperationClass[];
  /**
   * use-credential: what is used; a target with a control API provides it
   */
  credential?:
    | 'expired-certificate'
    | 'certificate-of-another-organization'
    | 'certificate-of-no-organization'
    | 'expired-key'
    | 'key-of-another-organization'
    | 'expired-token'
    | 'token-of-another-organization'
    | 'token-for-reading';
}
export interface TamperingArguments {
  /**
   * connect: how
   */
  connection?: 'without-certificate' | 'foreign-certificate' | 'self-signed-certificate' | 'tls-1.2';
  /**
   * uncover: the component that the signature leaves out
   */
  component?: string;
  /**
   * *-field: its name
   */
  field?: string;
  /**
   * set-field, sign-field: its new value; edit-field: what takes the place of find; edit-token: of the claim
   */
  value?: string;
  /**
   * name-key: the key id to sign as
   */
  keyid?: string;
  /**
   * shift-created: how far from now, negative for the past
   */
  seconds?: number;
  /**
   * sign-other: the method to sign
   */
  method?: string;
  /**
   * sign-other: the path to sign
   */
  target?: string;
  /**
   * sign-other: the host to sign
   */
  authority?: string;
  /**
   * jws-header: the algorithm to name; none leaves the signature empty
   */
  alg?: string;
  /**
   * jws-header: leave out b64 and crit, or say true, and sign the encoded payload
   */
  b64?: 'absent' | 'true';
  /**
   * edit-field: the part of its value to replace
   */
  find?: string;
  /**
   * sign-other: a query to sign behind the path
   */
  query?: string;
  /**
   * sign-other: the status to sign, of an answer
   */
  status?: number;
  /**
   * use-other-key: of another curve than ours
   */
  curve?: 'another';
  /**
   * weak-digest: its name
   */
  algorithm?: string;
  /**
   * word-input: a component to add, as in the field: "x-absent"
   */
  add?: string;
  /**
   * word-input: the parameters, with {keyid} and {created} where those belong
   */
  parameters?: string;
  /**
   * word-input, two-labels: the label to use
   */
  label?: string;
  /**
   * edit-token: the claim to change
   */
  claim?: string;
  /**
   * jws-header: a further critical parameter, which nobody understands
   */
  crit?: string;
  /**
   * jws-header: the key id to name
   */
  kid?: string;
}
