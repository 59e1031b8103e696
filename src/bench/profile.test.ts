import { expect, test } from 'vitest';
import { timeByPlace, type Profile } from './profile.ts';

const node = (id: number, functionName: string, url: string, ...children: number[]) => ({
  id,
  callFrame: { functionName, url },
  children,
});

test('time belongs to the innermost frame that has a place, and the first run of a module to the start', () => {
  const profile: Profile = {
    nodes: [
      node(1, '(root)', '', 2, 5, 6),
      node(2, 'send', 'file:///p/dist/src/client/client.js', 3),
      node(3, 'signOneShot', 'node:internal/crypto/sig', 4),
      node(4, 'constructor', 'file:///p/dist/src/signing/sign.js'),
      node(5, '(garbage collector)', ''),
      node(6, 'Module._load', 'node:internal/modules/cjs/loader', 7),
      node(7, '', 'file:///p/dist/src/mock/server.js'),
    ],
    samples: [2, 3, 4, 5, 7, 6, 1],
    timeDeltas: [1000, 2000, 4000, 500, 250, 250, 100],
  };
  expect(timeByPlace(profile)).toEqual([
    ['signing, verifying, digests', 4],
    ['client', 3],
    ['garbage collector', 0.5],
    ['start: loading modules', 0.5],
    ['the rest of Node.js', 0.1],
  ]);
});
