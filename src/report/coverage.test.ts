import { expect, it } from 'vitest';
import { coverageSummary } from './coverage.ts';

const seen = (...values: string[]) => values.map((value) => ({ value, count: 1 }));

it('counts by what specs know, whatever else was met', () => {
  const values = [
    { name: 'reason codes', seen: seen('-1', '4000', '7777', '8888'), unseen: ['4992'], known: 3 },
    { name: 'statuses', seen: seen('200'), unseen: ['400'], known: 2 },
  ];
  expect(coverageSummary({ operations: [], values })).toBe(
    '0 of 0 operations, 2 of 3 reason codes (2 more that no spec names), 1 of 2 statuses',
  );
  const selected = [{ name: 'reason codes', seen: seen('7777'), unseen: ['-1', '4000', '4992'], known: 3 }];
  expect(coverageSummary({ operations: [], values: selected })).toBe(
    '0 of 0 operations, 0 of 3 reason codes (1 more that no spec names)',
  );
});
