import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { barriersIn, executablePath, startReader, type Reader } from '../fixtures/browser.ts';
import { certifiedResult, sampleResult } from '../fixtures/sample.ts';
import { history } from '../history.ts';
import { pointOf } from './point.ts';

const page = history(
  [pointOf('a/result.json', sampleResult()), pointOf('b/result.json', certifiedResult())],
  ['broken/result.json'],
);

describe.skipIf(executablePath === undefined)('the history in a browser', () => {
  let reader: Reader;
  beforeAll(async () => {
    reader = await startReader();
  });
  afterAll(async () => {
    await reader.close();
  });

  it.each(['light', 'dark'] as const)('is accessible, and asks for nothing, %s', async (colorScheme) => {
    const { page: open, troubles } = await reader.open(page, { colorScheme });
    expect(await barriersIn(open)).toEqual([]);
    expect(troubles).toEqual([]);
  });

  it.each([360, 1600])('fits a window %i pixels wide', async (width) => {
    const { page: open } = await reader.open(page, { viewport: { width, height: 900 } });
    expect(await open.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
  });
});
