import { describe, expect, test } from 'vitest';
import { pemBlocks } from './blocks.ts';

const block = (label: string, body = 'AAAA') => `-----BEGIN ${label}-----\n${body}\n-----END ${label}-----`;
const labels = (text: string) => pemBlocks(text).map(({ label }) => label);

describe('the blocks of a PEM file', () => {
  test('in its order, whatever stands between them', () => {
    const text = `first\n${block('PUBLIC KEY')}\nnext\n${block('CERTIFICATE', 'AQID')}`;
    expect(pemBlocks(text)).toEqual([
      { label: 'PUBLIC KEY', pem: `${block('PUBLIC KEY')}\n`, der: Buffer.alloc(3) },
      { label: 'CERTIFICATE', pem: `${block('CERTIFICATE', 'AQID')}\n`, der: Buffer.from([1, 2, 3]) },
    ]);
  });

  test('one that is cut off does not take the next one with it', () => {
    expect(labels(`-----BEGIN PUBLIC KEY-----\nAAAA\n${block('PUBLIC KEY')}`)).toEqual(['PUBLIC KEY']);
    expect(labels(`-----BEGIN A-----\n${block('B')}\n-----END A-----`)).toEqual(['B']);
    expect(labels('-----BEGIN A-----\nAAAA\n-----END B-----\n-----END A-----')).toEqual([]);
  });

  test.each([
    ['beginnings', '-----BEGIN A-----\n'.repeat(55_000)],
    ['beginnings, each of another', Array.from({ length: 45_000 }, (_, at) => `-----BEGIN A${at}-----\n`).join('')],
    ['halves of beginnings', '-----BEGIN A'.repeat(80_000)],
    ['a long label', `-----BEGIN ${'A'.repeat(1_000_000)}`],
    ['dashes', '-'.repeat(1_000_000)],
  ])('a megabyte of %s is read at once', (_name, text) => {
    const start = performance.now();
    expect(pemBlocks(text)).toEqual([]);
    expect(performance.now() - start).toBeLessThan(1_000);
  });
});
