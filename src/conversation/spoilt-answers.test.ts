import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Target } from '../target/connection.ts';
import { startEmbedded } from '../target/embedded.ts';
import { Conversation } from './conversation.ts';
import { openEnvironment, type Environment } from './environment.ts';
import { loadSpecification } from './specification.ts';

const notOverThisMessage = /^The signature is not one of nopan-sandbox over this message$/;
const notTheDigest = /^The sha-512 digest is not that of the body$/;

/** What the client must find, each time: a distrust for another reason would show something else. */
const findings: Readonly<Record<string, RegExp>> = {
  'without-signature': /^The message has no Signature$/,
  'without-signature-input': /^The message has no Signature-Input$/,
  'another-label': /^Signature-Input has no signature labelled nopan_sig$/,
  'malformed-signature-input': /^Signature-Input is not a Structured Field: /,
  'signature-input-of-no-list': /^Signature-Input is malformed: nopan_sig is not a list of covered components$/,
  'signature-input-of-tokens': /^Signature-Input is not a Structured Field: /,
  'repeated-signature-input': /^Signature-Input has the same label twice$/,
  'repeated-signature': /^Signature has the same label twice$/,
  'empty-signature': notOverThisMessage,
  'signature-of-text': /^Signature is malformed: the signature is not a byte sequence$/,
  'signature-in-base64url': /^Signature is not a Structured Field: /,
  'component-that-is-missing': /^The covered field x-absent is not in the message$/,
  'unknown-derived-component': /^There is no component "@nonsense"$/,
  'component-of-requests': /^A response has no component "@method"$/,
  'component-of-the-request': /^The parameter \;req of the component "@method" is not part of this profile$/,
  'capital-component': /^There is no component "Content-Type"$/,
  'repeated-component': /^The component "@status" is covered twice$/,
  'without-keyid': /^Signature-Input has no parameter keyid$/,
  'without-created': /^Signature-Input has no parameter created$/,
  'created-as-text': /^Signature-Input is malformed: the parameter created is not an integer$/,
  'created-as-decimal': /^Signature-Input is malformed: a parameter is a decimal number$/,
  'unknown-parameter': /^Signature-Input is malformed: the parameter strength is unknown$/,
  'uncovered-status': /^The signature does not cover "@status"$/,
  'uncovered-content-digest': /^The signature does not cover "content-digest"$/,
  'uncovered-content-type': /^The signature does not cover "content-type"$/,
  'uncovered-content-length': /^The signature does not cover "content-length"$/,
  'without-digest': /^The message has a body and no Content-Digest$/,
  'malformed-digest': /^Content-Digest is not a Structured Field: /,
  'weak-digest': /^Content-Digest has no digest of a supported algorithm$/,
  'flipped-content-byte': notTheDigest,
  'reformatted-content': notTheDigest,
  'digest-of-other-content': notTheDigest,
  'mislabelled-digest': /^The sha-256 digest is not that of the body$/,
  'flipped-signature-byte': notOverThisMessage,
  'half-a-signature': notOverThisMessage,
  'signature-of-other-status': notOverThisMessage,
  'lifted-signature': notOverThisMessage,
  'other-content-type': notOverThisMessage,
  'reordered-components': notOverThisMessage,
  'two-labels': notOverThisMessage,
  'unknown-key': /^The key key-that-nobody-published is unknown$/,
  'signature-by-other-key': notOverThisMessage,
  'signature-on-other-curve': notOverThisMessage,
  'lying-algorithm': /^The signature names the algorithm hmac-sha256, its key is for ecdsa-p256-sha256$/,
  'stale-signature': /^The signature was created 360\d s ago$/,
  'future-signature': /^The signature was created (3600|3599) s in the future$/,
  'signature-in-milliseconds': /^The signature was created \d{13} s in the future$/,
  'expired-signature': /^The signature expired \d+ s ago$/,
};

const { answerTamperings } = loadSpecification();

describe('the client distrusts what is spoilt, for what was done to it and for nothing else', () => {
  let target: Target;
  let environment: Environment;
  let conversation: Conversation;
  beforeAll(async () => {
    target = await startEmbedded();
    environment = await openEnvironment(target.connection);
    conversation = new Conversation(environment, () => undefined);
  });
  afterAll(async () => {
    await conversation.close();
    await environment.close();
    await target.close();
  });

  test.each(answerTamperings.all.map((tampering) => [tampering.title, tampering] as const))(
    '%s',
    async (title, { id, noticed }) => {
      const { before, spoilt, after } = await conversation.spoilAnswer('payments/initiate', title);
      expect([before, after].map(({ exchanged }) => exchanged.verification?.verified)).toEqual([true, true]);
      const { response, failure, verification } = spoilt.exchanged;
      expect(response?.status).toBe(200);
      expect(failure).toMatchObject({ code: noticed, blame: 'api' });
      const found = failure?.message.replace('The response cannot be relied on: ', '');
      expect(found).toMatch(findings[id] ?? /^$/);
      const { signature } = spoilt.exchanged.evidence;
      expect(signature.request?.base).toMatch(/^"@authority": 127\.0\.0\.1:\d+\n"@method": POST\n/);
      if (!/^ERR_(SIGNATURE_MISSING|SIGNATURE_MALFORMED|DIGEST_MISSING)$/.test(noticed))
        expect(signature.response?.base).toMatch(/"@status": \d+\n/);
      expect(verification).toMatchObject({ verified: false, problem: `${noticed}: ${failure?.message ?? ''}` });
    },
  );
});
