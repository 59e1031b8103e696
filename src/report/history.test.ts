import { describe, expect, it } from 'vitest';
import type { Result } from '../contract/types/result.ts';
import { reviewedResult } from './fixtures/reviews.ts';
import { certifiedResult, sampleResult } from './fixtures/sample.ts';
import { history } from './history.ts';
import { linesOf } from './history/lines.ts';
import { pointOf, type HistoryPoint } from './history/point.ts';

const point = (file: string, result: Result, changes: Partial<HistoryPoint> = {}): HistoryPoint => ({
  ...pointOf(file, result),
  ...changes,
});

const at = (day: number): string => `2026-01-${String(day).padStart(2, '0')}T12:00:00.000Z`;

describe('history', () => {
  const page = history(
    [
      point('late/result.json', sampleResult(), { startedAt: at(20) }),
      point('early/result.json', certifiedResult(), { startedAt: at(3), selection: '--tags @a' }),
      point('other/result.json', certifiedResult(), { startedAt: at(9), target: '<img src=x>' }),
    ],
    ['<b>/result.json'],
  );

  it('needs nothing else: no script, no address', () => {
    expect(page).toMatch(/^<!doctype html>/);
    expect(page).not.toMatch(/<script|https?:\/\/|url\(/);
    expect(page).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`);
  });

  it('escapes what comes from outside', () => {
    expect(page).not.toMatch(/<img|<b>\//);
    expect(page).toContain('&lt;img src=x&gt;</h2>');
    expect(page).toContain('&lt;b&gt;/result.json</li>');
  });

  it('draws a bar a run by time, with its verdict, for each target', () => {
    expect(page).toContain('3 runs, from 2026-01-03 12:00:00 UTC to 2026-01-20 12:00:00 UTC.');
    const titles = [...page.matchAll(/<g><title>(.*?)\. Requirements: (.*?)<\/title>/g)].map(([, title]) => title);
    expect(titles).toEqual([
      '2026-01-03 12:00:00 UTC: Certified against a mock, not a go-live proof',
      '2026-01-20 12:00:00 UTC: Not certified',
      '2026-01-09 12:00:00 UTC: Certified against a mock, not a go-live proof',
    ]);
    expect(page.match(/<svg class="bars"/g)).toHaveLength(2);
    expect(page).toContain('2 runs, the oldest first: 1 CERTIFIED, 1 NOT CERTIFIED');
  });

  it('lists the runs, the newest first, with counts and where they are', () => {
    expect(page.indexOf('late/result.json')).toBeLessThan(page.indexOf('early/result.json'));
    expect(page).toContain('selected by --tags @a');
    expect(page).toContain('<td>11 passed</td><td>26 passed</td>');
  });
});

it('counts what is attested apart from what is open', () => {
  expect(history([pointOf('r/result.json', reviewedResult())], [])).toContain(
    '<td>8 passed, 1 attested, 2 open for attestation</td>',
  );
});

describe('the lines of latencies', () => {
  const slow = (...medians: (number | undefined)[]) =>
    linesOf(
      medians.map((medianMs) =>
        point('x', certifiedResult(), {
          latencies: medianMs === undefined ? [] : [{ operation: 'payments/status', calls: 5, medianMs }],
        }),
      ),
    );

  it('rise with the median, from zero, and part where there was no call', () => {
    expect(slow(10, 20, undefined, 20)).toEqual([
      {
        operation: 'payments/status',
        segments: ['4.0,18.0 81.3,4.0', '236.0,4.0 236.0,4.0'],
        first: '10 ms',
        last: '20 ms',
        highest: '20 ms',
      },
    ]);
  });

  it('are drawn of a single run, and of calls that took no time', () => {
    expect(slow(0)[0]?.segments).toEqual(['4.0,32.0 4.0,32.0']);
  });
});
