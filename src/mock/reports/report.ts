import { activitiesOf, type Activity, type Reported } from './activity.ts';
import { csv } from './csv.ts';
import { derivedId } from './derived-id.ts';
import { sheets, type ReportType } from './sheets.ts';
import { dateOf } from './utc-day.ts';

/** A report of one type about an account's day. Nothing of it is stored: it is made of the payments whenever it is asked for. */
export interface Report {
  readonly id: string;
  readonly type: ReportType;
  /** As the file is called. */
  readonly name: string;
  readonly activity: Activity;
}

/** What stands in a report. */
export interface ReportContent {
  readonly csv: string;
  /** Rows but the header. */
  readonly records: number;
}

const types = Object.keys(sheets) as ReportType[];

/**
 * The reports of an organization about the days that are over. How often Nopan makes which is not documented: of every type one a
 * day is assumed, the invoice among them, so that one rule does for all. Those in which nothing would stand have no content.
 */
export function reportsOf(organization: Reported, now: number): Report[] {
  return activitiesOf(organization, now).flatMap((activity) => types.map((type) => reportOf(type, activity)));
}

function reportOf(type: ReportType, activity: Activity): Report {
  const id = derivedId(activity, 'report', type);
  return { id, type, name: [type, activity.account, id, dateOf(activity.day)].join('_'), activity };
}

/** @returns undefined when there is nothing to report, and so no such report */
export function contentOf({ type, activity }: Report): ReportContent | undefined {
  const { header, rows } = sheets[type];
  const records = rows(activity);
  return records.length === 0 ? undefined : { csv: csv(header, records), records: records.length };
}
