import { hash } from 'node:crypto';
import { expect, it } from 'vitest';
import { canonicalJson } from '../contract/canonical-json.ts';
import type { ResultFile } from '../contract/types/result-file.ts';
import type { Failure } from '../contract/types/result.ts';
import { sampleResult } from './fixtures/sample.ts';
import { json } from './json.ts';

const sample = sampleResult();
const lines = [...json(sample)].join('').split('\n');
const { certification, run } = JSON.parse(lines.join('\n')) as ResultFile;

it('tells the digest of the text that the certification stands in, without its line breaks', () => {
  const text = lines.slice(lines.indexOf('"certification":') + 1, lines.indexOf(',"run":')).join('');
  expect(text).toBe(canonicalJson(certification));
  expect(hash('sha256', text)).toBe(run.certificationDigest);
});

it('has a line for each scenario and requirement in each part', () => {
  const of = (beginning: RegExp): number => lines.filter((line) => beginning.test(line)).length;
  expect([of(/^\{.*"outcome":.*"steps":/), of(/^\{.*"steps":\[\{"durationMs":/)]).toEqual([35, 34]);
  expect(of(/^\{.*"level":"(MUST|SHOULD|MAY)"/)).toBe(sample.requirements.length);
});

it('comes in pieces of a scenario at most', () => {
  const longest = Math.max(...sample.scenarios.map((scenario) => JSON.stringify(scenario).length));
  expect(Math.max(...[...json(sample)].map(({ length }) => length))).toBeLessThan(longest);
});

it('keeps out of the certification what belongs to the run', () => {
  const failed = certification.scenarios.find(({ failure }) => failure !== undefined);
  expect(failed).toMatchObject({
    outcome: { status: 'FINISHED', result: 'FAILED' },
    failure: { class: 'api', code: 'ERR_ASSERTION', step: 'Then it is refused with 401 4992' },
  });
  expect(JSON.stringify(certification)).not.toMatch(/127\.0\.0\.1|2026-01-19|flipped body byte was accepted/);
});

it('can be read by whoever refuses half a surrogate pair, and keeps whole ones and what only looks like one', () => {
  const faults = ['half\ud800', 'whole \u{1f600}', 'text \\ud800'].map((message) => ({
    ...{ class: 'api', code: 'ERR_ASSERTION', message },
  })) as Failure[];
  const text = [...json({ ...sample, faults })].join('');
  expect(text).not.toMatch(/[^\\]\\ud/);
  expect((JSON.parse(text) as ResultFile).run.faults.map(({ message }) => message)).toEqual([
    ...['half\ufffd', 'whole \u{1f600}', 'text \\ud800'],
  ]);
});
