import { expect, it } from 'vitest';
import type { Result } from '../contract/types/result.ts';
import { headlineOf } from './headline.ts';

const mock = { kind: 'mock', name: 'mock', baseUrl: 'https://127.0.0.1:1', official: false } as const;
const sandbox = { ...mock, kind: 'sandbox', official: true } as const;
const waived = [{ waiver: { standing: 'APPLIED' } }, { waiver: { standing: 'APPLIED' } }] as Result['requirements'];

it.each([
  ['Certified', 'good', { verdict: 'CERTIFIED', target: sandbox }],
  ['Certified with 2 waivers', 'warn', { verdict: 'CERTIFIED', target: sandbox, requirements: waived }],
  ['Certified against a mock, not a go-live proof', 'warn', { verdict: 'CERTIFIED', target: mock }],
  [
    'Certified with 2 waivers against an unofficial target, not a go-live proof',
    'warn',
    { verdict: 'CERTIFIED', target: { ...sandbox, official: false }, requirements: waived },
  ],
  ['Not certified', 'bad', { verdict: 'NOT CERTIFIED', target: mock }],
  ['Incomplete', 'warn', { verdict: 'INCOMPLETE', target: sandbox }],
] as const)('%s', (text, tone, result) => {
  expect(headlineOf({ requirements: [], ...result })).toEqual({ text, tone });
});
