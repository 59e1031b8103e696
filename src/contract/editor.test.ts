import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { specsDir } from './locations.ts';

const files = readdirSync(specsDir, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.yaml'));

test.each(files)('%s tells editors its schema', (file) => {
  const [first = ''] = readFileSync(join(specsDir, file), 'utf8').split('\n');
  const schema = /^# yaml-language-server: \$schema=(\S+)$/.exec(first)?.[1];
  expect(schema, first).toBeDefined();
  expect(existsSync(join(specsDir, dirname(file), schema ?? '')), schema).toBe(true);
});
