import { afterEach, describe, expect, it } from 'vitest';
import type { ProtocolOverrides } from '../contract/protocol.ts';
import { openEnvironment, type Environment } from '../conversation/environment.ts';
import { startEmbedded, type EmbeddedTarget } from '../target/embedded.ts';
import { calibrate, type Calibration } from './calibrate.ts';
import type { Outcome } from './outcome.ts';
import { proberOf, type Probe, type Prober } from './prober.ts';
import { settingsOf, variantsOf, type Variant } from './variant.ts';

const present = {
  profile: 'http-message-signature',
  signatureParamsForm: 'rfc9421',
  ecdsaEncoding: 'ieee-p1363',
  requestDigest: 'sha-256',
  contentTypeForm: 'media-type',
} as const;

const overridesOf = (variant: Variant): ProtocolOverrides =>
  Object.fromEntries(settingsOf(variant).map(([name, value]) => [`signature.${name}`, value]));

const changesTo = (variant: Variant) =>
  settingsOf(variant)
    .filter(([name, value]) => present[name] !== value)
    .map(([name, to]) => ({ id: `signature.${name}`, from: present[name], to }));

describe('variantsOf', () => {
  const ecdsa = variantsOf(present, 'ecdsa-p256-sha256');

  it('has every combination once, the present one first', () => {
    expect(ecdsa).toHaveLength(2 * 2 * 3 + 1);
    expect(new Set(ecdsa.map((variant) => JSON.stringify(variant))).size).toBe(13);
    expect(ecdsa[0]).toMatchObject({ signatureParamsForm: 'rfc9421', ecdsaEncoding: 'ieee-p1363' });
    const other = { ...present, ecdsaEncoding: 'der', requestDigest: 'sha-512' } as const;
    expect(variantsOf(other, 'ecdsa-p521-sha512')[0]).toMatchObject({ ecdsaEncoding: 'der', requestDigest: 'sha-512' });
    const jws = { ...present, profile: 'detached-jws' } as const;
    expect(variantsOf(jws, 'ecdsa-p256-sha256').slice(0, 2)).toEqual([{ profile: 'detached-jws' }, ecdsa[0]]);
  });

  it('leaves out what a key cannot do', () => {
    expect(variantsOf(present, 'ed25519')).toHaveLength(6);
    expect(variantsOf(present, 'ed25519').every((variant) => !('ecdsaEncoding' in variant))).toBe(true);
  });
});

/** A target that accepts what a test says it does, and counts its calls. */
function pretended(accepts: (variant: Variant, spoilt: boolean) => Outcome['signature']): Prober & { calls: number } {
  const probe = (signature: Outcome['signature']): Probe => ({
    outcome: { signature, status: signature === 'accepted' ? 200 : 401 },
    answer: { verified: true },
    ...(signature === 'accepted' && { token: 'token' }),
  });
  return {
    calls: 0,
    askForToken(variant, { spoilt = false } = {}) {
      this.calls += 1;
      return Promise.resolve(probe(accepts(variant, spoilt)));
    },
    askForPayment(variant) {
      this.calls += 1;
      return Promise.resolve(probe(accepts(variant, false)));
    },
  };
}

describe('calibrate', () => {
  const concluded = async (accepts: Parameters<typeof pretended>[0]) => {
    const prober = pretended(accepts);
    const { conclusion, changes } = await calibrate(prober, present, 'ecdsa-p256-sha256');
    return { conclusion, changes, calls: prober.calls };
  };

  it('keeps the present variant where several work', async () => {
    const outcome = await concluded((_, spoilt) => (spoilt ? 'refused' : 'accepted'));
    expect(outcome).toEqual({ conclusion: 'present', changes: [], calls: 17 });
  });

  it('takes the usual one where the present one does not work and several do', async () => {
    const accepts = ({ requestDigest }: Variant, spoilt: boolean) =>
      spoilt || requestDigest === 'sha-256' ? 'refused' : 'accepted';
    expect(await concluded(accepts)).toMatchObject({
      conclusion: 'found',
      changes: [{ id: 'signature.requestDigest', from: 'sha-256', to: 'sha-384' }],
    });
  });

  it('learns nothing from a target that accepts a broken signature too', async () => {
    expect(await concluded(() => 'accepted')).toEqual({ conclusion: 'unguarded', changes: [], calls: 14 });
  });

  it('learns nothing where calls fail for something else', async () => {
    expect((await concluded(() => 'unclear')).conclusion).toBe('unclear');
    expect((await concluded((_, spoilt) => (spoilt ? 'unclear' : 'accepted'))).conclusion).toBe('unclear');
  });

  it.each([
    [
      ['handshake-failure', 'handshake-failure'],
      ['http-error', 'as-missing'],
      ['missingCertificate=handshake-failure'],
    ],
    [['unsigned-error', 'http-error'], ['http-error', 'as-missing'], ['missingCertificate=unsigned-error']],
    [['http-error', 'handshake-failure'], ['http-error', 'as-missing'], ['untrustedCertificate=handshake-failure']],
    [['http-error', 'http-error'], ['handshake-failure', 'as-missing'], ['missingCertificate=http-error']],
    [['http-error', 'unsigned-error'], ['http-error', 'unsigned-error'], []],
    [['accepted', 'unclear'], ['http-error', 'as-missing'], []],
  ] as const)(
    'certificates that meet %j where the settings are %j',
    async ([missing, untrusted], [one, other], wanted) => {
      const prober: Prober = {
        ...pretended((_, spoilt) => (spoilt ? 'refused' : 'accepted')),
        askWithCertificate: (_, id) => Promise.resolve(id === 'without-client-certificate' ? missing : untrusted),
      };
      const transport = { missingCertificate: one, untrustedCertificate: other };
      const { changes, certificates } = await calibrate(prober, present, 'ecdsa-p256-sha256', transport);
      expect(certificates).toEqual({ missing, untrusted });
      expect(changes.map(({ id, to }) => `${id.replace('transport.', '')}=${to}`)).toEqual(wanted);
    },
  );

  it('says that no variant works', async () => {
    expect(await concluded(() => 'refused')).toEqual({ conclusion: 'none', changes: [], calls: 13 });
  });
});

describe('against a mock', () => {
  let target: EmbeddedTarget | undefined;
  let environment: Environment | undefined;

  afterEach(async () => {
    await environment?.close();
    await target?.close();
  });

  /** The mock has these settings; the client knows nothing of them. */
  async function calibrated(settings: ProtocolOverrides): Promise<Calibration> {
    target = await startEmbedded({ protocol: settings });
    environment = await openEnvironment({ ...target.connection, protocol: {} });
    return calibrate(proberOf(environment), present, 'ecdsa-p256-sha256');
  }

  const refused = { signature: 'refused' };
  const accepted = { signature: 'accepted' };

  it.each(variantsOf(present, 'ecdsa-p256-sha256'))(
    'that accepts only $profile $signatureParamsForm $ecdsaEncoding $requestDigest finds it',
    async (variant) => {
      const found = await calibrated({ ...overridesOf(variant), 'signature.acceptedVariants': 'configured' });

      expect(found.changes).toEqual(changesTo(variant));
      expect(found.conclusion).toBe(found.changes.length === 0 ? 'present' : 'found');
      expect(found.attempts.filter(({ outcome }) => outcome.signature === 'accepted')).toEqual([
        { variant, outcome: { signature: 'accepted', status: 200 } },
      ]);
      expect(found.control).toMatchObject({ ...refused, status: 401, reasonCode: '4992' });
      expect(found.withoutContent).toMatchObject({ ...accepted, status: 404, reasonCode: '5000' });
      expect(found.answers).toEqual({
        verified: true,
        signatureParamsForm: variant.signatureParamsForm ?? 'rfc9421',
        ecdsaEncoding: variant.ecdsaEncoding ?? 'ieee-p1363',
        digest: 'sha-512',
      });
    },
  );

  it('that rejects certificates in the handshake, or not', async () => {
    target = await startEmbedded({ protocol: { 'transport.missingCertificate': 'handshake-failure' } });
    environment = await openEnvironment({ ...target.connection, protocol: {} });
    const { transport } = environment.specification.protocol;
    const strict = await calibrate(proberOf(environment), present, 'ecdsa-p256-sha256', transport);
    expect(strict.certificates).toEqual({ missing: 'handshake-failure', untrusted: 'handshake-failure' });
    expect(strict.changes).toEqual([
      { id: 'transport.missingCertificate', from: 'http-error', to: 'handshake-failure' },
    ]);
  });

  it('that takes the content type as it was sent', async () => {
    const found = await calibrated({ 'signature.contentTypeForm': 'as-sent' });

    expect(found.contentType).toMatchObject([
      { variant: { contentTypeForm: 'media-type' }, outcome: refused },
      { variant: { contentTypeForm: 'as-sent' }, outcome: accepted },
    ]);
    expect(found.changes).toEqual([{ id: 'signature.contentTypeForm', from: 'media-type', to: 'as-sent' }]);
  });
});
