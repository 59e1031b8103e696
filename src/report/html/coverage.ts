import type { Coverage } from '../../contract/types/result.ts';
import { coverageView } from '../coverage.ts';
import { oneLine, shortened } from '../text.ts';

/** The coverage as a picture: a cell for each operation and status, deeper the more often it was met, and a chip for each other value. */
export interface CoveragePicture {
  readonly summary: string;
  readonly statuses: readonly string[];
  readonly operations: readonly { readonly name: string; readonly cells: readonly Cell[]; readonly unseen: string }[];
  readonly values: readonly Chips[];
}

interface Cell {
  /** Empty: never. */
  readonly count: string;
  /** 0 for never, and 1 to 4. */
  readonly heat: number;
}

interface Chips {
  readonly name: string;
  readonly seen: readonly { readonly value: string; readonly count: number }[];
  readonly unseen: readonly string[];
  /** What there is no room for; a target says what it likes for a reason code. */
  readonly more: string;
}

const mostChips = 60;

export function coveragePicture(coverage: Coverage): CoveragePicture {
  const { summary, statuses, operations, values } = coverageView(coverage);
  return {
    ...{ summary, statuses },
    operations: operations.map(({ name, counts, unseen }) => ({ name, unseen, cells: counts.map(cell) })),
    values: coverage.values.map(({ seen, unseen }, index) => ({
      name: values[index]?.name ?? '',
      seen: seen.slice(0, mostChips).map(({ value, count }) => ({ value: shortened(oneLine(value), 60), count })),
      more: seen.length > mostChips ? `${seen.length - mostChips} more` : '',
      unseen,
    })),
  };
}

/** By orders of magnitude. */
const cell = (count: string): Cell => ({
  count,
  heat: count === '' ? 0 : Math.min(4, count.length + (count === '1' ? 0 : 1)),
});
