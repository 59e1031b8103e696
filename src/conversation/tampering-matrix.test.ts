import { Writable } from 'node:stream';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { appliesTo } from '../contract/tampering.ts';
import type { Target } from '../target/connection.ts';
import { startEmbedded } from '../target/embedded.ts';
import { Conversation } from './conversation.ts';
import { openEnvironment, type Environment } from './environment.ts';
import { loadSpecification } from './specification.ts';
import { expectOnlySpoiltCutOff, expectOnlySpoiltRefused } from './trial.ts';

/** A request of each class. */
const calls = { get: 'payments/status', form: 'auth/token', json: 'payments/initiate' } as const;

const notOverThisMessage = /^The signature is not one of key-1 over this message$/;
const notOverThisBody = /^The JWS is not one of key-1 over this body$/;
const notIssuedHere = /^The access token was not issued here$/;
const notTheDigest = /^The sha-256 digest is not that of the body$/;

/** What the mock must find, each time: a refusal for another reason would show something else. */
const findings: Readonly<Record<string, RegExp>> = {
  'without-client-certificate': /^No client certificate$/,
  'foreign-client-certificate': /^Nopan's authority did not issue C=NL, O=nopan-certify, CN=org-/,
  'self-signed-client-certificate': /^Nopan's authority did not issue C=NL, O=nopan-certify, CN=org-/,
  'expired-client-certificate': /^The client certificate is not valid at this time$/,
  'client-certificate-of-nobody': /^There is no organization org-that-nobody-knows$/,
  'client-certificate-of-another-organization': /^The access token is one of org-/,
  'without-access-token': /^No bearer token$/,
  'malformed-access-token': notIssuedHere,
  'access-token-of-another-scheme': /^No bearer token$/,
  'altered-access-token': notIssuedHere,
  'prolonged-access-token': notIssuedHere,
  'unsigned-access-token': notIssuedHere,
  'expired-access-token': /^The access token expired at \d+$/,
  'access-token-of-another-organization': /^The access token is one of org-/,
  'access-token-for-reading': /^The access token is for payments:read, not for payments:process$/,
  'without-signature': /^The message has no Signature$/,
  'without-signature-input': /^The message has no Signature-Input$/,
  'malformed-signature-input': /^Signature-Input is not a Structured Field: /,
  'signature-input-of-tokens': /^Signature-Input is not a Structured Field: /,
  'signature-input-of-no-list': /^Signature-Input is malformed: nopan_sig is not a list of covered components$/,
  'repeated-signature-input': /^Signature-Input has the same label twice$/,
  'repeated-signature': /^Signature has the same label twice$/,
  'signature-of-text': /^Signature is malformed: the signature is not a byte sequence$/,
  'signature-in-base64url': /^Signature is not a Structured Field: /,
  'another-label': /^Signature-Input has no signature labelled nopan_sig$/,
  'component-that-is-missing': /^The covered field x-absent is not in the message$/,
  'unknown-derived-component': /^There is no component "@nonsense"$/,
  'component-of-answers': /^A request has no component "@status"$/,
  'capital-component': /^There is no component "Nopan-Version"$/,
  'repeated-component': /^The component "@request-target" is covered twice$/,
  'without-keyid': /^Signature-Input has no parameter keyid$/,
  'unknown-parameter': /^Signature-Input is malformed: the parameter strength is unknown$/,
  'flipped-content-byte': notTheDigest,
  'reformatted-content': notTheDigest,
  'digest-of-other-content': notTheDigest,
  'mislabelled-digest': /^The sha-512 digest is not that of the body$/,
  'weak-digest': /^Content-Digest has no digest of a supported algorithm$/,
  'malformed-digest': /^Content-Digest is not a Structured Field: /,
  'without-digest': /^The message has a body and no Content-Digest$/,
  'flipped-signature-byte': notOverThisMessage,
  'half-a-signature': notOverThisMessage,
  'signature-by-other-key': notOverThisMessage,
  'signature-on-other-curve': notOverThisMessage,
  'signature-by-tls-key': notOverThisMessage,
  'signature-of-other-method': notOverThisMessage,
  'signature-of-other-path': notOverThisMessage,
  'signature-of-other-query': notOverThisMessage,
  'signature-for-other-host': notOverThisMessage,
  'lifted-signature': notOverThisMessage,
  'reordered-components': notOverThisMessage,
  'other-content-type': notOverThisMessage,
  'two-labels': notOverThisMessage,
  'lying-algorithm': /^The signature names the algorithm hmac-sha256, its key is for ecdsa-p256-sha256$/,
  'uncovered-authority': /^The signature does not cover "@authority"$/,
  'uncovered-method': /^The signature does not cover "@method"$/,
  'uncovered-request-target': /^The signature does not cover "@request-target"$/,
  'uncovered-content-digest': /^The signature does not cover "content-digest"$/,
  'uncovered-content-type': /^The signature does not cover "content-type"$/,
  'uncovered-content-length': /^The signature does not cover "content-length"$/,
  'unknown-key': /^The key key-that-nobody-registered is unknown$/,
  'key-of-another-organization': /^The key org-\w+-key is unknown$/,
  'expired-key': /^The key key-2 expired at /,
  'stale-signature': /^The signature was created 360\d s ago$/,
  'future-signature': /^The signature was created (3600|3599) s in the future$/,
  'signature-in-milliseconds': /^The signature was created \d{13} s in the future$/,
  'expired-signature': /^The signature expired \d+ s ago$/,
  'without-created': /^Signature-Input has no parameter created$/,
  'created-as-text': /^Signature-Input is malformed: the parameter created is not an integer$/,
  'created-as-decimal': /^Signature-Input is malformed: a parameter is a decimal number$/,
  'jws-unreadable': /^The JWS is not header\.\.signature$/,
  'jws-attached': /^The JWS is not header\.\.signature$/,
  'jws-without-b64': /^The protected header of the JWS needs b64 to be false$/,
  'jws-b64-true': /^The protected header of the JWS needs b64 to be false$/,
  'jws-unknown-crit': /^The protected header of the JWS has the member http:\/\/example\.com\/unknown, /,
  'jws-unsigned': /^The JWS is not header\.\.signature$/,
  'jws-hmac-of-public-key': /^The JWS names the algorithm HS256, its key is for ES256$/,
  'jws-lying-algorithm': /^The JWS names the algorithm RS256, its key is for ES256$/,
  'jws-unknown-kid': /^The key key-that-nobody-registered is unknown$/,
  'jws-stale': /^The JWS was issued 360\d s ago$/,
  'jws-flipped-signature-byte': notOverThisBody,
  'jws-flipped-content-byte': notOverThisBody,
};

const { tamperings, protocol } = loadSpecification();
const cases = tamperings.all.flatMap((tampering) =>
  appliesTo(tampering).map((operation) => [tampering.title, operation, tampering] as const),
);

describe('the mock refuses what is spoilt, for what was done to it and for nothing else', () => {
  const found: string[] = [];
  const log = pino(
    new Writable({
      write(line: Buffer, _, done) {
        const { msg, reason } = JSON.parse(line.toString()) as { msg: string; reason: string };
        if (msg === 'refused') found.push(reason);
        done();
      },
    }),
  );
  let target: Target;
  let environment: Environment;
  let conversation: Conversation;
  beforeAll(async () => {
    target = await startEmbedded({ log });
    environment = await openEnvironment(target.connection);
    conversation = new Conversation(environment, () => undefined);
    await conversation.reach('a pending payment');
  });
  afterAll(async () => {
    await conversation.close();
    await environment.close();
    await target.close();
  });

  test.each(cases)('%s (%s)', async (title, operation, { id, rejected }) => {
    found.length = 0;
    const trial = await conversation.spoil(calls[operation], title);
    if (rejected === 'handshake') {
      expectOnlySpoiltCutOff(trial);
      expect(found).toEqual([]);
    } else {
      expectOnlySpoiltRefused(trial, protocol.errors[rejected]);
      expect(found).toEqual([expect.stringMatching(findings[id] ?? /^$/)]);
    }
  });

  test('a way that does not apply to the call is told', async () => {
    await expect(conversation.spoil('payments/status', 'with a flipped content byte')).rejects.toMatchObject({
      code: 'ERR_FEATURE',
      message: 'payments/status cannot be sent with a flipped content byte',
      expected: 'a request of class form or json (specs/tampering.yaml, applies)',
      actual: 'one of class get',
    });
  });
});
