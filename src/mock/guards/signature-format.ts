import { readRequestSignature } from '../../signing/request-signature.ts';
import { checking, type Guard } from './guard.ts';

/** What can be said of a signature without a key: it is there, well-formed, covers what it must, and the digest fits the body. */
export const signatureFormat: Guard = {
  name: 'signature-format',
  concerns: ({ authentication }) => authentication === 'certificate and signature',
  handle: checking((call, { profiles }) => {
    call.signature = readRequestSignature(call.message, profiles);
  }),
};
