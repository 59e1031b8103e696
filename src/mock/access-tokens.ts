import type { KeyObject } from 'node:crypto';
import { compactVerify, errors, SignJWT } from 'jose';
import type { KeyPair } from '../credentials/key-pair.ts';
import type { Protocol } from '../contract/protocol.ts';

/** What an access token says. Nopan's own claims are not documented; clients must treat the token as opaque. */
export interface AccessClaims {
  readonly iss: string;
  readonly client_id: string;
  /** Granted scopes, separated by spaces. */
  readonly scope: string;
  /** Seconds since 1970-01-01T00:00:00Z. */
  readonly iat: number;
  readonly exp: number;
  readonly jti: string;
}

export type Grant = Pick<AccessClaims, 'client_id' | 'scope' | 'iat' | 'jti'>;

const remembered = 1000;

/** Issues and reads access tokens: JWTs (RFC 7519) signed with a key that serves nothing else. */
export class AccessTokens {
  readonly #settings: Protocol['token'];
  readonly #privateKey: KeyObject;
  readonly #publicKey: KeyObject;
  /** Tokens whose signature was verified: a token is used for many calls, and its signature cannot go bad. */
  readonly #verified = new Map<string, AccessClaims>();

  /** @param keys P-256, which serve nothing else */
  constructor(settings: Protocol['token'], { privateKey, publicKey }: KeyPair) {
    this.#settings = settings;
    this.#privateKey = privateKey;
    this.#publicKey = publicKey;
  }

  issue(grant: Grant): Promise<string> {
    const { algorithm, lifetimeSeconds } = this.#settings;
    return new SignJWT({ iss: 'nopan-mock', ...grant, exp: grant.iat + lifetimeSeconds })
      .setProtectedHeader({ alg: algorithm, typ: 'JWT' })
      .sign(this.#privateKey);
  }

  /** The claims of a token that was issued here, whether or not it has expired since; undefined for any other text. */
  async read(token: string): Promise<AccessClaims | undefined> {
    return this.#verified.get(token) ?? this.#remember(token, await this.#verify(token));
  }

  async #verify(token: string): Promise<AccessClaims | undefined> {
    if (!token.split('.').every(canonical)) return undefined;
    try {
      const { payload } = await compactVerify(token, this.#publicKey, { algorithms: [this.#settings.algorithm] });
      return JSON.parse(Buffer.from(payload).toString('utf8')) as AccessClaims;
    } catch (error) {
      if (error instanceof errors.JOSEError) return undefined;
      throw error;
    }
  }

  #remember(token: string, claims: AccessClaims | undefined): AccessClaims | undefined {
    if (claims === undefined) return undefined;
    const [oldest] = this.#verified.keys();
    if (this.#verified.size >= remembered && oldest !== undefined) this.#verified.delete(oldest);
    this.#verified.set(token, claims);
    return claims;
  }
}

/** Whether a text is the one base64url form of its bytes: decoders ignore bits that no byte needs (RFC 4648 section 3.5). */
function canonical(text: string): boolean {
  return Buffer.from(text, 'base64url').toString('base64url') === text;
}
