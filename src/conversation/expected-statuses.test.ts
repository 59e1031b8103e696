import { expect, test } from 'vitest';
import { expectedStatuses } from './expected-statuses.ts';

test('a scenario expects the statuses that its steps speak of, and not those of its own endpoint', () => {
  const steps = [
    'Nopan answers the next 2 captures with status 429 and reason code "3000"',
    'my endpoint answers the first notification of the next payment with 503',
    'I capture 504 of it',
    'it is refused with status 429 and reason code "3000"',
    'only the second is refused, with status 401 and reason code "4992"',
  ];
  expect(expectedStatuses(steps)).toEqual([429, 401]);
});
