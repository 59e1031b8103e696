import { AccessTokenCache } from '../credentials/access-token.ts';
import { JwksCache } from '../credentials/jwks-cache.ts';
import type { PlannedRequest } from '../contract/request.ts';
import type { CertifyError } from '../errors.ts';
import { exchangeEvidence } from '../evidence/exchange.ts';
import { createRedactor } from '../evidence/redactor.ts';
import { requestProfile, responseProfile } from '../signing/profile.ts';
import type { Exchanged } from './exchanged.ts';
import { edge, keysEdgeFailure } from './edge.ts';
import { compose, type Interceptor, type Passage, type Send } from './interceptor.ts';
import { digest } from './interceptors/digest.ts';
import { encoding } from './interceptors/encoding.ts';
import { idempotencyKey } from './interceptors/idempotency-key.ts';
import { pace } from './interceptors/pace.ts';
import { record } from './interceptors/record.ts';
import { signature } from './interceptors/signature.ts';
import { tampering } from './interceptors/tampering.ts';
import { token } from './interceptors/token.ts';
import { verification } from './interceptors/verification.ts';
import { version } from './interceptors/version.ts';
import type { ClientOptions, SendOptions } from './options.ts';
import { outgoing, type OutgoingRequest } from './outgoing.ts';
import { judgeKeys, keysIn } from './published-keys.ts';
import { judgeResponse } from './response-signature.ts';
import { untilJudged, type Judgeable } from './retries/until-judged.ts';
import { signers } from './signers.ts';
import { tlsIdentities } from './tls-identities.ts';
import { grantedToken } from './token-answer.ts';
import { newPeers } from './transport/peer.ts';
import { createTransport } from './transport/transport.ts';

/** A client of Nopan's API: signs what it sends, verifies what it gets, records both. */
export interface Client {
  /**
   * Sends one request. Resolves whatever the wire did: see `failure`.
   * @throws {CertifyError} ERR_FEATURE when the tampering does not apply to the request, ERR_KEY when the key cannot sign it.
   */
  send(request: PlannedRequest, options?: SendOptions): Promise<Exchanged>;
  /**
   * A valid access token: the cached one, or a new one. It is a secret.
   * @throws {CertifyError} ERR_TOKEN, or why the token endpoint could not be asked.
   */
  accessToken(scope?: string): Promise<string>;
  /** Closes every connection. What is under way fails. */
  close(): Promise<void>;
}

const defaultTimeoutMs = 10_000;
/** Kept at a time. */
const mostConnections = 4;
/** A token is not used in the last minute of its life, so that none expires on the way. */
const tokenMarginSeconds = 60;

export function createClient(options: ClientOptions): Client {
  const { baseUrl, credentials, protocol, clock, randomness, onExchange } = options;
  const { label } = protocol.signature;
  const redactor = options.redactor ?? createRedactor({ secretFields: [protocol.webhooks.signatureHeader] });

  const transport = createTransport({
    origin: baseUrl,
    tlsOptions: tlsIdentities(credentials, clock),
    connections: mostConnections,
    timeoutMs: options.timeoutMs ?? defaultTimeoutMs,
    ...(options.onPeer && { onPeer: newPeers(options.onPeer) }),
  });

  const signerOf = signers(protocol);
  const profile = requestProfile(protocol.signature);
  const authority = new URL(baseUrl).host;
  const prepare = (planned: PlannedRequest, sendOptions: SendOptions): OutgoingRequest => {
    const scheme = sendOptions.profile ?? sendOptions.tampering?.profile ?? protocol.signature.profile;
    const key = credentials.signingKey;
    const varied = sendOptions.signature === undefined ? profile : { ...profile, ...sendOptions.signature };
    return outgoing(planned, sendOptions, {
      scheme,
      sign: signerOf[scheme],
      profile: varied,
      key,
      shift: 0,
      authority,
    });
  };

  const unsent = (request: OutgoingRequest, failure: CertifyError): Passage => ({
    outgoing: request,
    request: { ...request, url: baseUrl + request.target },
    startedAt: clock.now(),
    failure,
    timings: { durationMs: 0 },
  });

  const exchanged = (passage: Passage, { attempts, paused }: Omit<Judgeable, 'passage'>): Exchanged => {
    const { outgoing: sent, request, response, failure, verification: verified } = passage;
    const { idempotencyKey: key, spec, signed } = sent;
    const id = randomness.uuid();
    let evidence: Exchanged['evidence'] | undefined;
    const result: Exchanged = {
      request,
      ...(response && { response }),
      ...(failure && { failure }),
      ...(verified && { verification: verified }),
      ...(key === undefined ? {} : { idempotencyKey: key }),
      attempts,
      paused,
      get evidence() {
        const spoilt = sent.options.tampering && { tampering: sent.options.tampering.id };
        evidence ??= exchangeEvidence({ ...passage, id, spec, ...spoilt, ...(signed && { signed }) }, redactor);
        return evidence;
      },
    };
    onExchange?.(result.evidence);
    return result;
  };

  /** Sends through the interceptors, retries while the target is busy, and records every attempt. */
  const over = async (planned: PlannedRequest, sendOptions: SendOptions, chain: Send) => {
    const { passage, ...took } = await untilJudged(sendOptions, {
      ...options.retries,
      send: (attempt) => chain(prepare(planned, attempt)),
      keep: (attempt) => exchanged(attempt, { attempts: 1, paused: 0 }),
      label,
      clock,
      randomness,
    });
    return { passage, result: exchanged(passage, took) };
  };

  const judging = { profile: responseProfile(protocol.signature), clock };
  const tokens = new AccessTokenCache({
    clock,
    marginSeconds: tokenMarginSeconds,
    fetch: async (scope) => {
      const { passage } = await over(options.planToken(scope), {}, send);
      const granted = grantedToken(passage, protocol.errors);
      redactor.learnToken(granted.value);
      return granted;
    },
  });
  const keys = new JwksCache({
    clock,
    cacheSeconds: protocol.jwks.cacheSeconds,
    fetch: async () => {
      const { passage } = await over(options.planJwks(), {}, sendForKeys);
      return keysIn(passage);
    },
  });

  const interceptors: readonly Interceptor[] = [
    ...(options.requestsPerSecond === undefined ? [] : [pace(options.requestsPerSecond)]),
    encoding,
    version(protocol.version),
    idempotencyKey(protocol.idempotency, randomness),
    token({ cache: tokens, scopes: options.scopes, errors: protocol.errors, unsent }),
    digest,
    tampering('unsigned', credentials),
    signature(clock),
    tampering('signed', credentials),
  ];
  const overTheWire = record(transport, { baseUrl, clock, fresh: options.retries?.budget !== undefined });
  const sendUnverified = compose(interceptors, overTheWire);
  const sendForKeys: Send = async (request) => {
    const passage = await judgeKeys(await sendUnverified(request), judging);
    const failure = keysEdgeFailure(passage, label);
    return failure === undefined ? passage : { ...passage, failure };
  };
  const send = compose(
    [
      edge(label),
      ...interceptors,
      verification((response) => judgeResponse(response, keys, judging)),
      // No key is needed to know its page.
      edge(label),
    ],
    overTheWire,
  );

  return {
    send: async (request, sendOptions = {}) => (await over(request, sendOptions, send)).result,
    accessToken: async (scope = options.scopes) => (await tokens.token(scope)).value,
    close: () => transport.close(),
  };
}
