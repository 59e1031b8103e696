import type { Writable } from 'node:stream';
import { CertifyError } from '../errors.ts';
import { printPdf, type Printing } from '../report/pdf.ts';
import { visibleLine } from '../report/text.ts';

/** Prints the report and says where. That it could not be printed is told, and changes no verdict. */
export function tryPrintPdf(printing: Printing, out: Writable, errors: Writable): void {
  try {
    out.write(`${visibleLine(`PDF  ${printPdf(printing)}`)}\n`);
  } catch (error) {
    if (!(error instanceof CertifyError)) throw error;
    const { message, actual = '', advice = '' } = error;
    errors.write(`${visibleLine(`nopan-certify: warning: ${message}: ${actual}. ${advice}`)}\n`);
  }
}
