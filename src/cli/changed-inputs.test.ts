import { expect, it } from 'vitest';
import type { Inputs } from '../contract/types/result.ts';
import { changedInputs } from './changed-inputs.ts';

const before: Partial<Inputs> = { features: 'a', specs: 'b', steps: 'c', customSteps: 'd' };
const messageOf = (now: Partial<Inputs>): string | undefined => changedInputs(before, () => now)?.message;

it('files that decide on a run and are as they were are no fault', () => {
  expect(messageOf({ ...before })).toBeUndefined();
});

it.each<[now: Partial<Inputs>, what: string]>([
  [{ ...before, features: 'x' }, 'features of nopan-certify'],
  [{ ...before, specs: 'x', steps: 'y' }, 'specs of nopan-certify, step definitions of nopan-certify'],
  [{ ...before, customFeatures: 'x' }, 'your own features'],
  [{ features: 'a', specs: 'b', customSteps: 'd' }, 'step definitions of nopan-certify'],
])('others are, and named: %j', (now, what) => {
  expect(messageOf(now)).toBe(`Files were changed while the run went on: ${what}`);
});

it('step files of a user’s own may write beside themselves', () => {
  expect(messageOf({ ...before, customSteps: 'x' })).toBeUndefined();
});

it('files that are gone are a fault of the environment, and no crash', () => {
  const gone = (): never => {
    throw new Error('The file cannot be read: ENOENT');
  };
  expect(changedInputs(before, gone)).toMatchObject({
    class: 'environment',
    code: 'ERR_INPUT',
    message: 'Files were changed while the run went on: The file cannot be read: ENOENT',
  });
});
