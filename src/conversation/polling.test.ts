import { expect, test } from 'vitest';
import { caught } from './fixtures/caught.ts';
import { poll } from './polling.ts';

const describeValue = (value: number): string => `it is ${value}`;

test('asks until the condition holds', async () => {
  let count = 0;
  const attempt = (): Promise<number> => Promise.resolve(++count);
  const done = (value: number): boolean => value === 3;
  expect(await poll({ what: 'it is 3', attempt, done, describe: describeValue, deadlineMs: 5000 })).toBe(3);
  expect(count).toBe(3);
});

test('gives up at the deadline and says what it saw last', async () => {
  const attempt = (): Promise<number> => Promise.resolve(7);
  const error = await caught(() =>
    poll({ what: 'it is 3', attempt, done: () => false, describe: describeValue, deadlineMs: 20 }),
  );
  expect(error.code).toBe('ERR_TIMEOUT');
  expect(error.message).toBe('Timed out after 0.02 s waiting until it is 3');
  expect(error).toMatchObject({ expected: 'it is 3', actual: 'it is 7' });
});

test('asks at least once, and passes on what an attempt rejects with', async () => {
  const done = (): boolean => true;
  const options = { what: '', done, describe: describeValue, deadlineMs: 0 };
  expect(await poll({ ...options, attempt: () => Promise.resolve(1) })).toBe(1);
  await expect(poll({ ...options, attempt: () => Promise.reject(new Error('broken')) })).rejects.toThrow('broken');
});

test('what an attempt waited for besides is not counted', async () => {
  let count = 0;
  const slow = async (): Promise<number> => {
    await new Promise((resolve) => setTimeout(resolve, 30));
    return ++count;
  };
  const options = { what: 'it is 3', attempt: slow, done: (value: number) => value === 3, describe: describeValue };
  expect(await poll({ ...options, deadlineMs: 20, excused: () => 10_000 })).toBe(3);
});
