import { keyFacts, keyText } from '../../credentials/key-facts.ts';
import { leastRsaSigningBits, rotationDays, signingKeyMonths } from '../../credentials/nopan.ts';
import { CertifyError } from '../../errors.ts';
import { assertSeparateKeys } from '../../target/sandbox.ts';
import { ok, skipped, warning, type Check, type Verdict } from '../check.ts';
import { day, daysUntil, monthsAfter } from '../time.ts';
import type { OfflineSubject } from './subject.ts';

const heading = 'Signing key';
const source = 'SIGN';

/** What Nopan demands of the key that signs requests (SIGN). */
export const signingKeyChecks: readonly Check<OfflineSubject>[] = [
  {
    id: 'signing.algorithm',
    heading,
    title: 'algorithm and size',
    source,
    needs: ['signing.privateKey'],
    examine: algorithm,
  },
  {
    id: 'signing.separate',
    heading,
    title: 'is not the TLS key',
    source,
    needs: ['signing.privateKey', 'tls.privateKey', 'tls.pkcs12'],
    examine: separate,
  },
  { id: 'signing.age', heading, title: 'age', source, examine: age },
];

async function algorithm({ signingKey, configuration }: OfflineSubject): Promise<Verdict> {
  const facts = await keyFacts(signingKey());
  const { type, bits = 0, fitFor } = facts;
  if (fitFor.includes('signing')) return ok(keyText(facts));
  const details = {
    where: configuration.value.signing.privateKey,
    expected: 'ECDSA on P-256, P-384 or P-521',
    actual: keyText(facts),
    advice: 'Make another key, nopan-certify keys signing, and upload its public key in the portal.',
  };
  if (type === 'RSA' && bits >= leastRsaSigningBits) {
    return warning('Nopan’s pages no longer name RSA for signing keys', details);
  }
  throw new CertifyError('ERR_KEY', 'Nopan takes no such key for signing', details);
}

async function separate({ signingKey, tlsKey, configuration }: OfflineSubject): Promise<Verdict> {
  assertSeparateKeys(signingKey(), await tlsKey(), configuration.value.signing.privateKey);
  return ok('two different keys');
}

function age({ configuration, clock }: OfflineSubject): Verdict {
  const { createdOn } = configuration.value.signing;
  if (createdOn === undefined) {
    return skipped('signing.createdOn is not set', {
      advice: `Set it to the day on which the key was made: Nopan accepts a key for ${signingKeyMonths} months.`,
    });
  }
  const created = Date.parse(createdOn);
  const { where } = configuration.origin('/signing/createdOn');
  if (created > clock.now()) {
    throw new CertifyError('ERR_CONFIG', 'The signing key is yet to be made', {
      where,
      expected: `a day until ${day(clock.now())}`,
      actual: createdOn,
      advice: 'Correct signing.createdOn, or the clock of this machine.',
    });
  }
  const end = monthsAfter(created, signingKeyMonths);
  const left = daysUntil(end, clock.now());
  const advice =
    'Make a new key, nopan-certify keys signing, upload its public key in the portal, and set signing.keyid.';
  if (clock.now() >= end) {
    throw new CertifyError('ERR_KEY', `The signing key is older than ${signingKeyMonths} months`, {
      where,
      expected: `a key of ${day(monthsAfter(clock.now(), -signingKeyMonths))} or later`,
      actual: createdOn,
      advice,
    });
  }
  if (left >= rotationDays) return ok(`made on ${createdOn}, to be used until ${day(end)}`);
  return warning(`The signing key may be used until ${day(end)}, ${left} days from now`, {
    where,
    expected: `at least ${rotationDays} days left`,
    advice,
  });
}
