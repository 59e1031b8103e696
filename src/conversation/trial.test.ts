import { describe, expect, test } from 'vitest';
import { CertifyError } from '../errors.ts';
import { caught } from './fixtures/caught.ts';
import { accepted, failed, refused, trial } from './fixtures/turns.ts';
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
      `The sound call ${position} the one with a flipped signature byte failed: payments/initiate was refused`,
    );
    expect(error.advice).toBe(
      'Make the sound call pass first: until then the refusal of the spoilt one shows nothing.',
    );
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
    expect(error.message).toBe('The call with a flipped signature byte was not refused by TLS');
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
