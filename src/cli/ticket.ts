import { ticketText } from '../report/ticket.ts';
import { failedCase, type CaseSettings } from './failed-case.ts';

/** `nopan-certify ticket`. */
export async function ticket(name: string, settings: CaseSettings): Promise<void> {
  const { result, scenario } = await failedCase(name, settings);
  process.stdout.write(ticketText(result, scenario));
}
