import { expect, test } from 'vitest';
import type { Connection } from '../target/connection.ts';
import { connectionOfEach } from './cucumber-options.ts';

const mock: Connection = { kind: 'mock', name: 'mock', baseUrl: 'https://127.0.0.1:1', abilities: [] };
const shared: Connection = { ...mock, kind: 'sandbox', requestsPerSecond: 10 };

test.each([
  [shared, 0, shared],
  [shared, 1, shared],
  [shared, 4, { ...shared, requestsPerSecond: 2.5 }],
  [mock, 4, mock],
])('the processes of a run share the rate of requests', (connection, processes, expected) => {
  expect(connectionOfEach(connection, processes)).toEqual(expected);
});
