import { BlockList, isIP } from 'node:net';

/** Address ranges that are not public (IANA's special-purpose address registries). */
const special: readonly (readonly [kind: string, ...ranges: string[]])[] = [
  ['an unspecified address', '0.0.0.0/8', '::/128'],
  ['a loopback address', '127.0.0.0/8', '::1/128'],
  ['a private address', '10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7', 'fec0::/10'],
  ['a carrier-grade NAT address', '100.64.0.0/10'],
  ['a link-local address', '169.254.0.0/16', 'fe80::/10'],
  ['an IPv4-mapped address', '::ffff:0:0/96', '::ffff:0:0:0/96', '::/96'],
  ['a translated address (NAT64)', '64:ff9b::/96', '64:ff9b:1::/48'],
  ['a 6to4 address', '192.88.99.0/24', '2002::/16'],
  [
    'an address for documentation',
    ...['192.0.2.0/24', '198.51.100.0/24', '203.0.113.0/24', '2001:db8::/32', '3fff::/20'],
  ],
  ['an address for benchmarks', '198.18.0.0/15', '2001:2::/48'],
  ['a multicast address', '224.0.0.0/4', 'ff00::/8'],
  ['a reserved address', '192.0.0.0/24', '240.0.0.0/4', '2001::/23'],
];

const listed = special.map(([kind, ...ranges]) => {
  const lists = { 4: new BlockList(), 6: new BlockList() };
  for (const range of ranges) {
    const [network = '', prefix = ''] = range.split('/');
    const family = isIP(network) === 4 ? 4 : 6;
    lists[family].addSubnet(network, Number(prefix), `ipv${family}`);
  }
  return { kind, lists };
});

const globalUnicast = new BlockList();
globalUnicast.addSubnet('2000::', 3, 'ipv6');

/** The kind of an IP address that is not public, such as "a loopback address"; undefined for a public one. */
export function nonPublicKind(text: string): string | undefined {
  const address = text.replace(/%.*$/s, '');
  const family = isIP(address);
  if (family !== 4 && family !== 6) return 'not an IP address';
  const found = listed.find(({ lists }) => lists[family].check(address, `ipv${family}`));
  if (found !== undefined) return found.kind;
  return family === 4 || globalUnicast.check(address, 'ipv6') ? undefined : 'a reserved address';
}
