import { describe, expect, it, test } from 'vitest';
import type { TargetIdentity } from '../contract/types/result.ts';
import { sandboxIdentity as identity, sandboxPeer as peer } from './fixtures/identity.ts';
import { officialStanding, type OfficialInput } from './official.ts';

const input: OfficialInput = { baseUrl: 'https://api.sandbox.nopan.dev', identity, assumptions: [] };

describe('the target is Nopan’s sandbox', () => {
  it('where name, port, CA, process and every peer prove it', () => {
    expect(officialStanding(input)).toEqual({ official: true });
  });

  it('also where values were changed that no page states', () => {
    const assumptions = [{ id: 'signature.ecdsaEncoding', status: 'assumed' as const, default: 'ieee-p1363' }];
    expect(officialStanding({ ...input, assumptions })).toEqual({ official: true });
  });
});

const withIdentity = (changes: Partial<TargetIdentity>): OfficialInput => ({
  ...input,
  identity: { ...identity, ...changes },
});

test.each<readonly [string, OfficialInput, string]>([
  [
    'nothing was recorded',
    { ...input, identity: undefined },
    'Neither its IP address nor its certificate was recorded',
  ],
  ['no connection was made', withIdentity({ peers: [] }), 'No TLS connection to it was recorded'],
  ['a CA is configured', withIdentity({ trust: 'configured' }), 'target.trust replaces the CAs that Node.js ships'],
  [
    'the process was started otherwise',
    withIdentity({ interference: ['NODE_EXTRA_CA_CERTS', '--import'] }),
    'NODE_EXTRA_CA_CERTS, --import can change which CAs this process trusts or which code it runs',
  ],
  [
    'one of its peers is here',
    withIdentity({
      peers: [peer, { ...peer, address: '127.0.0.1' }, { ...peer, address: '127.0.0.1', protocol: 'TLSv1.2' }],
    }),
    'It answered from 127.0.0.1, a loopback address',
  ],
  [
    'a peer is at another port',
    withIdentity({ peers: [{ ...peer, port: 8443 }] }),
    'It answered from port 8443, not 443',
  ],
  [
    'the result names another address than the record',
    { ...input, baseUrl: 'https://api.sandbox.nopan.dev:8443' },
    'The recorded connection is to another address than https://api.sandbox.nopan.dev:8443',
  ],
  [
    'a documented value was changed',
    { ...input, assumptions: [{ id: 'signature.label', status: 'documented', default: 'nopan_sig' }] },
    'Documented values were changed: signature.label',
  ],
])('named as it, and not proven: %s', (_, given, reason) => {
  expect(officialStanding(given)).toEqual({ official: false, named: true, reasons: [reason] });
});

it('tells another port, with every other reason', () => {
  const given: OfficialInput = {
    ...{ baseUrl: 'https://api.sandbox.nopan.dev:40391', assumptions: [] },
    identity: {
      ...identity,
      ...{ port: 40391, trust: 'configured', peers: [{ ...peer, address: '::1', port: 40391 }] },
    },
  };
  expect(officialStanding(given)).toEqual({
    ...{ official: false, named: true },
    reasons: [
      'The port is 40391, not 443',
      'target.trust replaces the CAs that Node.js ships',
      'It answered from ::1, a loopback address',
    ],
  });
});

test.each(['api.sandbox.nopan.dev.', 'api.sandbox.nopan.dev.example', 'sandbox.nopan.dev', '127.0.0.1'])(
  'the host %s is another one',
  (host) => {
    expect(officialStanding({ ...input, baseUrl: `https://${host}`, identity: { ...identity, host } })).toEqual({
      ...{ official: false, named: false },
      reasons: [`The host is ${host}, not api.sandbox.nopan.dev`],
    });
  },
);
