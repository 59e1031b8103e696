import { parse } from 'csv-parse/sync';
import { expectAccepted } from './answer.ts';
import { expectEqual, unmet } from './expectation.ts';
import type { Variables } from '../contract/variables.ts';
import type { Turn } from './turn.ts';

/**
 * So many rows of a downloaded report must be about the payment (RFC 4180; Nopan, REPORT: transaction_id).
 *
 * @throws ERR_ASSERTION; what expectAccepted throws
 */
export function expectRows(download: Turn, { transactionId }: Variables, count: number): void {
  const own = rowsOf(expectAccepted(download).body).filter((row) => row['transaction_id'] === transactionId);
  expectEqual('The number of rows about the payment', own.length, count);
}

function rowsOf(body: Buffer): Record<string, string>[] {
  try {
    return parse(body, { columns: true });
  } catch (error) {
    throw unmet({
      what: 'The report is not CSV',
      expected: 'a header and rows with as many fields (RFC 4180)',
      actual: (error as Error).message,
    });
  }
}
