import type { RefusalName } from './refusal.ts';

interface Explanation {
  /** Used when the guard gives no reason. */
  readonly reason: string;
  readonly fix: string;
}

/** What an error response means for who caused it, for the log only. */
export const explained: Readonly<Record<RefusalName, Explanation>> = {
  malformedPayload: {
    reason: 'the body cannot be read',
    fix: 'Send well-formed JSON in UTF-8, or a form for the token.',
  },
  invalidInput: {
    reason: 'the input is invalid',
    fix: 'Correct these fields; nopan-certify call payments/initiate shows a valid request.',
  },
  certificate: {
    reason: 'the client certificate is not accepted',
    fix: 'Send client-cert.pem with its key (mutual TLS).',
  },
  signatureFormat: { reason: 'the signature cannot be read', fix: 'Sign every message (RFC 9421 section 4).' },
  tokenExpired: {
    reason: 'the access token expired',
    fix: 'Fetch a new token (POST /auth/token), and repeat the call.',
  },
  authentication: {
    reason: 'the access token is missing or not accepted',
    fix: 'Send "Authorization: Bearer …" with a token from POST /auth/token.',
  },
  signatureVerification: {
    reason: 'the signature does not verify',
    fix: 'nopan-certify explain finds the difference.',
  },
  authorization: {
    reason: 'not allowed for this organization',
    fix: 'Use the certificate, scopes and processing account of this organization.',
  },
  notFound: {
    reason: 'no such payment of this processing account',
    fix: 'Send the transactionId from the response to initiate or charge, and its processingAccountId.',
  },
  alreadyExists: {
    reason: 'the reference was used before',
    fix: 'Send a new clientTransactionId for a new payment; repeat a request with its Idempotency-Key.',
  },
  idempotencyConflict: {
    reason: 'the Idempotency-Key was used with another body',
    fix: 'Send a new key for a new request, and the same body byte for byte for a retry.',
  },
  tooLarge: { reason: 'the body is too large', fix: 'Send at most 1 MiB.' },
  methodNotAllowed: {
    reason: 'the path has another method',
    fix: 'Use the method in the Allow field of the response.',
  },
  unsupportedMediaType: {
    reason: 'the media type is not accepted',
    fix: 'Send application/json, or application/x-www-form-urlencoded for the token; no Content-Encoding.',
  },
  unknownRoute: {
    reason: 'there is no such path',
    fix: 'Check path and base URL; nopan-certify call --help lists the operations.',
  },
  transitionNotAllowed: {
    reason: 'the status of the payment does not allow this',
    fix: 'Ask for its status first; nopan-certify mock --life-cycle prints what is allowed when.',
  },
  processing: {
    reason: 'the payment or the first request is being processed',
    fix: 'Repeat it later with the same Idempotency-Key.',
  },
  rateLimit: { reason: 'too many requests', fix: 'Wait as long as Retry-After says, and repeat it.' },
  internal: { reason: 'a fault of the mock', fix: 'Report it: --verbose shows where it happened.' },
  unsupportedOperation: {
    reason: 'the scheme does not support this',
    fix: 'Choose another provider, or leave the feature out.',
  },
  provider: {
    reason: 'the provider failed, as the mock was told',
    fix: 'Repeat it with the same Idempotency-Key, or ask for the status.',
  },
  providerTimeout: {
    reason: 'the provider timed out, as the mock was told',
    fix: 'Ask for the status before you repeat it: the payment may have been made.',
  },
};
