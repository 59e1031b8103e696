import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folder } from '../contract/fixtures/folder.ts';
import { packageRoot } from '../contract/locations.ts';
import { readFeatures } from './features.ts';
import { readEverything } from './plan.ts';

const fixtures = join(packageRoot(), 'src/runner/fixtures');
const uri = 'src/runner/fixtures/tags.feature';

describe('readFeatures', () => {
  it('reads the features of this package', async () => {
    const { scenarios: features } = await readEverything([]);
    expect(new Set(features.map((scenario) => scenario.uri.split('/')[0]))).toEqual(new Set(['features']));
    expect(features).toContainEqual(expect.objectContaining({ name: 'A call is made over TLS 1.3' }));
  });

  it('reads those that are named beside them, loading no step file that lies there', async () => {
    const { scenarios: features } = await readEverything([`${join(fixtures, 'tags.feature')}:5`]);
    expect(features.filter((scenario) => scenario.uri === uri)).toEqual([
      {
        id: `${uri}:5`,
        uri,
        line: 5,
        own: true,
        name: 'plain',
        feature: 'Tags',
        tags: ['@stage:token', '@TOK-01'],
        tagPlaces: { '@stage:token': `${uri}:1`, '@TOK-01': `${uri}:4` },
        steps: [{ text: 'a table:', table: [['a', 'b']] }],
      },
      expect.objectContaining({
        id: `${uri}:15`,
        name: 'with one',
        tagPlaces: { '@stage:token': `${uri}:1`, '@TOK-02': `${uri}:12` },
        steps: [{ text: 'a step of one' }],
      }),
    ]);
    expect(features.length).toBeGreaterThan(2);
  });

  it.each([
    ['UTF-16', Buffer.from('\ufeffFeature: A\n', 'utf16le')],
    ['UTF-16', Buffer.from('Feature: A\n  Scenario: B\n', 'utf16le').swap16()],
  ])('tells that a file is %s', async (encoding, content) => {
    const file = join(folder({ 'a.feature': content }), 'a.feature');
    await expect(readFeatures([file])).rejects.toMatchObject({
      ...{ code: 'ERR_FEATURE', message: `The file is ${encoding}: save it as UTF-8` },
    });
  });

  it('tells where a file is no Gherkin', async () => {
    const broken = 'src/cli/fixtures/traps/broken.feature';
    await expect(readFeatures([join(packageRoot(), broken)])).rejects.toMatchObject({
      code: 'ERR_FEATURE',
      where: `${broken}:4`,
    });
  });

  it.each([
    [2000, undefined],
    [2001, 'A step has more than 2000 characters'],
  ])('a step has %i characters with what its example fills in', async (length, message) => {
    const outline = `Feature: A\n  Scenario Outline: B\n    Given <a>\n    Examples:\n      | a |\n      | ${'x'.repeat(length)} |\n`;
    const file = join(folder({ 'a.feature': Buffer.from(outline) }), 'a.feature');
    const error: unknown = await readFeatures([file]).catch((thrown: unknown) => thrown);
    if (message === undefined) expect(error).toHaveProperty('scenarios.length', 1);
    else expect(error).toMatchObject({ code: 'ERR_FEATURE', message, where: `${file}:6` });
  });
});
