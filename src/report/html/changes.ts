import type { Result } from '../../contract/types/result.ts';
import { changesView, type ChangeRow, type ChangesView } from '../changes.ts';
import type { Linked, Segment } from './links.ts';

export interface LinkedChanges extends Omit<ChangesView, 'rows'> {
  readonly rows: readonly LinkedRow[];
}

interface LinkedRow extends Omit<ChangeRow, 'items'> {
  readonly items: readonly (readonly Segment[])[];
}

/** More of one kind than a reader follows one by one. */
const most = 12;

/** The changes since the earlier result, with links to what they name. */
export function linkedChanges(result: Result, linked: Linked): LinkedChanges | undefined {
  const view = changesView(result, most);
  return view && { ...view, rows: view.rows.map((row) => ({ ...row, items: row.items.map((item) => linked(item)) })) };
}
