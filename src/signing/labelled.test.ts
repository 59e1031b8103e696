import { expect, test } from 'vitest';
import { parameterUnder, signatureUnder } from './labelled.ts';

const input =
  'a=("x, nopan_sig=();created=3");created=1.5;keyid="a, nopan_sig=();created=2", nopan_sig=("@status" "content-type";sf);keyid="k\\"1";created=17, not_nopan_sig=();created=4';

test('a parameter is that of the label, whoever else signs', () => {
  expect(parameterUnder('nopan_sig', 'created', input)).toBe('17');
  expect(parameterUnder('nopan_sig', 'keyid', input)).toBe('"k\\"1"');
  expect(parameterUnder('a', 'created', input)).toBe('1.5');
  expect(parameterUnder('nopan', 'created', input)).toBeUndefined();
  expect(parameterUnder('nopan_sig', 'nonce', input)).toBeUndefined();
});

test('a signature is that of the label', () => {
  const field = 'not_nopan_sig=:AAAA:,nopan_sig=:BBBB:, b=:CCCC:';
  expect(field.replace(signatureUnder('nopan_sig'), 'x')).toBe('not_nopan_sig=:AAAA:,nopan_sig=:x:, b=:CCCC:');
  expect('nopan_sig=:BBBB:'.replace(signatureUnder('nopan_sig'), 'x')).toBe('nopan_sig=:x:');
  expect(field.replace(signatureUnder('other'), 'x')).toBe(field);
});
