import { join } from 'node:path';
import { expect, test } from 'vitest';
import { folder, told } from './fixtures/folder.ts';
import { schemasDir } from './locations.ts';
import { loadSchemas } from './schemas.ts';
import { loadTamperings } from './tampering.ts';

const schemas = loadSchemas(schemasDir);

const entry = (id: string, title: string) =>
  `- id: ${id}\n  title: ${title}\n  operator: flip-signature\n  rejected: signatureVerification\n  requirement: SIG-01\n`;

const fileOf = (text: string) => join(folder({ 'tampering.yaml': text }), 'tampering.yaml');

test('a tampering is found by id and by title', () => {
  const tamperings = loadTamperings(fileOf(entry('a', 'with a flipped byte') + entry('b', 'without a key')), schemas);
  expect(tamperings.all.map(({ id }) => id)).toEqual(['a', 'b']);
  expect(tamperings.byId('b')).toBe(tamperings.byTitle('without a key'));
  expect(told(() => tamperings.byId('c'))).toMatchObject({ code: 'ERR_USAGE', advice: 'Did you mean a?' });
  expect(told(() => tamperings.byTitle('with a fliped byte'))).toMatchObject({
    code: 'ERR_FEATURE',
    message: 'There is no way to spoil a request "with a fliped byte"',
    expected: 'a title of that file',
    advice: 'Did you mean with a flipped byte?',
  });
});

test('two of one title', () => {
  const file = fileOf(entry('a', 'with a flipped byte') + entry('b', 'with a flipped byte'));
  expect(told(() => loadTamperings(file, schemas))).toEqual({
    code: 'ERR_SPEC',
    message: 'Two tamperings have the title "with a flipped byte"',
    where: `${file}:7:10`,
    expected: 'a title of its own',
    actual: `the same as at ${file}:2:10`,
    advice: 'Give one of them another title.',
  });
});
