import { describe, expect, test } from 'vitest';
import { explainedAlone } from './fixtures/memory-of.ts';

const mebibyte = 1 << 20;

describe('a large message whose signature nothing explains is given up in bounded time and memory', () => {
  test('60 covered fields of 16 KiB', () => {
    const { ids, memory } = explainedAlone('manyFields');
    expect(ids).toContain('unexplained');
    expect(memory).toBeLessThan(400 * mebibyte);
  });

  test('a body of 30 MiB with a detached JWS', () => {
    const { ids, memory } = explainedAlone('longBody');
    expect(ids).toContain('unexplained');
    expect(memory).toBeLessThan(1_000 * mebibyte);
  });
});
