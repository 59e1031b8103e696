import { join } from 'node:path';
import { open } from 'lmdb';
import { format, formatKey } from './format.ts';

/**
 * A program for a separate process: reads a copy of a state completely, since LMDB trusts every page that it
 * reads, and a damaged one can crash the process. Exits with 0 when the state is intact, otherwise with 1 and a reason on standard output.
 */
const [folder = '', file = ''] = process.argv.slice(2);

const storage = open<unknown, string>({ path: join(folder, file), encoding: 'json', noSync: true });
const { entryCount = 0 } = storage.getStats() as { readonly entryCount?: number };
let count = 0;
let before = '';
for (const { key, value } of storage.getRange({})) {
  if (typeof key !== 'string' || (count > 0 && key <= before)) fail('its keys are in no order');
  if (value === undefined) fail('an entry has no value');
  before = key;
  count += 1;
  if (count > entryCount) break;
}
if (count !== entryCount) fail(`it says that it has ${entryCount} entries, and has ${count}`);
if (count > 0 && typeof storage.get(formatKey) !== 'number') fail(`it does not say its format, which is ${format}`);
// Copies the used pages, and checks that the others are listed as free.
await storage.backup(join(folder, 'copy.mdb'), true);
await storage.close();

function fail(reason: string): never {
  process.stdout.write(reason);
  process.exit(1);
}
