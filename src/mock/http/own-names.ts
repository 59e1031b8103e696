import { hostname, networkInterfaces } from 'node:os';
import { dnsName } from '../../credentials/certificate-options.ts';

/** Which `Host` a request may name: by a name of the mock, by one and its own port, or any. */
export type AcceptedHosts = 'own' | 'exact' | 'any';

const loopback = ['127.0.0.1', 'localhost'];

/** Addresses that stand for all of a machine. */
const everyAddress = /^(0\.0\.0\.0|::|0|)$/;

const isEveryAddress = (host: string): boolean => everyAddress.test(host);

/** `[::1]`, as URLs write it, is `::1`. */
export const bareHost = (host: string): string => /^\[(.*)\]$/.exec(host)?.[1] ?? host;

/**
 * What a server goes by that listens on these addresses: they themselves, this machine's own where it listens on all of them, and the names
 * that it was given.
 */
export function ownNames(hosts: readonly string[], given: readonly string[]): string[] {
  const listened = hosts.flatMap((host) => (isEveryAddress(host) ? [...addresses(), ...machineName()] : [host]));
  return [...new Set([...given, ...listened, ...loopback].map((name) => name.toLowerCase()))];
}

/** Where others find a server that listens on an address: of all addresses of a machine the first name that it was given, or the first address. */
export function publicName(host: string, given: readonly string[]): string {
  if (!isEveryAddress(host)) return host;
  return given.find((name) => !name.startsWith('*')) ?? addresses()[0] ?? '127.0.0.1';
}

/** As a URL writes it. */
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
 * Whether a `Host` is one of ours (RFC 9110 section 7.4). Where a gateway or a container stands in between, its port may be another; it is
 * left out only for 443 (RFC 9110 section 4.2.2).
 */
export function isOwnHost(value: string, port: number, names: readonly string[], accepted: AcceptedHosts): boolean {
  if (accepted === 'any') return true;
  const [, name = '', named = '443'] = /^(\[[^\]]*\]|[^:]*)(?::(\d+))?$/.exec(value.toLowerCase()) ?? [];
  if (!names.some((own) => matches(own, bareHost(name)))) return false;
  return Number(named) === port || (accepted === 'own' && value !== name);
}

/** A name with `*` for its first label stands for every name that is otherwise the same (RFC 9525 section 6.3). */
function matches(own: string, name: string): boolean {
  return own === name || (own.startsWith('*.') && name.replace(/^[^.]+/, '*') === own);
}
