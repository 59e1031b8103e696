import { BlockList, isIP } from 'node:net';

type Environment = Readonly<NodeJS.ProcessEnv>;

/** Proxy variables for HTTPS, also in lower case. HTTP_PROXY alone suggests that there is a proxy. */
const variables = ['HTTPS_PROXY', 'ALL_PROXY', 'HTTP_PROXY'];

const written = (name: string): readonly string[] => [name, name.toLowerCase()];

/**
 * The variables that set a proxy for a URL. None is used: TLS must end at the target, which has to see the client certificate, and which
 * is identified by its address and certificate.
 */
export function unusedProxies(url: string, environment: Environment): string[] {
  const { hostname, port } = new URL(url);
  const host = hostname.replace(/^\[|\]$/g, '').replace(/\.+$/, '');
  if (isLoopback(host) || isExempt(host, port || '443', environment)) return [];
  return variables.flatMap(written).filter((name) => (environment[name] ?? '').trim() !== '');
}

/** A sentence about them to append to other advice; empty if there are none. */
export function proxyAdvice(url: string, environment: Environment): string {
  const names = unusedProxies(url, environment);
  if (names.length === 0) return '';
  const are = names.length === 1 ? 'is set but not used' : 'are set but not used';
  return ` ${names.join(', ')} ${are}: TLS with a client certificate needs a direct connection. Allow it in your network.`;
}

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

const isLoopback = (host: string): boolean =>
  isIP(host) === 0 ? /(^|\.)localhost$/i.test(host) : loopback.check(host, familyOf(host));

const familyOf = (address: string): 'ipv4' | 'ipv6' => (isIP(address) === 6 ? 'ipv6' : 'ipv4');

/** NO_PROXY as curl and Go read it: names and their subdomains, addresses, ranges, ports, `*` for everything. */
function isExempt(host: string, port: string, environment: Environment): boolean {
  const entries = written('NO_PROXY').flatMap((name) => (environment[name] ?? '').split(/[\s,]+/));
  return entries.filter((entry) => entry !== '').some((entry) => covers(entry.toLowerCase(), host.toLowerCase(), port));
}

function covers(entry: string, host: string, port: string): boolean {
  if (entry === '*') return true;
  const [address = '', prefix] = entry.split('/');
  if (prefix !== undefined) return isInRange(host, address, Number(prefix));
  const bare = address.replace(/^\[(.*)\]$/, '$1');
  if (isIP(bare) !== 0) return isIP(host) !== 0 && isInRange(host, bare, isIP(bare) === 6 ? 128 : 32);
  const [, name = '', only] = /^\[?(.*?)\]?(?::(\d+))?$/.exec(address) ?? [];
  if (only !== undefined && only !== port) return false;
  if (isIP(name) !== 0 || isIP(host) !== 0) return name === host;
  const suffix = name.replace(/^\*?\./, '').replace(/\.+$/, '');
  return suffix !== '' && (host === suffix || host.endsWith(`.${suffix}`));
}

function isInRange(host: string, network: string, prefix: number): boolean {
  const family = isIP(network);
  if (family === 0 || isIP(host) !== family || !(prefix >= 0 && prefix <= (family === 6 ? 128 : 32))) return false;
  const range = new BlockList();
  range.addSubnet(network, prefix, familyOf(network));
  return range.check(host, familyOf(host));
}
