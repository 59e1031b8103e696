import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folder, told } from './fixtures/folder.ts';
import { schemasDir } from './locations.ts';
import { withOwnSchemas } from './own-schemas.ts';
import { checkOwnSpecs } from './own-specs.ts';
import { loadSchemas } from './schemas.ts';
import { specFilesBelow } from './spec-files.ts';

const schemaProblem = (files: Readonly<Record<string, string>>) => {
  const dir = folder(files);
  const { where = '', ...rest } = told(() => withOwnSchemas(loadSchemas(schemasDir), dir));
  return { ...rest, where: where.replace(`${dir}/`, '') };
};

describe('schemas of the user’s own', () => {
  it.each([
    ['one of ours', { 'x/y.json': '{"$id":"file:///payments/status.response.json"}' }, 'x/y.json'],
    ['ours, somewhere within', { 'x/y.json': '{"properties":{"a":{"$id":"file:///common.json"}}}' }, 'x/y.json'],
    ['one another', { 'x/a.json': '{"$id":"http://a/b"}', 'x/b.json': '{"$id":"http://a/b"}' }, 'x/b.json'],
    ['nothing', { 'x/y.json': '{"$id":5}' }, 'x/y.json'],
    ['one another by an anchor', { 'x/y.json': '{"$defs":{"a":{"$anchor":"q"},"b":{"$anchor":"q"}}}' }, 'x/y.json'],
  ])('that have the identifier of %s', (_, files, where) => {
    expect(schemaProblem(files)).toMatchObject({
      ...{ code: 'ERR_SPEC', where },
      advice: 'Remove $id: a schema is identified by its path.',
    });
  });

  it.each(['null', '5', '[]', '"x"', '{"$async":true}', `${'{"not":'.repeat(20_000)}{}${'}'.repeat(20_000)}`])(
    'that are none: %s',
    (text) => {
      expect(schemaProblem({ 'x/y.json': text })).toMatchObject({ code: 'ERR_SPEC', where: 'x/y.json' });
    },
  );
});

describe('what would be left out of specs is refused', () => {
  it.each(['a.yml', 'a.YAML', 'more/a.json'])('%s', (name) => {
    const dir = folder({ [name]: '' });
    expect(told(() => specFilesBelow(dir, '.yaml'))).toMatchObject({
      code: 'ERR_SPEC',
      message: expect.stringContaining('does not end with .yaml, so it would be left out') as string,
    });
  });

  it.each(['requirements.yaml', 'requests', 'workflows', 'schemas'])('%s that leads nowhere', (name) => {
    const dir = folder({});
    symlinkSync('/nowhere/at/all', join(dir, name));
    expect(
      told(() => {
        checkOwnSpecs(dir);
      }),
    ).toMatchObject({ code: 'ERR_SPEC', where: join(dir, name) });
  });

  it.each(['requirements.yaml'])('%s that is a folder', (name) => {
    const dir = folder({});
    mkdirSync(join(dir, name));
    expect(
      told(() => {
        checkOwnSpecs(dir);
      }).message,
    ).toBe(`${name} is not a regular file, so it would be left out`);
  });

  it('a misspelt folder that a link leads to', () => {
    const dir = folder({ 'requests/a.yaml': '' });
    symlinkSync('requests', join(dir, 'request'));
    expect(
      told(() => {
        checkOwnSpecs(dir);
      }).message,
    ).toBe('Nothing looks for request');
  });
});
