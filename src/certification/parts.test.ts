import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { schemasDir } from '../contract/locations.ts';
import { valueAt } from '../contract/pointer.ts';
import { sampleResult } from '../report/fixtures/sample.ts';
import { partsOf, wholeOf, type Parts } from './parts.ts';

it('are all of the result', () => {
  expect(wholeOf(partsOf(sampleResult()))).toEqual({ result: sampleResult() });
});

it('take nothing from the result', () => {
  const result = sampleResult();
  partsOf(result);
  expect(result).toEqual(sampleResult());
});

describe('do not fit together when', () => {
  it.each<[string, (parts: Parts) => unknown]>([
    ['/scenarios has 35 items in certification and 34 in run', ({ run }) => run.scenarios.pop()],
    ['/scenarios/0/steps has 4 items in certification and 3 in run', ({ run }) => run.scenarios[0]?.steps.pop()],
    [
      'certification has no /scenarios/0/failure, and run has',
      ({ certification: { scenarios } }) => delete scenarios[0]?.failure,
    ],
    [
      'run has no /scenarios/0/failure, and certification has',
      ({ run: { scenarios } }) => delete scenarios[0]?.failure,
    ],
    [
      '/coverage/values/0/seen has 2 items in certification and 1 in run',
      ({ run: { coverage } }) => coverage.values[0]?.seen.pop(),
    ],
  ])('%s', (problem, change) => {
    const parts = structuredClone(partsOf(sampleResult()));
    change(parts);
    expect(wholeOf(parts)).toEqual({ problem });
  });
});

interface Schema {
  readonly $ref?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
}

interface Place {
  readonly file: string;
  readonly schema: Schema;
}

const read = (file: string): unknown => JSON.parse(readFileSync(join(schemasDir, file), 'utf8'));

function resolved({ file, schema }: Place): Place {
  if (schema.$ref === undefined) return { file, schema };
  const [name = '', pointer = ''] = schema.$ref.split('#');
  const other = name || file;
  return resolved({ file: other, schema: valueAt(read(other), pointer) as Schema });
}

/** The pointer of every member that a schema knows, with an asterisk for the items of a list. */
function members(place: Place, pointer = ''): string[] {
  const { file, schema } = resolved(place);
  if (schema.items) return members({ file, schema: schema.items }, `${pointer}/*`);
  if (!schema.properties) return [pointer];
  return Object.entries(schema.properties).flatMap(([name, member]) =>
    members({ file, schema: member }, `${pointer}/${name}`),
  );
}

it('have each member that the schema of a whole result has in one of them', () => {
  const part = (name: string): string[] => members({ file: 'result.schema.json', schema: { $ref: `#/$defs/${name}` } });
  const [certification, run] = [part('certification'), part('run').filter((each) => each !== '/certificationDigest')];
  expect(certification.filter((member) => run.includes(member))).toEqual([]);
  const whole = members({ file: 'whole-result.schema.json', schema: { $ref: '#' } });
  expect([...certification, ...run].sort()).toEqual(whole.sort());
});
