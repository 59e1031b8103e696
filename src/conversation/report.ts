import { parse } from 'csv-parse/sync';
import { expectAccepted } from './answer.ts';
import { expectEqual } from './expectation.ts';
import type { Variables } from '../contract/variables.ts';
import type { Turn } from './turn.ts';

/**
 * So many rows of a downloaded report must be about the payment (RFC 4180; Nopan, REPORT: transaction_id).
 *
 * @throws ERR_ASSERTION; what expectAccepted throws
 */
export function expectRows(download: Turn, { transactionId }: Variables, count: number): void {
  const rows: Record<string, string>[] = parse(expectAccepted(download).body, { columns: true });
  const own = rows.filter((row) => row['transaction_id'] === transactionId);
  expectEqual('The number of rows about the payment', own.length, count);
}
