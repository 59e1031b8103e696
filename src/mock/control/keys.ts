import { createPublicKey, type KeyObject } from 'node:crypto';
import type { Protocol } from '../../contract/protocol.ts';
import { subjectPublicKeyInfo } from '../../credentials/certificate-options.ts';
import { CertifyError } from '../../errors.ts';
import { keyAlgorithm, type SignatureKey } from '../../signing/keys.ts';
import type { Organization, RegisteredKey } from '../state/organization.ts';
import type { ControlBodies } from './body.ts';
import { ControlError } from './error.ts';

/** A key is valid for up to 12 months (SIGN). */
const keyLifetimeMs = 365 * 24 * 3_600_000;

/**
 * Registers a key that an organization signs requests with.
 * @throws {CertifyError} ERR_KEY when it is no ECDSA key, or certified for TLS; ERR_CONTROL when its id is taken
 */
export function registerKey(
  organization: Organization,
  { publicKey, keyid, validUntil }: ControlBodies['key'],
  curves: Protocol['signature']['keyCurves'],
): RegisteredKey {
  const der = subjectPublicKeyInfo(publicKey);
  if (organization.certifiedKeys.has(der.toString('base64'))) throw usedTwice();
  const key = createPublicKey({ key: der, type: 'spki', format: 'der' });
  const id = keyid ?? `key-${organization.keys.size + 1}`;
  if (organization.keys.has(id)) {
    throw new ControlError(409, `The organization has a key ${id} already`, {
      where: 'keyid',
      advice: 'Choose another keyid, or leave it out.',
    });
  }
  const expires = validUntil === undefined ? organization.clock.now() + keyLifetimeMs : Date.parse(validUntil);
  const registered: RegisteredKey = {
    keyid: id,
    algorithm: ecdsa(key, curves),
    key,
    validUntil: expires,
    revoked: false,
  };
  organization.keys.set(id, registered);
  return registered;
}

/**
 * Notes that a key is certified for TLS.
 * @throws {CertifyError} ERR_KEY when it signs requests already
 */
export function noteCertifiedKey({ keys, certifiedKeys }: Organization, publicKey: KeyObject | string): void {
  const der = subjectPublicKeyInfo(publicKey);
  const signing = [...keys.values()].some(({ key }) => key.export({ type: 'spki', format: 'der' }).equals(der));
  if (signing) throw usedTwice();
  certifiedKeys.add(der.toString('base64'));
}

/** Nopan's newer pages no longer mention RSA. @param curves the accepted curves (signature.keyCurves) */
function ecdsa(key: KeyObject, curves: Protocol['signature']['keyCurves']): SignatureKey['algorithm'] {
  const algorithm = keyAlgorithm(key);
  if (curves.some((curve) => algorithm.startsWith(`ecdsa-${curve.replace('-', '').toLowerCase()}-`))) return algorithm;
  throw new CertifyError('ERR_KEY', `A key for ${algorithm} is not taken`, {
    where: 'publicKey',
    expected: `an ECDSA key on ${curves.join(', ').replace(/, (?=[^,]*$)/, ' or ')}`,
    actual: algorithm,
    advice: 'Make one with: openssl ecparam -name prime256v1 -genkey -noout -out signing-key.pem',
  });
}

function usedTwice(): CertifyError {
  return new CertifyError('ERR_KEY', 'One key is used for TLS and for signing', {
    where: 'publicKey',
    expected: 'two keys (Nopan page SIGN)',
    advice: 'Make another key pair.',
  });
}
