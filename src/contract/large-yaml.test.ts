import { describe, expect, test } from 'vitest';
import { CertifyError } from '../errors.ts';
import { expectLinear } from '../fixtures/growth.ts';
import { schemasDir } from './locations.ts';
import { loadSchemas } from './schemas.ts';
import { assertFits } from './yaml-file.ts';
import { parseYaml } from './yaml-text.ts';

const schemas = loadSchemas(schemasDir);
const keys = (count: number) => Array.from({ length: count }, (_, at) => `k${at}: 1\n`).join('');

function refusal(text: string): CertifyError {
  try {
    const { value, at } = parseYaml(text, 'file.yaml', 'ERR_CONFIG');
    assertFits(value, { schemas, schema: 'config.schema', code: 'ERR_CONFIG', at });
  } catch (error) {
    if (!(error instanceof CertifyError)) throw error;
    return error;
  }
  return expect.fail('nothing was thrown');
}

describe('the time until large YAML is rejected grows with its length alone', () => {
  test.each([
    ['many keys', keys],
    ['a key that is repeated among many', (size: number) => `${keys(size)}k7: 2\n`],
    ['many aliases', (size: number) => `a: &a 1\nb:\n${'- *a\n'.repeat(size)}`],
  ])('%s', (_name, textOf) => {
    expectLinear((size) => refusal(textOf(size)), 6_000);
  });
});

describe('large YAML is rejected', () => {
  test('many keys', () => {
    const { message, where, others } = refusal(keys(40_000));
    expect(message).toBe('k0 is not a known property');
    expect(where).toBe('file.yaml:1:1');
    expect(others.at(-1)).toMatch(/^39[0-9]{3} more$/);
  });

  test('a key that is repeated among many', () => {
    expect(refusal(`${keys(40_000)}k7: 2\n`)).toMatchObject({
      message: 'The YAML is malformed: map keys must be unique',
      where: 'file.yaml:40001:1',
      advice: 'Remove one of the two entries.',
    });
  });

  test('many aliases', () => {
    expect(refusal(`a: &a 1\nb:\n${'- *a\n'.repeat(24_000)}`)).toMatchObject({
      message: 'The YAML expands its aliases beyond measure',
      expected: 'at most 100 values by alias',
    });
  });

  test('many aliases without their anchor', () => {
    expect(refusal(`a: &a 1\nb:\n${'- *a\n'.repeat(24_000)}- *b\n`)).toMatchObject({ where: 'file.yaml:24003:3' });
  });

  test('more than any file has', () => {
    expect(refusal(' '.repeat((1 << 19) + 1))).toMatchObject({
      message: 'The YAML is too large',
      where: 'file.yaml:1:1',
      expected: 'at most 524288 characters',
      actual: '524289 characters',
    });
  });
});

test('fewer than a hundred aliases are taken', () => {
  const { value } = parseYaml(`a: &a 1\nb:\n${'- *a\n'.repeat(99)}`, 'file.yaml', 'ERR_CONFIG');
  expect(value).toEqual({ a: 1, b: Array.from({ length: 99 }, () => 1) });
});
