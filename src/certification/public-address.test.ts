import { expect, test } from 'vitest';
import { nonPublicKind } from './public-address.ts';

test.each([
  '1.1.1.1',
  '34.117.59.81',
  '172.15.255.255',
  '172.32.0.0',
  '100.63.255.255',
  '100.128.0.0',
  '2606:4700::1111',
])('%s is public', (address) => {
  expect(nonPublicKind(address)).toBeUndefined();
});

test.each([
  ['127.0.0.1', 'a loopback address'],
  ['127.255.0.9', 'a loopback address'],
  ['::1', 'a loopback address'],
  ['0.0.0.0', 'an unspecified address'],
  ['::', 'an unspecified address'],
  ['10.1.2.3', 'a private address'],
  ['172.16.0.1', 'a private address'],
  ['172.31.255.255', 'a private address'],
  ['192.168.1.1', 'a private address'],
  ['fd00::1', 'a private address'],
  ['fec0::1', 'a private address'],
  ['100.64.0.1', 'a carrier-grade NAT address'],
  ['169.254.169.254', 'a link-local address'],
  ['fe80::1', 'a link-local address'],
  ['fe80::1%eth0', 'a link-local address'],
  ['::ffff:1.1.1.1', 'an IPv4-mapped address'],
  ['::ffff:7f00:1', 'an IPv4-mapped address'],
  ['::1.1.1.1', 'an IPv4-mapped address'],
  ['64:ff9b::101:101', 'a translated address (NAT64)'],
  ['64:ff9b:1::1', 'a translated address (NAT64)'],
  ['2002:7f00:1::', 'a 6to4 address'],
  ['2001::1', 'a reserved address'],
  ['2001:db8::1', 'an address for documentation'],
  ['3fff::1', 'an address for documentation'],
  ['192.0.2.1', 'an address for documentation'],
  ['198.51.100.7', 'an address for documentation'],
  ['203.0.113.9', 'an address for documentation'],
  ['198.19.0.1', 'an address for benchmarks'],
  ['224.0.0.1', 'a multicast address'],
  ['ff02::1', 'a multicast address'],
  ['255.255.255.255', 'a reserved address'],
  ['5f00::1', 'a reserved address'],
  ['', 'not an IP address'],
  ['localhost', 'not an IP address'],
  ['127.1', 'not an IP address'],
])('%s is %s', (address, kind) => {
  expect(nonPublicKind(address)).toBe(kind);
});
