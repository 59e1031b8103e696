import { assertNotProduction } from '../config/base-url.ts';
import type { Exchange } from '../contract/types/result.ts';
import { CertifyError } from '../errors.ts';
import { withVisibleControls } from '../report/text.ts';
import type { Fields } from '../signing/message.ts';

/** A recorded request that is safe to sign again: it can only be a request to the target. */
interface ReplayedRequest {
  readonly method: string;
  readonly target: string;
  readonly fields: Fields;
  readonly body: string;
}

/**
 * @param baseUrl the address of the configuration
 * @throws ERR_INPUT for a request to another address, or one that a shell or terminal could misread; ERR_PRODUCTION
 */
export function replayedRequest({ request, spec }: Exchange, baseUrl: string): ReplayedRequest {
  const { method, url: text, body } = request;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url !== undefined) assertNotProduction(url.hostname, spec);
  const { origin } = new URL(baseUrl);
  // Accepts one spelling only: no user name, upper case, trailing dot, default port or other form of an IP address.
  if (url?.origin !== origin || text !== `${origin}${url.pathname}${url.search}`)
    throw refused('The address in the result differs from the configuration', {
      where: spec,
      expected: `an address at ${origin}`,
      actual: text,
    });
  if (!/^[A-Z]{1,16}$/.test(method))
    throw refused('The result names no HTTP method', {
      where: spec,
      expected: 'a method such as POST',
      actual: method,
    });
  const fields = request.fields.map(([name = '', value = '']) => [name, value] as const);
  const wrong = fields.find(([name, value]) => !isField(name, value));
  if (wrong !== undefined)
    throw refused('The result has an invalid header field', {
      where: spec,
      expected: 'a name and a value (RFC 9110 section 5)',
      actual: wrong.join(': '),
    });
  if (withVisibleControls(body) !== body)
    throw refused('The body has control characters, which can affect a terminal', {
      where: spec,
      expected: 'a body without control characters',
    });
  return { method, target: url.pathname + url.search, fields, body };
}

const isField = (name: string, value: string): boolean =>
  /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(name) &&
  /^[\t -~\u00a0-\uffff]*$/.test(value) &&
  withVisibleControls(value) === value;

const refused = (message: string, details: ConstructorParameters<typeof CertifyError>[2]): CertifyError =>
  new CertifyError('ERR_INPUT', message, {
    advice: 'Nothing was signed. Do not rely on this result: it may come from somebody else.',
    ...details,
  });
