import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { schemasDir } from './locations.ts';
import { loadSchemas } from './schemas.ts';
import { CertifyError } from '../errors.ts';
import { loadRequirements } from './requirements.ts';

const dir = mkdtempSync(join(tmpdir(), 'requirements-'));
afterAll(() => {
  rmSync(dir, { recursive: true });
});
const schemas = loadSchemas(schemasDir);
const file = join(dir, 'requirements.yaml');

const entry = (id: string, rest = 'level: MUST') =>
  `- id: ${id}\n  title: It holds\n  ${rest}\n  stage: signing\n  applies: always\n  source: { page: SIGN, status: documented }\n`;

function load(text: string) {
  writeFileSync(file, text);
  return loadRequirements(file, schemas);
}

function refusal(text: string) {
  try {
    load(text);
  } catch (error) {
    if (error instanceof CertifyError) return { code: error.code, message: error.message, where: error.where };
  }
  return undefined;
}

describe('loadRequirements', () => {
  it('returns the requirements in the order of the file', () => {
    expect(load(entry('SIG-02') + entry('SIG-01'))).toMatchObject([
      {
        id: 'SIG-02',
        level: 'MUST',
        stage: 'signing',
        applies: 'always',
        source: { page: 'SIGN', status: 'documented' },
      },
      { id: 'SIG-01' },
    ]);
  });

  it('refuses an id that is there twice, and says where both are', () => {
    expect(refusal(entry('SIG-01') + entry('SIG-01'))).toEqual({
      code: 'ERR_CATALOGUE',
      message: 'Duplicate requirement id: SIG-01',
      where: expect.stringContaining(`${file}:7:`) as string,
    });
  });

  it.each([
    ['an empty file', ''],
    ['an empty list', '[]'],
    ['an id of another form', entry('sig-1')],
    ['an unknown level', entry('SIG-01', 'level: OUGHT')],
    ['an unknown stage', entry('SIG-01').replace('signing', 'dancing')],
    ['an unknown field', entry('SIG-01', 'level: MUST\n  colour: red')],
    ['a missing source', entry('SIG-01').replace(/ {2}source.*\n/, '')],
  ])('refuses %s', (_, text) => {
    expect(refusal(text)?.code).toBe('ERR_CATALOGUE');
  });
});
