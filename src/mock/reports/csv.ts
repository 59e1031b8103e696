import { stringify } from 'csv-stringify/sync';
import type { Cell } from './sheet.ts';

/**
 * A table as CSV (RFC 4180), header and rows. What clients have named stands there unaltered, quoted where it must be: that a cell
 * may look like a formula to a spreadsheet is for its reader to mind.
 */
export function csv(header: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return stringify([header, ...rows], { record_delimiter: 'windows', quote_record_delimiter: true });
}
