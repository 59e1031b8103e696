import { CertifyError, type ErrorCode } from '../../errors.ts';
import { proxyAdvice } from '../../proxy.ts';

interface Explanation {
  readonly code: ErrorCode;
  /** Goes on from the origin: `https://127.0.0.1:8443 refused the connection`. */
  readonly problem: string;
  readonly advice: string;
}

const unreachable = 'Check your network, VPN and firewall, and ask whether your address is allowed.';
const slow = 'Repeat the call; if it is slow every time, allow it more time or ask the operator of the target.';
const trust =
  'Check that the base URL is right. If its authority is not one of the system’s, name its certificate as target.trust in the configuration.';

/** Errors of the way to the target, by the code that Node.js or undici gives them. */
const explanations: Readonly<Record<string, Explanation>> = {
  ECONNREFUSED: {
    code: 'ERR_TARGET',
    problem: 'refused the connection',
    advice: 'Nothing listens there: is the target running, is the port right?',
  },
  ENOTFOUND: {
    code: 'ERR_TARGET',
    problem: 'has a host name that does not resolve',
    advice: 'Check its spelling and your DNS.',
  },
  EAI_AGAIN: { code: 'ERR_TARGET', problem: 'could not be looked up', advice: 'Check your network and DNS.' },
  EHOSTUNREACH: { code: 'ERR_TARGET', problem: 'cannot be reached', advice: unreachable },
  ENETUNREACH: { code: 'ERR_TARGET', problem: 'cannot be reached', advice: unreachable },
  ETIMEDOUT: { code: 'ERR_TARGET', problem: 'did not accept the connection in time', advice: unreachable },
  UND_ERR_CONNECT_TIMEOUT: {
    code: 'ERR_TARGET',
    problem: 'did not accept the connection in time',
    advice: unreachable,
  },
  UND_ERR_HEADERS_TIMEOUT: { code: 'ERR_TIMEOUT', problem: 'did not answer in time', advice: slow },
  UND_ERR_BODY_TIMEOUT: { code: 'ERR_TIMEOUT', problem: 'stopped in the middle of its answer', advice: slow },
  UND_ERR_RES_EXCEEDED_MAX_SIZE: {
    code: 'ERR_TARGET',
    problem: 'answered with more than 4 MB',
    advice: 'Check that the base URL is that of the payments API.',
  },
  UND_ERR_INVALID_ARG: {
    code: 'ERR_SPEC',
    problem: 'cannot be sent this request',
    advice: 'Correct the method, path and header fields of the request spec.',
  },
  UND_ERR_DESTROYED: {
    code: 'ERR_INTERRUPTED',
    problem: 'was aborted: the client was closed',
    advice: 'Close the client when every call is over.',
  },
  UND_ERR_CLOSED: {
    code: 'ERR_INTERRUPTED',
    problem: 'was not asked: the client is closed',
    advice: 'Close the client when every call is over.',
  },
  CERT_HAS_EXPIRED: {
    code: 'ERR_TLS',
    problem: 'has a certificate that has expired',
    advice: 'Check your clock; if it is right, the operator of the target has to renew the certificate.',
  },
  ERR_TLS_CERT_ALTNAME_INVALID: {
    code: 'ERR_TLS',
    problem: 'has a certificate for another host',
    advice: 'Use the host name that the certificate is for.',
  },
  DEPTH_ZERO_SELF_SIGNED_CERT: { code: 'ERR_TLS', problem: 'has a certificate that is not trusted', advice: trust },
  SELF_SIGNED_CERT_IN_CHAIN: { code: 'ERR_TLS', problem: 'has a certificate that is not trusted', advice: trust },
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: { code: 'ERR_TLS', problem: 'has a certificate that is not trusted', advice: trust },
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: {
    code: 'ERR_TLS',
    problem: 'has a certificate that is not trusted',
    advice: trust,
  },
  ERR_SSL_WRONG_VERSION_NUMBER: {
    code: 'ERR_TLS',
    problem: 'does not speak TLS',
    advice: 'The port may be one for plain HTTP.',
  },
};

const otherHttp: Explanation = {
  code: 'ERR_TLS',
  problem: 'speaks HTTP/2 only',
  advice: 'nopan-certify speaks HTTP/1.1: ask the operator of the target or its gateway to offer it.',
};

const closed: Explanation = {
  code: 'ERR_TARGET',
  problem: 'closed the connection without an answer',
  advice:
    'Repeat the call. If it happens every time, the target may refuse the client certificate: check that it is Nopan’s.',
};

const noHttp: Explanation = {
  code: 'ERR_TARGET',
  problem: 'did not answer in HTTP/1.1',
  advice: 'Check that the base URL is that of the payments API.',
};

const handshake: Explanation = {
  code: 'ERR_TLS',
  problem: 'refused the TLS connection',
  advice: 'TLS 1.3 and a client certificate of Nopan’s authority are needed: check certificate, key and validity.',
};

const unknown: Explanation = {
  code: 'ERR_TARGET',
  problem: 'could not be asked',
  advice: 'Check the base URL and the network.',
};

/** Codes of a connection that was made, and then ended by the other side. */
const closing = ['UND_ERR_SOCKET', 'ECONNRESET', 'EPIPE'];

/** Codes of a connection that failed but may succeed later. */
const passing = ['ECONNREFUSED', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'ETIMEDOUT', 'UND_ERR_CONNECT_TIMEOUT'];

/** Whether the connection failed for a temporary reason before the request was sent. */
export function isUnreached({ code, cause }: CertifyError): boolean {
  return code === 'ERR_TARGET' && cause instanceof Error && passing.includes(codeOf(cause));
}

/** Whether the other side ended the connection instead of answering. */
export function isCut({ code, cause }: CertifyError): boolean {
  return code === closed.code && cause instanceof Error && closing.includes(codeOf(cause));
}

/**
 * What an error of Node.js or undici means to the reader.
 * @param socketError the first error of the connection, which says more when TLS 1.3 refuses a certificate after the handshake.
 */
export function transportFailure(error: Error, origin: string, socketError?: Error): CertifyError {
  const [cause, { code, problem, advice }] = explained(error, socketError);
  const proxies = code === 'ERR_TARGET' || code === 'ERR_TIMEOUT' ? proxyAdvice(origin, process.env) : '';
  return new CertifyError(code, `${origin} ${problem}`, {
    ...{ where: origin, actual: described(cause), advice: advice + proxies, cause },
  });
}

function explained(error: Error, socketError: Error | undefined): [cause: Error, explanation: Explanation] {
  if (socketError !== undefined && isTlsError(codeOf(socketError))) return [socketError, explanation(socketError)];
  return [error, explanation(error)];
}

function explanation(error: Error): Explanation {
  const code = codeOf(error);
  const known = explanations[code];
  if (known !== undefined) return known;
  if (speaksHttp2(error)) return otherHttp;
  if (isTlsError(code)) return handshake;
  if (isNoHttp(error)) return noHttp;
  return closing.includes(code) ? closed : unknown;
}

/** TLS reports that no protocol is shared (RFC 7301 section 3.2), or the server starts with an HTTP/2 frame (RFC 9113 section 3.4). */
function speaksHttp2(error: Error): boolean {
  const code = codeOf(error);
  if (code === 'ERR_SSL_TLSV1_ALERT_NO_APPLICATION_PROTOCOL' || /\balert number 120\b/.test(error.message)) return true;
  const { data } = error as { data?: string | Buffer | null };
  return isNoHttp(error) && isFirstFrame(Buffer.from(data ?? ''));
}

/** The name of all errors of undici's parser; only some have a code. */
function isNoHttp(error: Error): boolean {
  return error.name === 'HTTPParserError' || codeOf(error).startsWith('HPE_');
}

/** Types of the first or last frame of a server: SETTINGS, GOAWAY (RFC 9113 sections 6.5 and 6.8). */
const firstFrames = [4, 7];

/** Three bytes of length, a short one; the type; flags; and the stream 0 (RFC 9113 section 4.1). */
function isFirstFrame(bytes: Buffer): boolean {
  return (
    bytes.length >= 9 && bytes.readUInt16BE(0) < 4 && firstFrames.includes(bytes[3] ?? 0) && bytes.readUInt32BE(5) === 0
  );
}

/** Alerts and protocol errors as OpenSSL reports them. */
function isTlsError(code: string): boolean {
  return code.startsWith('ERR_SSL_') || code === 'EPROTO';
}

function codeOf(error: Error): string {
  // Happy eyeballs: several addresses failed, each in its own way (RFC 8305).
  const first = (error instanceof AggregateError ? error.errors[0] : error) as NodeJS.ErrnoException;
  return first.code ?? '';
}

function described(error: Error): string {
  const code = codeOf(error);
  return error.message === '' || error.message.includes(code) ? error.message || code : `${code}: ${error.message}`;
}
