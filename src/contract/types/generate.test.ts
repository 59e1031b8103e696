import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ownSchemas, typesFile, typesOf } from './generate.ts';

test.each(ownSchemas())('the types of %s are those of the schema', async (file) => {
  expect(readFileSync(typesFile(file), 'utf8'), 'run "npm run types"').toBe(await typesOf(file));
});
