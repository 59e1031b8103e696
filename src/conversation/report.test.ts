import { expect, test } from 'vitest';
import { caught } from './fixtures/caught.ts';
import { accepted } from './fixtures/turns.ts';
import { expectRows } from './report.ts';
import type { Turn } from './turn.ts';

const download = (body: string): Turn => {
  const turn = accepted();
  const { response } = turn.exchanged;
  if (response === undefined) throw new Error('The sample has no response');
  return { ...turn, exchanged: { ...turn.exchanged, response: { ...response, body: Buffer.from(body) } } };
};

const rows = (body: string, count: number) =>
  caught(() => {
    expectRows(download(body), { transactionId: 't1' }, count);
  });

test('rows about the payment are counted', async () => {
  const error = await rows('transaction_id,amount\nt1,5\nt2,6\n', 2);
  expect([error.code, error.message, error.actual]).toEqual([
    'ERR_ASSERTION',
    'The number of rows about the payment',
    '1',
  ]);
});

test.each(['a"b,c\n', 'a,b\n1\n', '{"no":"report"}'])(
  'a report that is no CSV is a fault of the target: %j',
  async (body) => {
    const error = await rows(body, 0);
    expect([error.code, error.message, error.expected]).toEqual([
      'ERR_ASSERTION',
      'The report is not CSV',
      'a header and rows with as many fields (RFC 4180)',
    ]);
  },
);
