import { expect, it } from 'vitest';
import type { Connection } from '../../target/connection.ts';
import { connectionForOwn } from './connection.ts';

it('step files of a user’s own get neither what persons state nor what keys were opened with', () => {
  const rest = { kind: 'sandbox', name: 'x', baseUrl: 'https://x.example', abilities: ['approve'] };
  const withheld = { passphrases: ['hunter2'], attestations: { 'KEY-01': {} }, waivers: { 'PAY-12': {} } };
  expect(connectionForOwn({ ...rest, ...withheld } as unknown as Connection)).toEqual(rest);
});
