import { expect, test } from 'vitest';
import { answer } from '../answer.ts';
import type { Call } from '../call.ts';
import { work } from '../fixtures/work.ts';
import type { Nopan } from '../nopan.ts';
import { lock } from './lock.ts';

const nopan = {} as Nopan;

function call(locks: Set<string>, content: object): Call {
  return { organization: { locks }, content } as unknown as Call;
}

test('a second operation on a payment has to wait for the first', async () => {
  const locks = new Set<string>();
  const operation = work();
  const content = { processingAccountId: 'pa-1', transactionId: 't-1', clientTransactionId: 'c-1' };
  const first = lock.handle(call(locks, content), nopan, () => operation.answer);
  const second = lock.handle(call(locks, { ...content, clientTransactionId: 'c-2' }), nopan, () => operation.answer);
  await expect(second).rejects.toMatchObject({ refusal: 'processing' });

  operation.end(answer(200));
  expect((await first).status).toBe(200);
  const third = await lock.handle(call(locks, content), nopan, () => Promise.resolve(answer(200)));
  expect(third.status).toBe(200);
});

test('operations on different payments do not wait for each other', async () => {
  const locks = new Set(['t-1', 'pa-1 c-1']);
  const other = lock.handle(call(locks, { processingAccountId: 'pa-1', clientTransactionId: 'c-2' }), nopan, () =>
    Promise.resolve(answer(200)),
  );
  expect((await other).status).toBe(200);
});

test('an operation that fails releases its lock', async () => {
  const locks = new Set<string>();
  const failing = lock.handle(call(locks, { processingAccountId: 'pa-1', transactionId: 't-1' }), nopan, () =>
    Promise.reject(new Error('failed')),
  );
  await expect(failing).rejects.toThrow('failed');
  expect(locks.size).toBe(0);
});
