import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { seconds, systemClock } from '../clock.ts';
import { schemasDir, specsDir } from '../contract/locations.ts';
import { loadSchemas } from '../contract/schemas.ts';
import { loadTamperings } from '../contract/tampering.ts';
import type { Tampering } from '../contract/types/tampering.ts';
import { publicKeyOf } from '../credentials/key-pair.ts';
import { verifyDetached } from '../signing/jws.ts';
import type { SignatureKey } from '../signing/keys.ts';
import { fieldValue } from '../signing/message.ts';
import { requestProfile } from '../signing/profile.ts';
import { SignatureError } from '../signing/signature-error.ts';
import { verifyMessage } from '../signing/verify.ts';
import { createClient, type Client } from './client.ts';
import { planned, protocol, startNopan, type Nopan, type Seen } from './fixtures/nopan.ts';

const tamperings = loadTamperings(join(specsDir, 'tampering.yaml'), loadSchemas(schemasDir)).all;
const payment = planned({ idempotent: true, body: { amount: 2500 } });
const status = planned({ spec: 'payments/status', method: 'GET', target: '/payments/x1/status' });
const profile = requestProfile(protocol.signature);
const jwsProfile = { header: protocol.jws.header, iatWindowSeconds: protocol.jws.iatWindowSeconds };

describe('tampering', () => {
  let nopan: Nopan;
  let client: Client;
  let publicKey: SignatureKey;
  beforeAll(async () => {
    nopan = await startNopan();
    client = createClient(nopan.options());
    await client.accessToken();
    publicKey = { ...nopan.clientKey, key: publicKeyOf(nopan.clientKey.key) };
  });
  afterAll(async () => {
    await client.close();
    await nopan.close();
  });

  const lookup = (keyid: string) => (keyid === nopan.clientKey.keyid ? publicKey : undefined);

  async function verifySignature(request: Seen): Promise<void> {
    const jws = fieldValue(request.fields, protocol.jws.header);
    const now = seconds(systemClock);
    if (jws === undefined) verifyMessage(request, profile, lookup, now);
    else await verifyDetached(jws, request.body, lookup, jwsProfile, now);
  }

  /** What Nopan's guards would say to what arrived, in their order. */
  async function judged(request: Seen | undefined): Promise<Tampering['rejected'] | 'accepted'> {
    if (request === undefined) return 'handshake';
    if (request.clientName === undefined) return 'certificate';
    if (!request.authorized) return 'authorization';
    try {
      await verifySignature(request);
    } catch (error) {
      if (!(error instanceof SignatureError)) throw error;
      return error.code === 'ERR_SIGNATURE_INVALID' ? 'signatureVerification' : 'signatureFormat';
    }
    const authorization = fieldValue(request.fields, 'authorization');
    return authorization === `Bearer ${await client.accessToken()}` ? 'accepted' : 'authentication';
  }

  async function sentWith(tampering?: Tampering, request = payment): Promise<Seen | undefined> {
    const before = nopan.seen.length;
    await client.send(request, tampering && { tampering });
    return nopan.seen.slice(before).find(({ target }) => target === request.target);
  }

  /** A token that is a JWT, and credentials of others, are the mock's to give: see the matrix in src/conversation. */
  const alone = tamperings.filter(
    ({ operator }) => !['use-credential', 'edit-token', 'unsign-token'].includes(operator),
  );

  test.each(alone.map((tampering) => [tampering.title, tampering] as const))(
    'a request %s meets its rejection, between two that are accepted',
    async (_, tampering) => {
      expect(await judged(await sentWith())).toBe('accepted');
      expect(await judged(await sentWith(tampering))).toBe(tampering.rejected);
      expect(await judged(await sentWith())).toBe('accepted');
    },
  );

  test('with a JWS profile of its own a request is otherwise accepted', async () => {
    const before = nopan.seen.length;
    await client.send(payment, { profile: 'detached-jws' });

    expect(await judged(nopan.seen[before])).toBe('accepted');
  });

  const named = (id: string): Tampering => {
    const found = tamperings.find((tampering) => tampering.id === id);
    if (found === undefined) throw new Error(id);
    return found;
  };

  test('is named in the evidence, which shows what was sent', async () => {
    const { evidence } = await client.send(payment, { tampering: named('unknown-key') });

    expect(evidence.tampering).toBe('unknown-key');
    expect(evidence.signature.request?.base).toContain('keyid="key-that-nobody-registered"');
    expect(evidence.request.fields.find(([name]) => name === 'Signature-Input')?.[1]).toContain(
      'keyid="key-that-nobody-registered"',
    );
  });

  test('of the content leaves it JSON of the same length', async () => {
    expect((await sentWith(named('flipped-content-byte')))?.body.toString()).toBe('{"amount":2501}');
  });

  test('of the connection leaves the regular one alone', async () => {
    const usual = await sentWith();
    await sentWith(named('foreign-client-certificate'));
    await sentWith(named('without-client-certificate'));

    expect((await sentWith())?.connection).toBe(usual?.connection);
  });

  test('over TLS 1.2 fails in the handshake', async () => {
    const { failure, evidence } = await client.send(payment, { tampering: named('old-tls') });

    expect(failure).toMatchObject({ code: 'ERR_TLS', message: `${nopan.baseUrl} refused the TLS connection` });
    expect(failure?.actual).toMatch(/protocol version/i);
    expect(evidence.tls).toBeUndefined();
  });

  test.each([
    ['flipped-content-byte', 'flip-content cannot spoil payments/status: it has no content'],
    ['digest-of-other-content', 'digest-other-content cannot spoil payments/status: it has no content'],
    ['without-digest', 'remove-field cannot spoil payments/status: it has no Content-Digest'],
    ['jws-flipped-content-byte', 'flip-content cannot spoil payments/status: it has no content'],
    ['uncovered-content-digest', 'uncover cannot spoil payments/status: it has no content-digest among what is signed'],
  ])('%s is refused where it would change nothing', async (id, message) => {
    const before = nopan.seen.length;

    await expect(client.send(status, { tampering: named(id) })).rejects.toMatchObject({
      code: 'ERR_FEATURE',
      message,
      advice: 'Spoil another message, or in another way.',
    });
    expect(nopan.seen).toHaveLength(before);
  });

  test('of one profile is refused in the other', async () => {
    await expect(
      client.send(payment, { tampering: named('jws-unsigned'), profile: 'http-message-signature' }),
    ).rejects.toMatchObject({ message: 'jws-header cannot spoil payments/initiate: it has no detached JWS' });
    await expect(
      client.send(payment, { tampering: named('without-signature'), profile: 'detached-jws' }),
    ).rejects.toMatchObject({ message: 'remove-field cannot spoil payments/initiate: it has no Signature' });
  });
});
