import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { CertifyError } from '../errors.ts';
import { fuzz } from '../fixtures/fuzz.ts';
import { hostileText, mutatedText } from '../fixtures/hostile.ts';
import { schemasDir, specsDir } from './locations.ts';
import { loadSchemas } from './schemas.ts';
import { assertFits } from './yaml-file.ts';
import { parseYaml } from './yaml-text.ts';

const schemas = loadSchemas(schemasDir);

const textsIn = (folder: string): string[] =>
  readdirSync(join(specsDir, folder)).map((name) => readFileSync(join(specsDir, folder, name), 'utf8'));

/** Sound files of this project, by their schema. */
const files: Readonly<Record<string, readonly string[]>> = {
  'request-spec.schema': textsIn('requests/payments'),
  'workflow.schema': textsIn('workflows'),
  'protocol.schema': [readFileSync(join(specsDir, 'protocol.yaml'), 'utf8')],
  'config.schema': [
    'target: { baseUrl: https://127.0.0.1:1 }\norganization: o\nprocessingAccounts: [p]\ntls: {}\nsigning: { privateKey: k, keyid: i }\n',
  ],
};

const tokens = [
  '\n',
  '  ',
  '\t',
  '- ',
  ': ',
  '? ',
  '{',
  '}',
  '[',
  ']',
  '"',
  "'",
  '|\n',
  '>-\n',
  '# ',
  '&a ',
  '*a',
  '!!js/function ',
  '%YAML 1.1\n',
  '---\n',
  '...',
  '<<: *a',
  '${',
  '}',
  '__proto__: ',
  'null',
  '~',
  '1e999',
  '\u0000',
  '\ufeff',
];

/** Reads a text as a spec: a value that fits its schema, or an error that says where it is wrong. */
function readOrExplained(text: string, schema: string): void {
  try {
    const { value, at } = parseYaml(text, 'hostile.yaml', 'ERR_SPEC');
    assertFits(value, { schemas, schema, code: 'ERR_SPEC', at });
    expect(schemas.violations(schema, value)).toEqual([]);
  } catch (error) {
    if (!(error instanceof CertifyError)) throw error;
    expect(error.where).toMatch(/hostile\.yaml:\d+:\d+$/);
    expect(error.message).not.toBe('');
  }
}

fuzz(
  'any text at all is read or explained',
  hostileText(tokens),
  (text) => {
    readOrExplained(text, 'config.schema');
  },
  { cases: 100 },
);

test('keys within keys are refused, however deep', () => {
  for (const depth of [1, 400]) {
    expect(() => parseYaml('? '.repeat(depth + 1), 'hostile.yaml', 'ERR_SPEC')).toThrow(
      expect.objectContaining({
        message: 'The YAML is malformed: a key must be a text',
        where: 'hostile.yaml:1:3',
      }) as Error,
    );
  }
});

test('a key that is no text is explained by us alone', () => {
  const warned = vi.spyOn(process, 'emitWarning');
  readOrExplained('? { a: b }\n: c\n', 'config.schema');
  expect(warned).not.toHaveBeenCalled();
  warned.mockRestore();
});

for (const [schema, sound] of Object.entries(files)) {
  describe(schema, () => {
    const spoilt = mutatedText(sound, tokens);

    fuzz(
      'a spoilt file is read or explained',
      spoilt,
      (text) => {
        readOrExplained(text, schema);
      },
      { cases: 150 },
    );

    fuzz(
      'any value is read or explained',
      fc.jsonValue().map((value) => JSON.stringify(value)),
      (text) => {
        readOrExplained(text, schema);
      },
    );
  });
}
