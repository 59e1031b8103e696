import { hostname, networkInterfaces } from 'node:os';
import { dnsName } from '../../credentials/certificate-options.ts';

/** Accepted `Host` fields: a name of the mock, a name with the right port, or any. */
export type AcceptedHosts = 'own' | 'exact' | 'any';

const loopback = ['127.0.0.1', 'localhost'];

/** Addresses that mean all addresses of a machine. */
const everyAddress = /^(0\.0\.0\.0|::|0|)$/;

const isEveryAddress = (host: string): boolean => everyAddress.test(host);

/** `[::1]`, as URLs write it, is `::1`. */
export const bareHost = (host: string): string => /^\[(.*)\]$/.exec(host)?.[1] ?? host;

/**
 * The names of a server that listens on these addresses: the addresses, those of this machine if it listens on all, and the given
 * names.
 */
export function ownNames(hosts: readonly string[], given: readonly string[]): string[] {
  const listened = hosts.flatMap((host) => (isEveryAddress(host) ? [...addresses(), ...machineName()] : [host]));
  return [...new Set([...given, ...listened, ...loopback].map((name) => name.toLowerCase()))];
}

/** The host for other machines: for all addresses the first given name, or the first address. */
export function publicName(host: string, given: readonly string[]): string {
  if (!isEveryAddress(host)) return host;
  return given.find((name) => !name.startsWith('*')) ?? addresses()[0] ?? '127.0.0.1';
}

/** A host in URL syntax. */
export const inUrl = (host: string): string => (host.includes(':') ? `[${host}]` : host);

/** Addresses of this machine that others can reach it by, IPv4 first. */
function addresses(): string[] {
  const found = Object.values(networkInterfaces()).flatMap((each = []) => each);
  const reachable = found.filter(({ internal, scopeid = 0 }) => !internal && scopeid === 0);
  return reachable.sort((one, other) => one.family.localeCompare(other.family)).map(({ address }) => address);
}

function machineName(): string[] {
  return [hostname()].filter((name) => dnsName.test(name));
}

/**
 * Whether a `Host` is one of ours (RFC 9110 section 7.4). Behind a gateway or a container the port may differ; it is
 * left out only for 443 (RFC 9110 section 4.2.2).
 */
export function isOwnHost(value: string, port: number, names: readonly string[], accepted: AcceptedHosts): boolean {
  if (accepted === 'any') return true;
  const [, name = '', named = '443'] = /^(\[[^\]]*\]|[^:]*)(?::(\d+))?$/.exec(value.toLowerCase()) ?? [];
  if (!names.some((own) => matches(own, bareHost(name)))) return false;
  return Number(named) === port || (accepted === 'own' && value !== name);
}

/** A `*` as first label matches any label (RFC 9525 section 6.3). */
function matches(own: string, name: string): boolean {
  return own === name || (own.startsWith('*.') && name.replace(/^[^.]+/, '*') === own);
}
