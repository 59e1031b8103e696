// Made from specs/schemas/tampering.schema.json by "npm run types". Change the schema, not this file.

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
   * What is done; one file each in src/client/tampering
   */
  operator:
    | 'connect'
    | 'digest-other-content'
    | 'flip-content'
    | 'flip-signature'
    | 'jws-header'
    | 'name-key'
    | 'remove-field'
    | 'set-field'
    | 'shift-created'
    | 'sign-other-request'
    | 'uncover'
    | 'use-other-key';
  arguments?: TamperingArguments;
  /**
   * The error of the protocol that it must meet, or that no TLS connection may come about
   */
  rejected:
    'authentication' | 'authorization' | 'certificate' | 'handshake' | 'signatureFormat' | 'signatureVerification';
  requirement: string;
}
export interface TamperingArguments {
  /**
   * connect: how
   */
  connection?: 'without-certificate' | 'foreign-certificate' | 'tls-1.2';
  /**
   * uncover: the component that the signature leaves out
   */
  component?: string;
  /**
   * remove-field, set-field: its name
   */
  field?: string;
  /**
   * set-field: its new value
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
   * sign-other-request: the method to sign
   */
  method?: string;
  /**
   * sign-other-request: the path to sign
   */
  target?: string;
  /**
   * sign-other-request: the host to sign
   */
  authority?: string;
  /**
   * jws-header: the algorithm to name; none leaves the signature empty
   */
  alg?: string;
  /**
   * jws-header: leave out b64 and crit, and sign the encoded payload
   */
  b64?: 'absent';
}
