import { Refusal } from '../refusal.ts';
import { contentOf, reportsOf } from '../reports/report.ts';
import type { Handler } from './operation.ts';

/** The parameters of the query. Whose report it is was judged by the guard `account`. */
interface DownloadRequest {
  readonly reportId: string;
  readonly processingAccountId?: string;
}

/**
 * Sends a report as CSV. No page names its format (assumed).
 * @throws {Refusal} unknownRoute: like any other resource that is not there, since `notFound` speaks of payments
 */
export const downloadReport: Handler<DownloadRequest> = (request, { organization, now }) => {
  const { reportId, processingAccountId: account } = request;
  // Letters of a UUID mean the same in either case (RFC 9562 section 4).
  const report = reportsOf(organization, now).find(({ id }) => id === reportId.toLowerCase());
  const content = report && contentOf(report);
  if (content === undefined || ![undefined, report?.activity.account].includes(account)) {
    throw new Refusal('unknownRoute', { reason: `There is no report ${reportId}` });
  }
  return { body: content.csv, contentType: 'text/csv' };
};
