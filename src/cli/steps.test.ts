import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageRoot } from '../contract/locations.ts';
import type { Vocabulary } from '../runner/vocabulary.ts';
import { cli } from './fixtures/cli.ts';

const vocabularyOf = async (...options: string[]): Promise<Vocabulary> =>
  JSON.parse((await cli(['steps', '--json', ...options])).stdout) as Vocabulary;

const own = await vocabularyOf();

const unused = ({ steps }: Vocabulary): string[] =>
  steps.filter(({ example }) => example === undefined).map(({ pattern }) => pattern);

describe('nopan-certify steps', () => {
  it('lists each step by its topic, with an example and its table', async () => {
    const { code, stdout } = await cli(['steps']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^answers\n {2}Then it is accepted\n/);
    expect(stdout).toMatch(/\n {2}Given \{state\} of \{int\}\n {6}Given an? [a-z ]+ payment of \d+\n/);
    expect(stdout).toMatch(/\n {2}When I \{call\} with:\n {6}When I start a payment with:\n {8}\| \w+/);
    expect(stdout).toMatch(/\n\d+ steps\. \{int\} is a whole number, /);
  });

  it('lists what may stand for a parameter: phrases of the code, titles of specs, or what the features say', () => {
    const phrases = Object.fromEntries(own.parameters.map((parameter) => [parameter.name, parameter.phrases]));
    expect(phrases['call']).toEqual(expect.arrayContaining(['start a payment', 'capture # of it']));
    expect(phrases['manner']).toContain('with an access token for "…"');
    expect(phrases['state']).toEqual(expect.arrayContaining(['an authorized payment', 'a tokenized payment']));
    expect(phrases['tampering']).toContain('with a flipped content byte');
    expect(phrases['time']).toContain('23 hours');
    expect(own.parameters.filter((parameter) => parameter.phrases.length === 0)).toEqual([]);
  });

  it('has a parameter for each that a step names', () => {
    const known = [...own.parameters.map(({ name }) => name), 'int', 'word', 'string'];
    expect(own.steps.flatMap(({ parameters }) => parameters).filter((name) => !known.includes(name))).toEqual([]);
  });

  it('lists a step once', () => {
    const patterns = own.steps.map(({ pattern }) => pattern);
    expect(patterns).toHaveLength(new Set(patterns).size);
  });

  it("lists the steps of a user's own folder, and says which no feature uses", async () => {
    const folder = join(packageRoot(), 'src/cli/fixtures/traps');
    expect(unused(await vocabularyOf('--steps', folder))).toContain('a step that throws');
    expect((await cli(['steps', '--steps', folder])).stdout).toContain(
      '\n  Given a step that throws\n      no feature uses it\n',
    );
  });

  it("takes titles and examples of a user's own too", async () => {
    const own = join(packageRoot(), 'docs/examples/own-checks');
    const { steps, parameters } = await vocabularyOf(
      ...['features', 'specs', 'steps'].flatMap((kind) => [`--${kind}`, join(own, kind)]),
    );
    expect(parameters.find(({ name }) => name === 'state')?.phrases).toContain('an ordered payment');
    expect(steps.filter(({ topic }) => topic === 'shop').map(({ example }) => example?.text)).not.toContain(undefined);
    expect(steps.map(({ topic }) => topic)).toContain('shop');
  });

  it('refuses a folder that is not there', async () => {
    const { code, stderr } = await cli(['steps', '--steps', 'no-such-folder']);
    expect([code, stderr]).toEqual([2, expect.stringContaining('There is no folder no-such-folder (ERR_USAGE)')]);
  });
});

describe('the vocabulary', () => {
  it('has no step that no feature uses', () => {
    expect(unused(own)).toEqual([]);
  });

  it('is what docs/steps.md says; "npm run docs" makes it so', async () => {
    const file = readFileSync(join(packageRoot(), 'docs/steps.md'), 'utf8');
    expect((await cli(['steps', '--markdown'])).stdout).toBe(file);
  });
});
