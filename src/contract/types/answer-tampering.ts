// Made from specs/schemas/answer-tampering.schema.json by "npm run types". Change the schema, not this file.

/**
 * Ways to spoil a valid answer, each with what a client must notice: specs/answer-tampering.yaml
 *
 * @minItems 1
 */
export type AnswerTamperingDocument = AnswerTampering[];

export interface AnswerTampering {
  id: string;
  /**
   * Goes on from: the request is answered …
   */
  title: string;
  /**
   * What is done: src/tampering
   */
  operator:
    | 'cut-signature'
    | 'digest-other-content'
    | 'edit-field'
    | 'flip-content'
    | 'flip-signature'
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
    | 'use-other-key'
    | 'weak-digest'
    | 'word-input';
  arguments?: TamperingArguments;
  /**
   * What the client must find
   */
  noticed:
    | 'ERR_SIGNATURE_MISSING'
    | 'ERR_SIGNATURE_MALFORMED'
    | 'ERR_SIGNATURE_INVALID'
    | 'ERR_DIGEST_MISSING'
    | 'ERR_DIGEST_MALFORMED'
    | 'ERR_DIGEST_MISMATCH';
  requirement: string;
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
