import type { ForeignCredential } from '../client/spoilt-request.ts';
import type { Clock } from '../clock.ts';
import type { JsonObject } from '../contract/json.ts';
import type { Tampering } from '../contract/types/tampering.ts';
import { generateKeyPair, privateKeyPem, publicKeyPem, type Curve } from '../credentials/key-pair.ts';
import { keyAlgorithm } from '../signing/keys.ts';
import type { Control } from './control.ts';
import { enrol, organizationPath, text } from './enrolment.ts';

type CredentialName = NonNullable<Tampering['credential']>;

/** Who is to be spoilt, and what it is made with. */
interface Means {
  readonly organizationId: string;
  /** Another organization, taken in for this. */
  readonly another: () => Promise<{
    readonly organizationId: string;
    readonly credential: Required<Pick<ForeignCredential, 'tls' | 'key'>>;
  }>;
  readonly control: Control;
  readonly clock: Clock;
  /** Of signing keys. */
  readonly curve: Curve;
}

export interface ForeignCredentialsOptions extends Pick<Means, 'clock' | 'curve'> {
  readonly trust: string | undefined;
}

const dayMs = 24 * 3_600_000;
const dayAgo = (clock: Clock, days: number): string => new Date(clock.now() - days * dayMs).toISOString();
/** Longer ago than any token lives. */
const longAgo = 30 * 24 * 3600;

/** How each credential comes about that should not be used. */
const makers: Readonly<
  Record<Exclude<CredentialName, 'token-for-reading'>, (maker: Means) => Promise<ForeignCredential>>
> = {
  'expired-certificate': ({ control, organizationId, clock }) =>
    certified(control, organizationId, { notBefore: dayAgo(clock, 400), notAfter: dayAgo(clock, 1) }),

  'certificate-of-no-organization': ({ control, organizationId }) =>
    certified(control, organizationId, { commonName: 'org-that-nobody-knows' }),

  'certificate-of-another-organization': async ({ another }) => ({ tls: (await another()).credential.tls }),

  'expired-key': async ({ control, organizationId, clock, curve }) => {
    const { privateKey, publicKey } = generateKeyPair(curve);
    const body = { publicKey: publicKeyPem(publicKey), validUntil: dayAgo(clock, 1) };
    const registered = await control.call('POST', `${organizationPath(organizationId)}/keys`, body);
    return { key: { keyid: text(registered, 'keyid'), algorithm: keyAlgorithm(privateKey), key: privateKey } };
  },

  'key-of-another-organization': async ({ another }) => {
    const { organizationId, credential } = await another();
    // Ids are unique within an organization only: this one must not be one of ours.
    return { key: { ...credential.key, keyid: `${organizationId}-key` } };
  },

  'expired-token': ({ control, organizationId }) => issued(control, organizationId, { issuedSecondsAgo: longAgo }),

  'token-of-another-organization': async ({ control, another }) =>
    issued(control, (await another()).organizationId, { scope: 'payments:read payments:process' }),
};

/** Credentials to spoil requests with, made when they are first asked for and kept as long as the conversation with the target. */
export class ForeignCredentials {
  readonly #control: Control;
  readonly #options: ForeignCredentialsOptions;
  readonly #made = new Map<string, Promise<ForeignCredential>>();
  #another: ReturnType<Means['another']> | undefined;

  constructor(control: Control, options: ForeignCredentialsOptions) {
    this.#control = control;
    this.#options = options;
  }

  /** @throws ERR_CONTROL when the target does not play its part */
  of(name: keyof typeof makers, organizationId: string): Promise<ForeignCredential> {
    const id = `${name} ${organizationId}`;
    const made =
      this.#made.get(id) ??
      makers[name]({ organizationId, another: () => this.#other(), control: this.#control, ...this.#options });
    this.#made.set(id, made);
    return made;
  }

  #other(): ReturnType<Means['another']> {
    this.#another ??= enrolAnother(this.#control, this.#options);
    return this.#another;
  }
}

/** Another organization, with its signing key registered under an id that no other organization uses. */
async function enrolAnother(
  control: Control,
  { trust, curve }: ForeignCredentialsOptions,
): ReturnType<Means['another']> {
  const { credentials } = await enrol(control, trust, curve);
  const { organizationId, certificate, privateKey, signingKey } = credentials;
  const publicKey = publicKeyPem(signingKey.key);
  await control.call('POST', `${organizationPath(organizationId)}/keys`, { publicKey, keyid: `${organizationId}-key` });
  return { organizationId, credential: { tls: { certificate, privateKey }, key: signingKey } };
}

async function certified(control: Control, organizationId: string, details: JsonObject): Promise<ForeignCredential> {
  const { privateKey, publicKey } = generateKeyPair('P-256');
  const body = { publicKey: publicKeyPem(publicKey), ...details };
  const answer = await control.call('POST', `${organizationPath(organizationId)}/certificates`, body);
  return { tls: { certificate: text(answer, 'certificate'), privateKey: privateKeyPem(privateKey) } };
}

async function issued(control: Control, organizationId: string, details: JsonObject): Promise<ForeignCredential> {
  const answer = await control.call('POST', `${organizationPath(organizationId)}/tokens`, details);
  return { token: text(answer, 'accessToken') };
}
