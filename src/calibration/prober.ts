import type { Exchanged } from '../client/exchanged.ts';
import type { SendOptions } from '../client/options.ts';
import { plan } from '../contract/plan.ts';
import { valueAt } from '../contract/pointer.ts';
import { rejectionOf } from '../conversation/certificate-rejection.ts';
import type { Environment } from '../conversation/environment.ts';
import { digestAlgorithms, type DigestAlgorithm } from '../signing/digest.ts';
import { fieldValue } from '../signing/message.ts';
import type { CertificateOutcome } from './certificates.ts';
import { outcomeOf, type Outcome } from './outcome.ts';
import type { Variant } from './variant.ts';

/** How the target signed an answer, as far as it can be verified. */
export interface AnswerSignature {
  readonly verified: boolean;
  readonly signatureParamsForm?: string;
  readonly ecdsaEncoding?: string;
  readonly digest?: DigestAlgorithm;
  /** Why it does not verify. */
  readonly problem?: string;
}

/** One harmless call, and what came of it. */
export interface Probe {
  readonly outcome: Outcome;
  readonly answer: AnswerSignature;
  /** The access token that was granted. It is a secret. */
  readonly token?: string;
}

/** Makes harmless calls. @throws {CertifyError} when there is no answer. */
export interface Prober {
  /** Asks for an access token, which is a signed request with content and changes nothing. */
  askForToken(variant: Variant, how?: Pick<SendOptions, 'contentType'> & { readonly spoilt?: boolean }): Promise<Probe>;
  /** Asks for a payment that does not exist: a signed request without content. */
  askForPayment(variant: Variant, token: string): Promise<Probe>;
  /** Asks for an access token with a bad client certificate. Absent: cannot be tried. */
  askWithCertificate?: (variant: Variant, tampering: CertificateTampering) => Promise<CertificateOutcome>;
}

/** Keyed by the ids of specs/tampering.yaml. */
type CertificateTampering = 'without-client-certificate' | 'foreign-client-certificate';

/** Calls the target of an environment, with its credentials. */
export function proberOf({ party, specification: { requests, protocol, tamperings } }: Environment): Prober {
  const { client, variables } = party;
  const call = async (spec: string, more: Record<string, string>, options: SendOptions, sound: readonly number[]) => {
    const exchanged = await client.send(plan(requests, spec, { variables: { ...variables, ...more } }), options);
    const { response, failure } = exchanged;
    if (response === undefined || failure?.code === 'ERR_TARGET')
      throw failure ?? new Error('There is neither an answer nor a failure');
    return { outcome: outcomeOf(response, protocol.errors, sound), answer: answerSignature(exchanged), response };
  };
  return {
    async askForToken(variant, { spoilt = false, contentType } = {}) {
      const { response, ...probe } = await call(
        'auth/token',
        { scope: 'payments:read' },
        {
          ...signedAs(variant),
          ...(contentType !== undefined && { contentType }),
          ...(spoilt && { tampering: tamperings.byId('flipped-signature-byte') }),
        },
        [200],
      );
      const token = valueAt(response.json, '/access_token');
      return typeof token === 'string' ? { ...probe, token } : probe;
    },
    async askForPayment(variant, token) {
      const { outcome, answer } = await call(
        'payments/status',
        { transactionId: 'nopan-certify-calibrate' },
        { ...signedAs(variant), token },
        [200, protocol.errors.notFound.status],
      );
      return { outcome, answer };
    },
    async askWithCertificate(variant, id) {
      const planned = plan(requests, 'auth/token', { variables: { ...variables, scope: 'payments:read' } });
      const options: SendOptions = { ...signedAs(variant), tampering: tamperings.byId(id) };
      const exchanged = await client.send(planned, options);
      const status = exchanged.response?.status ?? 0;
      if (status >= 200 && status < 300) return 'accepted';
      return rejectionOf({ planned, exchanged, violations: [] }) ?? 'unclear';
    },
  };
}

function signedAs(variant: Variant): SendOptions {
  const { profile, requestDigest: digest, signatureParamsForm, ecdsaEncoding, contentTypeForm } = variant;
  return {
    profile,
    signature: {
      ...(digest !== undefined && { digest }),
      ...(signatureParamsForm !== undefined && { signatureParamsForm }),
      ...(ecdsaEncoding !== undefined && { ecdsaEncoding }),
      ...(contentTypeForm !== undefined && { contentTypeForm }),
    },
  };
}

function answerSignature({ response, verification }: Exchanged): AnswerSignature {
  const { verified = false, signatureParamsForm, ecdsaEncoding, problem } = verification ?? {};
  const field = fieldValue(response?.fields ?? [], 'content-digest') ?? '';
  const digest = digestAlgorithms.find((algorithm) => field.startsWith(`${algorithm}=`));
  return {
    verified,
    ...(signatureParamsForm !== undefined && { signatureParamsForm }),
    ...(ecdsaEncoding !== undefined && { ecdsaEncoding }),
    ...(digest !== undefined && { digest }),
    ...(problem !== undefined && { problem }),
  };
}
