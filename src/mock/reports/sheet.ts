import type { Activity } from './activity.ts';

/** A cell of a table; undefined is empty. */
export type Cell = string | number | bigint | undefined;

/** The table that a report consists of. */
export interface Sheet {
  readonly header: readonly string[];
  readonly rows: (activity: Activity) => Cell[][];
}

/** A table with one row for each item, and in each column what that makes of the item. */
export function sheet<Item>(
  items: (activity: Activity) => readonly Item[],
  columns: Readonly<Record<string, (item: Item) => Cell>>,
): Sheet {
  const cells = Object.values(columns);
  return {
    header: Object.keys(columns),
    rows: (activity) => items(activity).map((item) => cells.map((cell) => cell(item))),
  };
}
