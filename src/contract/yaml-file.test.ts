import { join } from 'node:path';
import { expect, test } from 'vitest';
import { folder, told } from './fixtures/folder.ts';
import { loadSchemas } from './schemas.ts';
import { readYaml } from './yaml-file.ts';

const drink = {
  type: 'object',
  required: ['name'],
  properties: {
    name: { type: 'string', minLength: 1 },
    size: { enum: ['small', 'large'] },
    price: { type: 'integer', minimum: 1 },
    recipe: { type: 'object', properties: { milk: { type: 'boolean' } }, additionalProperties: false },
    tags: { type: 'array', items: { type: 'string' } },
  },
  additionalProperties: false,
};

/** Reads a text as a drink. Gives the file's path, so that exact places can be expected. */
function drinkFile(text: string): { file: string; read: () => unknown } {
  const dir = folder({ 'drink.schema.json': JSON.stringify(drink), 'drink.yaml': text });
  const file = join(dir, 'drink.yaml');
  return { file, read: () => readYaml(file, loadSchemas(dir), 'drink.schema').value };
}

test('a file that fits gives its value, and where each part of it stands', () => {
  const text = 'name: Latte\nrecipe:\n  milk: true\ntags: [hot, "a/b"]\n';
  const dir = folder({ 'drink.schema.json': JSON.stringify(drink), 'drink.yaml': text });
  const { file, value, at } = readYaml(join(dir, 'drink.yaml'), loadSchemas(dir), 'drink.schema');
  expect(value).toEqual({ name: 'Latte', recipe: { milk: true }, tags: ['hot', 'a/b'] });
  expect(at('')).toBe(`${file}:1:1`);
  expect(at('/recipe/milk')).toBe(`${file}:3:9`);
  expect(at('/recipe/milk', 'key')).toBe(`${file}:3:3`);
  expect(at('/tags/1')).toBe(`${file}:4:13`);
  expect(at('/recipe/sugar')).toBe(`${file}:3:3`);
});

test('a file below the current folder is named as a reader would type it', () => {
  const file = join(process.cwd(), 'specs', 'missing.yaml');
  expect(told(() => readYaml(file, loadSchemas(folder({})), 'any')).where).toBe(join('specs', 'missing.yaml'));
});

test('a file that is not there', () => {
  const file = join(folder({}), 'none.yaml');
  expect(told(() => readYaml(file, loadSchemas(folder({})), 'any'))).toEqual({
    code: 'ERR_SPEC',
    message: `The file cannot be read: ENOENT: no such file or directory, open '${file}'`,
    where: file,
    expected: 'a readable YAML file',
  });
});

test.each([
  ['name: a\n---\nname: b\n', ':2:1', 'a second document follows', 'Remove the second document: a file holds one.'],
  ['name: a\n---\n', ':2:1', 'a second document follows', 'Remove the second document: a file holds one.'],
  [
    'name: a\rsize: small\r',
    ':1:8',
    'its lines end with CR alone',
    'Save it with LF or CR LF at the end of each line.',
  ],
  [
    'name: a\n<<<<<<< HEAD\nsize: small\n',
    ':2:1',
    'a merge left its marks',
    'Resolve the conflict, and remove the lines <<<<<<<, ======= and >>>>>>>.',
  ],
  [`name: a\nrecipe: ${'['.repeat(20_000)}`, undefined, 'it is nested too deeply', 'Write it with fewer levels.'],
])('%j is malformed', (text, place, what, advice) => {
  const { file, read } = drinkFile(text);
  expect(told(read)).toMatchObject({ code: 'ERR_SPEC', message: `The YAML is malformed: ${what}`, advice });
  if (place !== undefined) expect(told(read).where).toBe(`${file}${place}`);
});

test('the code of the error can be chosen', () => {
  const { file } = drinkFile('name: [');
  expect(told(() => readYaml(file, loadSchemas(folder({})), 'any', { code: 'ERR_CONFIG' })).code).toBe('ERR_CONFIG');
});

test.each([
  ['name: "Latte', '1:13', 'missing closing "quote', 'Close the quote or bracket.'],
  ['name: Latte\nname: Mocha\n', '2:1', 'map keys must be unique', 'Remove one of the two entries.'],
  [
    'name: a: b\n',
    '1:7',
    'nested mappings are not allowed in compact mappings',
    'Indent nested entries, and quote a value that contains a colon.',
  ],
  ['recipe:\n\tmilk: true\n', '2:1', 'tabs are not allowed as indentation', 'Indent with spaces.'],
  ['name: a\n---\nname: b\n', '2:1', 'a second document follows', 'Remove the second document: a file holds one.'],
  [
    'name: !!js/function a\n',
    '1:7',
    'unresolved tag: tag:yaml.org,2002:js/function',
    'Remove the tag: plain YAML 1.2 is all that is understood.',
  ],
  ['name: *other\n', '1:7', 'no anchor &other stands before its alias', 'Write the value out.'],
])('malformed: %j', (text, place, message, advice) => {
  const { file, read } = drinkFile(text);
  expect(told(read)).toEqual({
    code: 'ERR_SPEC',
    message: `The YAML is malformed: ${message}`,
    where: `${file}:${place}`,
    expected: 'YAML 1.2',
    advice,
  });
});

test('a bomb of aliases is refused before it goes off', () => {
  const lines = Array.from(
    { length: 9 },
    (_, i) =>
      `l${String(i + 1)}: &l${String(i + 1)} [${Array(9)
        .fill(`*l${String(i)}`)
        .join(', ')}]`,
  );
  const { file, read } = drinkFile(['l0: &l0 lol', ...lines].join('\n'));
  expect(told(read)).toEqual({
    code: 'ERR_SPEC',
    message: 'The YAML expands its aliases beyond measure',
    where: `${file}:1:1`,
    expected: 'at most 100 values by alias',
    advice: 'Write the values out, or use a variant.',
  });
});

test('an unknown key', () => {
  const { file, read } = drinkFile('name: Latte\nrecipe:\n  mlik: true\n');
  expect(told(read)).toEqual({
    code: 'ERR_SPEC',
    message: 'recipe.mlik is not a known property',
    where: `${file}:3:3`,
    expected: 'one of milk',
    advice: 'Did you mean milk?',
  });
});

test('a value of the wrong type', () => {
  const { file, read } = drinkFile('name: Latte\nprice: 2.50 EUR\n');
  expect(told(read)).toEqual({
    code: 'ERR_SPEC',
    message: 'price must be a whole number',
    where: `${file}:2:8`,
    expected: 'a whole number',
    actual: 'text',
    advice: 'Correct the value.',
  });
});

test('a value that is none of the known ones', () => {
  const { file, read } = drinkFile('name: Latte\nsize: smal\n');
  expect(told(read)).toEqual({
    code: 'ERR_SPEC',
    message: 'size must be one of small, large',
    where: `${file}:2:7`,
    expected: 'one of small, large',
    actual: '"smal"',
    advice: 'Did you mean small?',
  });
});

test('a missing key, and every other problem of the file', () => {
  const { file, read } = drinkFile('size: large\nprice: 0\n');
  expect(told(read)).toEqual({
    code: 'ERR_SPEC',
    message: 'name is required',
    where: `${file}:1:1`,
    expected: 'a value',
    actual: 'nothing',
    advice: 'Add name.',
  });
  expect(read).toThrow(expect.objectContaining({ others: [`${file}:2:8 price must be at least 1`] }) as Error);
});

test('an empty file', () => {
  const { file, read } = drinkFile('# nothing yet\n');
  expect(told(read)).toMatchObject({ message: 'The file must be an object', where: `${file}:1:1`, actual: 'null' });
});

test.each([
  ['UTF-16', (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le'), ':1:1'],
  ['UTF-16', (text: string) => Buffer.from(text, 'utf16le'), ':1:1'],
  ['UTF-16', (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16(), ':1:1'],
  ['not UTF-8', (text: string) => Buffer.from(`${text}# für alle\n`, 'latin1'), ':2:4'],
] as const)('a file that is %s', (encoding, encoded, place) => {
  const dir = folder({ 'drink.schema.json': JSON.stringify(drink), 'drink.yaml': encoded('name: Latte\n') });
  const file = join(dir, 'drink.yaml');
  expect(told(() => readYaml(file, loadSchemas(dir), 'drink.schema'))).toMatchObject({
    ...{ code: 'ERR_SPEC', message: `The file is ${encoding}: save it as UTF-8`, where: file + place },
  });
});

test.each([
  ['0012', 'a number', 'Quote it: "0012". Without quotes YAML reads a number and loses leading zeros.'],
  ['1e5', 'a number', 'Quote it: "1e5". Without quotes YAML reads a number and loses leading zeros.'],
  ['-0 # c', 'a number', 'Quote it: "-0". Without quotes YAML reads a number and loses leading zeros.'],
  ['True', 'true or false', 'Quote it: "True". Without quotes YAML reads true or false.'],
  ['true', 'true or false', 'Quote it: "true". Without quotes YAML reads true or false.'],
  ['null', 'null', 'Write the text. If it is the word null, quote it: "null".'],
  ['', 'null', 'Write the text. If it is the word null, quote it: "null".'],
  ['[a]', 'a list', 'Correct the value.'],
])('what YAML does not read as text: %s', (value, actual, advice) => {
  const { file, read } = drinkFile(`name: ${value}\n`);
  expect(told(read)).toMatchObject({ message: 'name must be text', expected: 'text', actual, advice });
  expect(told(read).where?.startsWith(`${file}:1:`)).toBe(true);
});

test.each([
  ['9007199254740992', '9007199254740992'],
  ['9007199254740993', '9007199254740992'],
  ['-9007199254740993', '-9007199254740992'],
  ['0x20000000000001', '9007199254740992'],
  ['1e21', '1e+21'],
  ['1e400', 'Infinity'],
  ['-1e400', '-Infinity'],
  ['.inf', 'Infinity'],
  ['.nan', 'NaN'],
  ['1e-400', '0'],
])('a number that JavaScript cannot hold: %s', (number, read) => {
  for (const text of [`name: Latte\nprice: ${number}\n`, `name: Latte\ntags: [a, {b: ${number}}]\n`]) {
    const drinks = drinkFile(text);
    expect(told(drinks.read)).toMatchObject({
      ...{ code: 'ERR_SPEC', expected: 'YAML 1.2' },
      message: `The YAML is malformed: the number ${number} would be read as ${read}`,
      where: `${drinks.file}:2:${String((text.split('\n')[1]?.indexOf(number) ?? 0) + 1)}`,
      advice: 'Write a number from -9007199254740991 to 9007199254740991, or quote it if it is text.',
    });
  }
});

test.each(['9007199254740991', '-9007199254740991', '1e15', '0', '-0', '0e5', '0x10'])(
  'a number that it can: %s',
  (number) => {
    expect(drinkFile(`name: Latte\nprice: ${number}\n`).read).not.toThrow('would be read as');
  },
);
