import type { Failure } from '../contract/types/result.ts';
import { CertifyError, type ErrorCode } from '../errors.ts';
import { processRedactor } from '../evidence/process-redactor.ts';
import type { Records } from '../runner/records.ts';
import { printError } from './errors.ts';

/** What a target, or something before it, can say before the first scenario; with it there is something to report. */
const reportable: readonly ErrorCode[] = ['ERR_TARGET', 'ERR_TLS', 'ERR_JWKS'];

/**
 * Does what every scenario rests on.
 *
 * @returns what the environment let it fail with, after it was printed; undefined when nothing failed
 * @throws what it fails with otherwise
 */
export async function targetFault(preflight: () => Promise<unknown>): Promise<Failure | undefined> {
  try {
    await preflight();
    return undefined;
  } catch (error) {
    if (!(error instanceof CertifyError) || error.blame !== 'environment' || !reportable.includes(error.code))
      throw error;
    printError(error, process.stderr);
    return { class: error.blame, code: error.code, ...processRedactor.failure(error) };
  }
}

/** The run that such a fault has kept from starting. */
export function unstarted(fault: Failure): { readonly recorder: Records; readonly done: Promise<void> } {
  return {
    recorder: { started: [], finished: [], completion: undefined, faults: [fault], met: [], passedOver: 0 },
    done: Promise.resolve(),
  };
}
