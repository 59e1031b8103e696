import { CertifyError } from '../errors.ts';

/** Nopan's production domains (Nopan's OpenAPI document, and older pages). The sandbox is under nopan.dev. */
const productionDomains = ['nopan.io', 'nopan.com'];

/**
 * The origin that calls go to: `https://host[:port]`.
 *
 * @throws ERR_PRODUCTION for a host of production, ERR_CONFIG for anything that is not an https origin
 */
export function parseBaseUrl(text: string, where: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol !== 'https:' || url.hostname === '') {
    throw new CertifyError('ERR_CONFIG', `"${withoutCredentials(text)}" is no base URL`, {
      where,
      expected: 'an https URL such as https://api.sandbox.nopan.dev',
      advice:
        url?.protocol === 'http:' && url.hostname !== ''
          ? `Use https://${url.host}: calls carry a client certificate, which plain HTTP has none of.`
          : 'Write the scheme and the host; a port when it is not 443.',
    });
  }
  assertNotProduction(url.hostname, where);
  const rest = [
    [url.username || url.password, 'credentials'],
    [url.pathname !== '/', 'a path'],
    [url.search, 'a query'],
    [url.hash, 'a fragment'],
  ] as const;
  const extra = rest.filter(([present]) => present).map(([, name]) => name);
  if (extra.length > 0) {
    throw new CertifyError('ERR_CONFIG', `The base URL has ${extra.join(' and ')}`, {
      where,
      expected: 'scheme, host and port only: Nopan’s paths start at the root of the host',
      advice: `Use https://${url.host}.`,
    });
  }
  return `https://${url.host.replace(/\.+(?=:|$)/, '')}`;
}

/**
 * An address as an error may repeat it: without user name, password, query and fragment, any of which may be secret. It need be
 * no URL, so whatever stands before an @ is left out.
 */
export const withoutCredentials = (text: string): string =>
  text.replace(/^(https?:[\\/]*)?.*@/is, '$1').replace(/[?#].*$/s, '');

/** @throws ERR_PRODUCTION for a host of production */
export function assertNotProduction(hostname: string, where: string): void {
  const host = hostname.replace(/\.+$/, '');
  if (!productionDomains.some((domain) => host === domain || host.endsWith(`.${domain}`))) return;
  throw new CertifyError('ERR_PRODUCTION', `${host} is Nopan's production, which is never a target`, {
    where,
    expected: 'the sandbox or a mock',
    advice: 'A certification makes real payments: use https://api.sandbox.nopan.dev.',
  });
}
