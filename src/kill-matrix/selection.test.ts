import { expect, test } from 'vitest';
import { loadCatalogues, namedDefects } from './catalogues.ts';
import { catalogue, defect, scenario } from './fixtures/made-up.ts';
import { sampleOf, scenariosFor } from './selection.ts';

const scenarios = [
  scenario(3, 'TOK-01', 'SIG-01'),
  scenario(6, 'SIG-01'),
  scenario(9, 'TOK-01', 'SIG-02'),
  scenario(12, 'TOK-01'),
  scenario(15, 'SIG-02'),
  scenario(18, 'SIG-03'),
];

const linesFor = (changes: Parameters<typeof defect>[0]): number[] =>
  scenariosFor(defect(changes), catalogue, scenarios).map(({ line }) => line);

test('run are all scenarios of the violated requirement, and one that has nothing to do with it for each mandatory one', () => {
  expect(linesFor({ requirement: 'SIG-01' })).toEqual([3, 6, 9]);
  expect(linesFor({ requirement: 'SIG-03' })).toEqual([3, 9, 18]);
});

test('no scenario of a requirement that the defect names besides is a control', () => {
  expect(linesFor({ requirement: 'SIG-03', also: ['SIG-01'] })).toEqual([9, 18]);
});

test('everything is run against one defect of each stage', () => {
  const { catalogue: requirements, defects } = loadCatalogues();
  const stageOf = (id: string) => requirements.find((requirement) => requirement.id === id)?.stage;
  const sample = sampleOf(defects, requirements);
  const stages = defects.filter(({ id }) => sample.has(id)).map(({ requirement }) => stageOf(requirement));
  expect(new Set(stages)).toEqual(new Set(defects.map(({ requirement }) => stageOf(requirement))));
  expect(stages).toHaveLength(new Set(stages).size);
});

test('defects can be named, and one that does not exist is refused with the one that was meant', () => {
  const { defects } = loadCatalogues();
  expect(namedDefects([], defects)).toBe(defects);
  expect(namedDefects(['hmac-missing'], defects).map(({ id }) => id)).toEqual(['hmac-missing']);
  expect(() => namedDefects(['hmac-mising'], defects)).toThrow(
    expect.objectContaining({
      code: 'ERR_USAGE',
      message: 'There is no defect hmac-mising',
      advice: expect.stringContaining('hmac-missing') as string,
    }) as Error,
  );
});
