import { describe, expect, it } from 'vitest';
import { protocolFile, schemasDir } from '../contract/locations.ts';
import { loadProtocol } from '../contract/protocol.ts';
import { loadSchemas } from '../contract/schemas.ts';
import { compareClocks } from './clock-offset.ts';

const { protocol } = loadProtocol(protocolFile, loadSchemas(schemasDir));
const at = Date.parse('2026-01-19T12:00:00.500Z');
const date = (time: string): [string, string] => ['date', time];
const created = (seconds: number): [string, string] => ['signature-input', `nopan_sig=();created=${seconds}`];

describe('clocks are compared', () => {
  it.each([
    ['that agree', [date('Mon, 19 Jan 2026 12:00:00 GMT')], 0, 'Date header agrees'],
    ['that are behind', [date('Mon, 19 Jan 2026 11:59:20 GMT')], -40, 'Date header is 40 s behind'],
    [
      'of which the signing one is ahead',
      [date('Mon, 19 Jan 2026 12:00:00 GMT'), created(Math.floor(at / 1000) + 40_000_400)],
      40_000_400,
      'Date header agrees; signature time is 463 days ahead',
    ],
  ])('%s', (_, fields, seconds, actual) => {
    const compared = compareClocks(fields, at, protocol);
    expect(Math.abs((compared?.seconds ?? NaN) - seconds)).toBeLessThanOrEqual(1);
    expect(compared?.details.actual).toBe(actual);
  });

  it('not by a response that tells no time', () => {
    expect(compareClocks([date('today')], at, protocol)).toBeUndefined();
  });
});
