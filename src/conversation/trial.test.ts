import { describe, expect, test } from 'vitest';
import type { ProtocolOverrides } from '../contract/protocol.ts';
import { CertifyError } from '../errors.ts';
import { caught } from './fixtures/caught.ts';
import { accepted, answered, failed, refused, trial } from './fixtures/turns.ts';
import { loadSpecification } from './specification.ts';
import { expectOnlySpoiltCutOff, expectOnlySpoiltRefused, expectOnlySpoiltTurnedAway } from './trial.ts';
import type { Turn } from './turn.ts';

const refusal = { status: 401, reasonCode: '4992' };
const reset = failed(new CertifyError('ERR_TARGET', 'The connection was reset'));
const failedTls = (code: string) =>
  failed(new CertifyError('ERR_TLS', 'no TLS', { cause: Object.assign(new Error('no TLS'), { code }) }));
const noHandshake = failedTls('ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION');

describe('a refusal between two sound calls', () => {
  test('counts when both of these were accepted', () => {
    expectOnlySpoiltRefused(trial({}), refusal);
  });

  test.each([
    ['before', { before: refused(401, '4992') }],
    ['after', { after: refused(401, '4992') }],
  ])('shows nothing when the one %s it was refused as well', async (position, parts) => {
    const error = await caught(() => {
      expectOnlySpoiltRefused(trial(parts), refusal);
    });
    expect(error.message).toBe(
      `The control request ${position} the one with a flipped signature byte failed: POST /payments/initiate was rejected with 401 4992`,
    );
    expect(error.advice).toBe('Fix the control request first: until it passes, the rejection proves nothing.');
  });

  test('shows nothing when the target is dead: the failure keeps its code', async () => {
    const error = await caught(() => {
      expectOnlySpoiltRefused(trial({ before: reset, spoilt: reset, after: reset }), refusal);
    });
    expect(error.code).toBe('ERR_TARGET');
  });

  test('does not count when the spoilt call was accepted, refused otherwise, or met silence', async () => {
    for (const spoilt of [accepted(), refused(400, '4990'), reset, noHandshake]) {
      await caught(() => {
        expectOnlySpoiltRefused(trial({ spoilt }), refusal);
      });
    }
  });
});

describe('a call with a certificate that is no good', () => {
  const certificate = { status: 400, reasonCode: '4980' };
  const turnedAway = (missingCertificate: 'http-error' | 'handshake-failure', spoilt: Turn, refusal = certificate) =>
    caught(() => {
      const { protocol } = loadSpecification({ 'transport.missingCertificate': missingCertificate });
      expectOnlySpoiltTurnedAway(trial({ spoilt }), refusal, protocol);
    }).then(
      ({ message }) => message,
      () => 'fine',
    );

  test('is refused where the wire profile says so: by an answer, or by TLS', async () => {
    expect(await turnedAway('http-error', refused(400, '4980'))).toBe('fine');
    expect(await turnedAway('handshake-failure', noHandshake)).toBe('fine');
    expect(await turnedAway('http-error', noHandshake)).not.toBe('fine');
    expect(await turnedAway('handshake-failure', refused(400, '4980'))).not.toBe('fine');
    expect(await turnedAway('handshake-failure', reset)).not.toBe('fine');
  });

  test('is the only one that TLS may refuse', async () => {
    expect(await turnedAway('handshake-failure', refused(401, '4992'), refusal)).toBe('fine');
    expect(await turnedAway('handshake-failure', noHandshake, refusal)).not.toBe('fine');
  });
});

describe('a certificate that something before the API rejects', () => {
  const certificate = { status: 400, reasonCode: '4980' };
  const authority = { status: 403, reasonCode: '4971' };
  const { tamperings } = loadSpecification();
  const page = (status: number) =>
    answered(status, null, {
      exchanged: {
        ...answered(status, null).exchanged,
        failure: new CertifyError('ERR_TARGET', `${status} from https://127.0.0.1, not signed`),
      },
    });
  const closed = (attempts: number) => {
    const cause = Object.assign(new Error('other side closed'), { code: 'UND_ERR_SOCKET' });
    const turn = failed(new CertifyError('ERR_TARGET', 'closed the connection without an answer', { cause }));
    return { ...turn, exchanged: { ...turn.exchanged, attempts } };
  };
  const judged = (id: string, spoilt: Turn, settings: ProtocolOverrides = {}): CertifyError | undefined => {
    const refusal = id === 'without-client-certificate' ? certificate : authority;
    try {
      const { protocol } = loadSpecification(settings);
      expectOnlySpoiltTurnedAway(trial({ spoilt, tampering: tamperings.byId(id) }), refusal, protocol);
      return undefined;
    } catch (error) {
      return error as CertifyError;
    }
  };
  const [missing, foreign] = ['without-client-certificate', 'foreign-client-certificate'];
  const byTls: ProtocolOverrides = { 'transport.missingCertificate': 'handshake-failure' };
  const byPage: ProtocolOverrides = { 'transport.missingCertificate': 'unsigned-error' };
  const foreignByTls: ProtocolOverrides = { 'transport.untrustedCertificate': 'handshake-failure' };

  test.each([missing, foreign, 'self-signed-client-certificate', 'expired-client-certificate'])('%s', (id) => {
    expect(judged(id, noHandshake, byTls)).toBeUndefined();
    expect(judged(id, closed(3), byTls)).toBeUndefined();
    expect(judged(id, page(400), byPage)).toBeUndefined();
  });

  test('counts beyond doubt only, and not when it was accepted', () => {
    for (const spoilt of [closed(1), closed(2), reset, accepted(), page(503), refused(401, '4992')])
      for (const settings of [byTls, byPage]) expect(judged(missing, spoilt, settings)).toBeDefined();
    expect(judged(missing, accepted(), byTls)).toMatchObject({
      code: 'ERR_ASSERTION',
      message: 'The call with a flipped signature byte was not rejected',
    });
  });

  test('may be one of another authority, while one that is missing is told by the API, and the other way round', () => {
    expect(judged(missing, refused(400, '4980'), foreignByTls)).toBeUndefined();
    expect(judged(foreign, noHandshake, foreignByTls)).toBeUndefined();
    expect(judged(foreign, refused(403, '4971'), byTls)).toBeUndefined();
    expect(judged(missing, refused(400, '4980'), byTls)).toBeDefined();
  });

  test('says which setting would fit', () => {
    expect(judged(missing, noHandshake)).toMatchObject({
      code: 'ERR_TLS',
      blame: 'environment',
      message:
        'The call with a flipped signature byte was rejected by TLS itself, not as transport.missingCertificate says',
      advice:
        'If that is how this target rejects client certificates, set the protocol setting transport.missingCertificate to handshake-failure; nopan-certify calibrate can find that out.',
    });
    expect(judged(missing, page(400))).toMatchObject({
      blame: 'environment',
      actual: '400 from https://127.0.0.1, not signed',
      advice: expect.stringContaining(
        'set the protocol setting transport.missingCertificate to unsigned-error',
      ) as string,
    });
  });

  test('is no other credential: those are the API’s to reject', () => {
    for (const id of ['client-certificate-of-nobody', 'access-token-for-reading'])
      expect(judged(id, noHandshake, byTls)).toBeDefined();
  });
});

describe('a call that TLS cuts off', () => {
  test('has a failed handshake and no answer', () => {
    expectOnlySpoiltCutOff(trial({ spoilt: noHandshake }));
  });

  test.each(['DEPTH_ZERO_SELF_SIGNED_CERT', 'CERT_HAS_EXPIRED', 'ERR_SSL_WRONG_VERSION_NUMBER'])(
    'is refused by the server: %s is our own refusal of it',
    async (code) => {
      const { expected } = await caught(() => {
        expectOnlySpoiltCutOff(trial({ spoilt: failedTls(code) }));
      });
      expect(expected).toBe('a TLS alert of the server (RFC 8446 section 6)');
    },
  );

  test('is neither a reset connection nor a refusal', async () => {
    const error = await caught(() => {
      expectOnlySpoiltCutOff(trial({ spoilt: reset }));
    });
    expect(error.message).toBe('TLS did not reject the call with a flipped signature byte');
    expect(error.actual).toBe('ERR_TARGET: The connection was reset');
    await caught(() => {
      expectOnlySpoiltCutOff(trial({ spoilt: refused(400, '4980') }));
    });
  });

  test('shows nothing when the sound calls are cut off too', async () => {
    const error = await caught(() => {
      expectOnlySpoiltCutOff(trial({ before: noHandshake, spoilt: noHandshake }));
    });
    expect(error.code).toBe('ERR_TLS');
  });
});
