import { signDetached } from '../signing/jws.ts';
import type { SignatureKey } from '../signing/keys.ts';
import type { Fields, RequestMessage } from '../signing/message.ts';
import type { SignatureScheme } from '../signing/request-signature.ts';
import { signMessage } from '../signing/sign.ts';
import { withContentLength, withoutFields, type CapturedRequest } from './captured.ts';
import type { SigningSettings } from './judge.ts';

export interface SignedRequest {
  /** What to add to the request, or to put in the place of what it has. */
  readonly fields: Fields;
  /** The request with them. */
  readonly message: RequestMessage;
  /** What was signed. */
  readonly base: string;
}

/**
 * Signs a request, in place of whatever signature it has.
 * @param created seconds since 1970-01-01T00:00:00Z.
 * @throws {CertifyError} ERR_KEY; {SignatureError} when the request lacks what is to be signed.
 */
export async function signRequest(
  captured: CapturedRequest,
  key: SignatureKey,
  settings: SigningSettings,
  created: number,
  scheme: SignatureScheme = settings.scheme,
): Promise<SignedRequest> {
  const own = [
    'content-digest',
    'content-length',
    'transfer-encoding',
    'signature-input',
    'signature',
    settings.jws.header.toLowerCase(),
  ];
  const { message } = withContentLength({ ...withoutFields(captured, own), isUncounted: false });
  const length = message.fields.slice(-1).filter(([name]) => name === 'Content-Length');
  const { fields, base } =
    scheme === 'detached-jws'
      ? await detached(message, key, settings, created)
      : signMessage(message, settings.request, key, created);
  return { fields: [...length, ...fields], message: { ...message, fields: [...message.fields, ...fields] }, base };
}

async function detached({ body }: RequestMessage, key: SignatureKey, { jws }: SigningSettings, created: number) {
  const { value, signingInput } = await signDetached(body, key, created);
  const fields: Fields = [[jws.header, value]];
  return { fields, base: signingInput };
}
