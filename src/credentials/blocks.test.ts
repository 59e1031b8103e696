import { describe, expect, test } from 'vitest';
import { expectLinear } from '../fixtures/growth.ts';
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
    ['beginnings', (size: number) => '-----BEGIN A-----\n'.repeat(size / 18)],
    [
      'beginnings, each of another',
      (size: number) => Array.from({ length: size / 22 }, (_, at) => `-----BEGIN A${at}-----\n`).join(''),
    ],
    ['halves of beginnings', (size: number) => '-----BEGIN A'.repeat(size / 12)],
    ['a long label', (size: number) => `-----BEGIN ${'A'.repeat(size)}`],
    ['dashes', (size: number) => '-'.repeat(size)],
  ])('%s: the time to read them grows with their length alone', (_name, textOf) => {
    expectLinear((size) => {
      expect(pemBlocks(textOf(size))).toEqual([]);
    }, 250_000);
  });
});
