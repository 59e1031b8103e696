import { InvalidArgumentError } from 'commander';
import type { Shard } from '../runner/shard.ts';

/** `1/3` on a command line: the first of three parts. */
export function partOption(text: string): Shard {
  const [, index = NaN, total = NaN] = (/^(\d{1,3})\/(\d{1,3})$/.exec(text) ?? []).map(Number);
  if (!(index >= 1 && index <= total))
    throw new InvalidArgumentError('It takes a part and the number of parts, such as 1/3: from 1/3 to 3/3.');
  return { index, total };
}
