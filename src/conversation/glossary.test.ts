import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageRoot, protocolFile, requirementsFile, schemasDir } from '../contract/locations.ts';
import { valueAt } from '../contract/pointer.ts';
import { loadRequirements } from '../contract/requirements.ts';
import { abilities } from '../target/connection.ts';
import { loadSpecification } from './specification.ts';

const read = (...path: string[]): string => readFileSync(join(packageRoot(), ...path), 'utf8');

/** The entries of docs/glossary.md: `- **term, another form**: A sentence.`, over one line or more. */
const entries = [...read('docs/glossary.md').matchAll(/^- \*\*(.+?)\*\*: ((?:.|\n {2})+)$/gm)].map(
  ([, terms = '', sentence = '']) => ({ terms: terms.split(', '), sentence: sentence.replaceAll('\n  ', ' ') }),
);
const terms = entries.flatMap((entry) => entry.terms);

const { schemas, workflows, requests } = loadSpecification();
const catalogue = loadRequirements(requirementsFile, schemas);
const schema = (name: string): unknown => JSON.parse(readFileSync(join(schemasDir, `${name}.json`), 'utf8'));

const enumAt = (name: string, pointer: string): string[] => valueAt(schema(name), `${pointer}/enum`) as string[];

const states = (valueAt(schema('result.schema'), '/$defs/outcome/oneOf') as unknown[])
  .flatMap((each) => [valueAt(each, '/properties/result/enum'), valueAt(each, '/properties/status/enum')])
  .flatMap((words) => (words as string[] | undefined) ?? []);

/** What titles of workflows say of a payment, without articles: `partially`, `captured`, `payment`. */
const ofTitles = workflows.ids.flatMap((id) =>
  workflows
    .get(id)
    .title.split(' ')
    .filter((word) => !/^(an?|the)$/.test(word))
    .map((word) => word.replace("'s", '')),
);

/** A word is explained under itself, or under its singular. */
const unexplained = (words: readonly string[]): string[] =>
  [...new Set(words)].filter((word) => !terms.includes(word) && !terms.includes(word.replace(/s$/, '')));

describe('docs/glossary.md explains', () => {
  it.each([
    ['the stages of the catalogue', catalogue.map(({ stage }) => stage)],
    ['its levels', catalogue.map(({ level }) => level)],
    ['how sure a source is', catalogue.map(({ source }) => source.status).filter((status) => status !== 'documented')],
    ['the verdicts', enumAt('result.schema', '/$defs/verdict')],
    ['what becomes of scenarios and requirements', states],
    ['the states of a payment', valueAt(schema('common'), '/$defs/status/examples') as string[]],
    ['the titles of workflows', ofTitles],
    ['the needs of scenarios', abilities],
    [
      'the calls on a payment',
      requests.ids.flatMap((id) => /^payments\/(?!initiate|events)(\w+)$/.exec(id)?.[1] ?? []),
    ],
  ])('%s', (_, words) => {
    expect(words.length).toBeGreaterThan(0);
    expect(unexplained(words)).toEqual([]);
  });

  it('each term in one sentence, in the order of the alphabet', () => {
    expect(entries.length).toBe(read('docs/glossary.md').match(/^- /gm)?.length);
    for (const { sentence } of entries) expect(sentence).toMatch(/^[A-Z](?:(?![.!?] ).)+\.$/);
    const order = entries.map((entry) => entry.terms[0]?.toLowerCase() ?? '');
    expect(order).toEqual([...order].sort((one, other) => one.localeCompare(other, 'en')));
    expect(terms).toHaveLength(new Set(terms).size);
  });

  it('no term that nothing uses', () => {
    const files = ['features', 'steps', 'specs', 'docs'].flatMap((folder) =>
      readdirSync(join(packageRoot(), folder), { recursive: true, encoding: 'utf8' })
        .filter((name) => /\.(feature|ts|yaml|json|md)$/.test(name) && name !== 'glossary.md')
        .map((name) => read(folder, name)),
    );
    const text = [...files, read('README.md'), readFileSync(protocolFile, 'utf8')].join('\n').toLowerCase();
    const unused = entries.filter((entry) => !entry.terms.some((term) => text.includes(term.toLowerCase())));
    expect(unused).toEqual([]);
  });
});
