import { describe, expect, it } from 'vitest';
import { sandboxIdentity, sandboxPeer } from './fixtures/identity.ts';
import { identityOf, mergedIdentity } from './identity.ts';

const baseUrl = 'https://api.sandbox.nopan.dev';
const near = { ...sandboxPeer, address: '127.0.0.1' };

describe('what all processes of a run have met', () => {
  it('is each peer once, and whatever any process was started with', () => {
    const met = [
      { peers: [sandboxPeer], interference: [] },
      { peers: [near, sandboxPeer], interference: ['--import'] },
    ];
    expect(identityOf({ baseUrl }, met)).toEqual({
      ...sandboxIdentity,
      ...{ interference: ['--import'], peers: [near, sandboxPeer] },
    });
  });

  it('is trusted by what the connection names', () => {
    expect(identityOf({ baseUrl: `${baseUrl}:8443`, trust: 'PEM' }, [])).toEqual({
      ...sandboxIdentity,
      ...{ port: 8443, trust: 'configured', peers: [] },
    });
  });
});

describe('the identities of shards', () => {
  it('count together', () => {
    const other = { ...sandboxIdentity, interference: ['LD_PRELOAD'], peers: [near] };
    expect(mergedIdentity([sandboxIdentity, other])).toEqual({
      ...sandboxIdentity,
      ...{ interference: ['LD_PRELOAD'], peers: [near, sandboxPeer] },
    });
  });

  it('are configured when one is', () => {
    expect(mergedIdentity([sandboxIdentity, { ...sandboxIdentity, trust: 'configured' }])?.trust).toBe('configured');
  });

  it('are none when one is missing', () => {
    expect(mergedIdentity([sandboxIdentity, undefined])).toBeUndefined();
    expect(mergedIdentity([undefined, sandboxIdentity])).toBeUndefined();
  });
});
