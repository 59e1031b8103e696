import { createPublicKey, type KeyObject } from 'node:crypto';
import { isIPv4, isIPv6 } from 'node:net';
import { dayMs, type Clock } from '../clock.ts';
import { CertifyError } from '../errors.ts';
import { publicKeyOf } from './key-pair.ts';
import type { Subject } from './subject.ts';

/** What a certificate shall certify. */
export interface CertificateOptions {
  /** As PEM: SPKI, "BEGIN PUBLIC KEY". */
  readonly publicKey: KeyObject | string;
  readonly subject: Subject;
  readonly usage: 'server' | 'client';
  /** DNS names and IP addresses (subjectAltName); a server's certificate needs at least one. */
  readonly names?: readonly string[];
  /** Default: five minutes ago, for a peer whose clock is behind. */
  readonly notBefore?: Date;
  /** Default: twelve months from `notBefore` or now on, like Nopan's own (page CERT). */
  readonly notAfter?: Date;
}

export interface Validity {
  readonly notBefore: Date;
  readonly notAfter: Date;
}

const skewMs = 5 * 60_000;
const yearMs = 365 * dayMs;

/** From shortly before now on, for so many years of 365 days. */
export function validFor(years: number, clock: Clock): Validity {
  const now = clock.now();
  return { notBefore: new Date(now - skewMs), notAfter: new Date(now + years * yearMs) };
}

/** @throws ERR_CERTIFICATE when the period is empty */
export function validity(options: CertificateOptions, clock: Clock): Validity {
  const now = clock.now();
  const notAfter = options.notAfter ?? new Date((options.notBefore?.getTime() ?? now) + yearMs);
  const notBefore = options.notBefore ?? new Date(Math.min(now, notAfter.getTime()) - skewMs);
  if (!(notBefore < notAfter)) {
    throw new CertifyError('ERR_CERTIFICATE', 'The certificate would end before it begins', {
      where: 'notAfter',
      expected: 'notBefore earlier than notAfter',
      advice: 'Correct the two dates.',
    });
  }
  return { notBefore, notAfter };
}

/** A host name, also with `*` for its first label. */
export const dnsName = /^(?:\*\.)?[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*$/i;

/** @throws ERR_CERTIFICATE when a server has no name, or a name is neither a DNS name nor an IP address */
export function alternativeNames({
  usage,
  names = [],
}: CertificateOptions): ({ dNSName: string } | { iPAddress: string })[] {
  const expected = 'a DNS name such as localhost or an IP address such as 127.0.0.1';
  if (usage === 'server' && names.length === 0) {
    throw new CertifyError('ERR_CERTIFICATE', 'A server certificate without a name is of no use', {
      where: 'names',
      expected,
      advice: 'Name the hosts that clients will connect to.',
    });
  }
  return names.map((value) => {
    // The check for IPv6 comes last: node:net takes milliseconds to make ready for it.
    if (isIPv4(value)) return { iPAddress: value };
    if (dnsName.test(value)) return { dNSName: value };
    if (isIPv6(value)) return { iPAddress: value };
    throw new CertifyError('ERR_CERTIFICATE', `"${value}" is no name for a certificate`, {
      where: 'names',
      expected,
      actual: value,
      advice: 'Write the bare host, without scheme, port or path.',
    });
  });
}

/**
 * The key to certify as SPKI DER.
 *
 * @throws ERR_KEY when the PEM is not a public key
 */
export function subjectPublicKeyInfo(publicKey: KeyObject | string): Buffer {
  const key = typeof publicKey === 'string' ? readPublicKey(publicKey) : publicKeyOf(publicKey);
  return key.export({ type: 'spki', format: 'der' });
}

function readPublicKey(pem: string): KeyObject {
  try {
    // createPublicKey would take a private key too: that must not even be sent here.
    if (pem.includes('-----BEGIN PUBLIC KEY-----')) return createPublicKey(pem);
  } catch {
    // Told below, together with every other text that is no public key.
  }
  throw new CertifyError('ERR_KEY', 'The public key cannot be read', {
    where: 'publicKey',
    expected: 'SPKI as PEM: "-----BEGIN PUBLIC KEY-----"',
    advice: 'Write it with: openssl pkey -in key.pem -pubout',
  });
}
