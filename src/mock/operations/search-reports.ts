import { overlaps, periodOf } from '../reports/period.ts';
import { contentOf, reportsOf, type Report } from '../reports/report.ts';
import { fileView } from '../reports/views.ts';
import type { Handler } from './operation.ts';

/** The parameters of the query. Of whose reports it is was judged by the guard `account`. */
interface SearchRequest {
  readonly from: string;
  readonly to: string;
  readonly processingAccountId?: string;
  readonly name?: string;
  readonly type?: string;
}

/** Lists the reports about days that lie in the period, in full or in part (assumed), all at once: OAS has no pages. */
export const searchReports: Handler<SearchRequest> = (request, { organization, now }) => {
  const period = periodOf(request);
  const { processingAccountId: account, name, type } = request;
  const wanted = (report: Report): boolean =>
    overlaps(report.activity.day, period) &&
    [undefined, report.activity.account].includes(account) &&
    [undefined, report.name].includes(name) &&
    [undefined, report.type as string].includes(type);
  const files = reportsOf(organization, now)
    .filter(wanted)
    .flatMap((report) => {
      const content = contentOf(report);
      return content === undefined ? [] : [fileView(report, content, organization)];
    });
  return { body: { files, totalCount: files.length } };
};
