/** One of several parts that a plan is dealt out to; the first one is 1. */
export interface Shard {
  readonly index: number;
  readonly total: number;
}

/** `1/3`, as the command line and Cucumber (`sources.shard`) write it. */
export const shardText = ({ index, total }: Shard): string => `${index}/${total}`;

/** What falls to a shard: dealt out in turn, so that no shard gets more than one more than another, and neighbours are parted. */
export const dealtTo = <T>({ index, total }: Shard, items: readonly T[]): T[] =>
  items.filter((_, position) => position % total === index - 1);
