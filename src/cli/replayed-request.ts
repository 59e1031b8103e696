import { assertNotProduction } from '../config/base-url.ts';
import type { Exchange } from '../contract/types/result.ts';
import { CertifyError } from '../errors.ts';
import { withVisibleControls } from '../report/text.ts';
import type { Fields } from '../signing/message.ts';

/** A request of evidence that may be signed again: nothing in it can be anything else than a request to the target. */
export interface ReplayedRequest {
  readonly method: string;
  readonly target: string;
  readonly fields: Fields;
  readonly body: string;
}

/**
 * @param baseUrl the address of the configuration
 * @throws ERR_INPUT for a request to any other address, or one that a command line could take for something else; ERR_PRODUCTION
 */
export function replayedRequest({ request, spec }: Exchange, baseUrl: string): ReplayedRequest {
  const { method, url: text, body } = request;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url !== undefined) assertNotProduction(url.hostname, spec);
  const { origin } = new URL(baseUrl);
  // One spelling only: without user name, upper case, trailing dot, default port or another form of an IP address.
  if (url?.origin !== origin || text !== `${origin}${url.pathname}${url.search}`)
    throw refused('The result names another address than the configuration', {
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
    throw refused('The result has a header field that is none', {
      where: spec,
      expected: 'a name and a value as RFC 9110 section 5 has them',
      actual: wrong.join(': '),
    });
  if (withVisibleControls(body) !== body)
    throw refused('The body has control characters, which a terminal may act on', {
      where: spec,
      expected: 'a body of visible text',
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
