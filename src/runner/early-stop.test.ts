import { expect, it } from 'vitest';
import { failed, failure, finished, step } from '../certification/fixtures/run.ts';
import { EarlyStop } from './early-stop.ts';

const blocked = (line: number, message = 'The API said no') =>
  finished(line, {
    steps: [step({ keyword: 'Given', status: 'FAILED' }), step({ keyword: 'When', status: 'SKIPPED' })],
    failure: failure({ message }),
  });

it('stops a run when one precondition has failed so often', () => {
  const stop = new EarlyStop(3);
  for (const line of [1, 2]) stop.finished(blocked(line));
  expect(stop.stopped).toBeUndefined();
  stop.finished(blocked(3));
  expect([stop.signal.aborted, stop.stopped]).toEqual([true, { after: 3 }]);
});

it.each([
  ['failures of other causes', [blocked(1), blocked(2, 'Something else'), blocked(3, 'A third')]],
  ['failures outside of preconditions', [failed(1), failed(2), failed(3)]],
  ['scenarios that pass', [finished(1), finished(2), finished(3)]],
])('does not stop for %s', (_, scenarios) => {
  const stop = new EarlyStop(2);
  for (const scenario of scenarios) stop.finished(scenario);
  expect(stop.stopped).toBeUndefined();
});

it('never stops where it is to keep going', () => {
  const stop = new EarlyStop(Infinity);
  for (let line = 1; line < 100; line += 1) stop.finished(blocked(line));
  expect(stop.stopped).toBeUndefined();
});
