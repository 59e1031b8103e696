/** What to do about an error response, by the reason code in its envelope (Nopan, OAS and ERR). */
const byReasonCode: Readonly<Record<string, string>> = {
  '3000': 'Send fewer requests: set target.requestsPerSecond below the limit of the target.',
  '3001': 'Use a new Idempotency-Key for each new payload.',
  '4000': 'Compare the request body with its schema; the fields of the response name what is wrong.',
  '4061': 'Fetch a new access token; check that the clock of this machine is right.',
  '4970': 'Check the access token: nopan-certify doctor fetches and uses one.',
  '4971':
    'Check that this organization may use the processing account (processingAccounts) and the scopes of its token; nopan-certify doctor tries both.',
  '4980': 'Check tls.certificate: nopan-certify keys show FILE tells who issued it and until when it is valid.',
  '4990': 'The signature or the digest is malformed: nopan-certify explain shows where.',
  '4992': 'Check signing.keyid and signing.privateKey against the portal, and the clock of this machine.',
  '5000': 'Check the id: the payment belongs to another organization, or was never created.',
  '5001': 'Use a new clientTransactionId for each payment.',
  '5002': 'Check the state of the payment first: GET its status.',
  '5003': 'Wait until the payment is processed: poll its status, then try again.',
  '8003': 'The provider does not support this operation: leave its capability out of the configuration.',
};

/**
 * @param reasonCode as the envelope has it; anything else than text gets general advice
 * @example adviceFor('4971') // 'Check that this organization may use …'
 */
export const adviceFor = (reasonCode: unknown): string =>
  (typeof reasonCode === 'string' && Object.hasOwn(byReasonCode, reasonCode) ? byReasonCode[reasonCode] : undefined) ??
  'Look at the response: its reason code and fields tell why.';
