import { describe, expect, it } from 'vitest';
import { schemasDir } from '../contract/locations.ts';
import { loadSchemas } from '../contract/schemas.ts';
import type { ResultFile } from '../contract/types/result-file.ts';
import { certifiedResult } from '../report/fixtures/sample.ts';
import { json } from '../report/json.ts';
import { digestOf, resultIn } from './result-in.ts';

const schemas = loadSchemas(schemasDir);
const written = (): ResultFile => JSON.parse([...json(certifiedResult())].join('')) as ResultFile;

it('is what was written', () => {
  expect(resultIn(written(), schemas)).toEqual({ result: certifiedResult() });
});

it('is the same when its file was laid out otherwise', () => {
  const { formatVersion, certification, run } = written();
  const { tool, ...rest } = certification;
  expect(resultIn({ run, certification: { ...rest, tool }, formatVersion }, schemas)).toEqual({
    result: certifiedResult(),
  });
});

describe('is none when', () => {
  it.each<[string, unknown]>([
    ['it is of format 1, and this version reads format 4 only', { formatVersion: 1, verdict: 'CERTIFIED' }],
    ['the file must be an object', null],
    ['/certification is required', { formatVersion: 4 }],
  ])('%s', (problem, value) => {
    expect(resultIn(value, schemas)).toEqual({ problem });
  });

  it.each<[string, (file: ResultFile) => unknown]>([
    [
      'its certification was changed: its digest is not that of /run/certificationDigest',
      ({ certification }) => (certification.verdict = 'INCOMPLETE'),
    ],
    [
      '/scenarios has 25 items in certification and 26 in run',
      ({ certification, run }) => {
        certification.scenarios.pop();
        run.certificationDigest = digestOf(certification);
      },
    ],
  ])('%s', (problem, change) => {
    const file = written();
    change(file);
    expect(resultIn(file, schemas)).toEqual({ problem });
  });
});
