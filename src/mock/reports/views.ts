import type { Organization } from '../state/organization.ts';
import type { Report, ReportContent } from './report.ts';

/** A report as a search shows it (OAS). */
export function fileView(
  { id, type, name, activity: { account, day } }: Report,
  { csv, records }: ReportContent,
  organization: Pick<Organization, 'id' | 'contractualEntityId'>,
): object {
  return {
    reportId: id,
    organizationId: organization.id,
    contractualEntityId: organization.contractualEntityId,
    processingAccountId: account,
    reportType: type,
    periodStart: timestamp(day.start),
    periodEnd: timestamp(day.last),
    name,
    fileSize: Buffer.byteLength(csv),
    numberOfRecords: records,
    createdAt: timestamp(day.over),
  };
}

const timestamp = (time: number): string => new Date(time).toISOString();
