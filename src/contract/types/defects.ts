// Made from specs/schemas/defects.schema.json by "npm run types". Change the schema, not this file.

/**
 * Ways to break the mock, each with the requirement that must notice it: specs/defects.yaml
 *
 * @minItems 1
 */
export type DefectDocument = Defect[];

export interface Defect {
  id: string;
  /**
   * Goes on from: the mock …
   */
  title: string;
  /**
   * What is done: src/mock/defects
   */
  operator:
    | 'accept-reference'
    | 'approve-at-once'
    | 'believe-token'
    | 'change-transition'
    | 'charge-any-token'
    | 'charge-anybody'
    | 'deliver-again'
    | 'drop-notification'
    | 'edit-answer'
    | 'edit-notification'
    | 'edit-replay'
    | 'edit-request'
    | 'forgive'
    | 'give-up'
    | 'ignore-payload'
    | 'ignore-registration'
    | 'issue-to-anybody'
    | 'keep-refusal'
    | 'misauthenticate'
    | 'misjudge-age'
    | 'misjudge-reach'
    | 'overlook-twins'
    | 'refuse'
    | 'refuse-replay'
    | 'renew-notification-id'
    | 'repeat-effect'
    | 'repeat-evenly'
    | 'repeat-lost-effect'
    | 'repeat-notification'
    | 'repeat-row'
    | 'see-others'
    | 'send-without'
    | 'share-keys'
    | 'sign-as'
    | 'spoil-answer'
    | 'spoil-replay'
    | 'take-caller-from-token'
    | 'tell-error-as'
    | 'tell-status'
    | 'without-effect'
    | 'without-guard';
  arguments?: DefectArguments;
  /**
   * The requirement of specs/requirements.yaml that it violates
   */
  requirement: string;
  /**
   * Further requirements that cannot be shown where this one is violated
   *
   * @minItems 1
   */
  also?: string[];
}
export interface DefectArguments {
  /**
   * without-guard, forgive: a guard of src/mock/guards/list.ts
   */
  guard?: string;
  /**
   * A request spec's id: payments/initiate. Default: every operation
   */
  operation?: string;
  /**
   * An error of specs/protocol.yaml: the one that is forgiven or told otherwise, or that a call is refused with; for edit-answer and spoil-answer the refusals that it is about (default: successes)
   */
  refusal?:
    | 'malformedPayload'
    | 'invalidInput'
    | 'certificate'
    | 'signatureFormat'
    | 'tokenExpired'
    | 'authentication'
    | 'signatureVerification'
    | 'authorization'
    | 'notFound'
    | 'alreadyExists'
    | 'idempotencyConflict'
    | 'tooLarge'
    | 'methodNotAllowed'
    | 'unsupportedMediaType'
    | 'unknownRoute'
    | 'transitionNotAllowed'
    | 'processing'
    | 'rateLimit'
    | 'internal'
    | 'unsupportedOperation'
    | 'provider'
    | 'providerTimeout';
  /**
   * forgive, take-caller-from-token: a regular expression for the reason that the log tells, or for each field at fault with what is wrong with it. Default: whatever the reason
   */
  because?: string;
  /**
   * refuse: calls that have this header field
   */
  withField?: string;
  /**
   * refuse: calls that lack this header field; send-without: the header field that answers lack
   */
  withoutField?: string;
  /**
   * Values by JSON Pointer that the document has: of a request, an answer or a webhook. Default: whatever it has
   */
  when?: {
    [k: string]: string | number | boolean;
  };
  /**
   * edit-*: what is changed, as a JSON Pointer; empty for the whole
   */
  pointer?: string;
  /**
   * edit-*: the parts of a text that the new value takes the place of, as a regular expression; refuse: what the value of the header field is like
   */
  matching?: string;
  /**
   * edit-*: the new value
   */
  value?: {} | string | number | boolean;
  /**
   * edit-*: that it is taken away
   */
  remove?: true;
  /**
   * edit-*: so much is added to it
   */
  add?: number;
  /**
   * edit-*: that it becomes text
   */
  as?: 'text';
  /**
   * edit-*: where the value stands that takes its place, as a JSON Pointer
   */
  like?: string;
  /**
   * tell-error-as, tell-status: the HTTP status
   */
  status?: number;
  /**
   * tell-error-as: in place of that of the error
   */
  reasonCode?: string;
  /**
   * tell-error-as: in place of that of the error
   */
  message?: string;
  spoiling?: AnswerSpoiling;
  /**
   * change-transition: an action of the life cycle
   */
  action?: 'initiate' | 'approve' | 'decline' | 'expire' | 'finalize' | 'charge' | 'capture' | 'cancel' | 'refund';
  /**
   * change-transition: the statuses in which it is allowed, in place of those before
   */
  from?: ('NEW' | 'PENDING' | 'APPROVED' | 'DECLINED' | 'CANCELED')[];
  /**
   * change-transition: a condition of the action that is left out, in its words
   */
  condition?: string;
  /**
   * misjudge-age: by how much, negative for younger; deliver-again, repeat-evenly: how much later
   */
  seconds?: number;
  /**
   * without-effect: the effect is there so much later. Default: never; overlook-twins: how long a request takes
   */
  milliseconds?: number;
  /**
   * *-notification: webhooks of this type. Default: all
   */
  type?: 'PAYMENT_INITIATE' | 'PAYMENT_FINALIZE' | 'PAYMENT_CAPTURE' | 'PAYMENT_REFUND';
  /**
   * misauthenticate: what the HMAC is
   */
  hmac?: 'missing' | 'by another secret' | 'in base64' | 'of other content';
  /**
   * give-up: after so many deliveries. Default: one
   */
  attempts?: number;
  /**
   * misjudge-reach: what a key is taken to be good for
   */
  reach?: 'every operation' | 'one access token';
  /**
   * sign-as: the other key id
   */
  keyid?: string;
}
/**
 * spoil-answer: how, as in specs/answer-tampering.yaml
 */
export interface AnswerSpoiling {
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
