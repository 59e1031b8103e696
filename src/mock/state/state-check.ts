import { join } from 'node:path';
import { open } from 'lmdb';
import { format, formatKey } from './format.ts';

/**
 * The program of a process of its own: reads a copy of a state from its first page to its last, since LMDB believes every page that it is
 * given, and a damaged one can end the process. Exits with 0 when the state is whole, and with 1 and a reason on standard output otherwise.
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
// Copies what is used, and finds whether the rest is what is said to be free.
await storage.backup(join(folder, 'copy.mdb'), true);
await storage.close();

function fail(reason: string): never {
  process.stdout.write(reason);
  process.exit(1);
}
