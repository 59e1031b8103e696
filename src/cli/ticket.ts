import { ticketText } from '../report/ticket.ts';
import { failedCase, type CaseSettings } from './failed-case.ts';

/** `nopan-certify ticket`. */
export function ticket(name: string, settings: CaseSettings): void {
  const { result, scenario } = failedCase(name, settings);
  process.stdout.write(ticketText(result, scenario));
}
