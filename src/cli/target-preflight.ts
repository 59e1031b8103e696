import type { MetTarget } from '../certification/identity.ts';
import type { PlannedScenario } from '../certification/run.ts';
import type { Failure } from '../contract/types/result.ts';
import { neededBy } from '../conversation/ability.ts';
import { CertifyError, type ErrorCode } from '../errors.ts';
import { processRedactor } from '../evidence/process-redactor.ts';
import type { Connection } from '../target/connection.ts';
import { interferenceOf } from '../target/interference.ts';
import { printError } from './errors.ts';

/** A target before the first scenario. */
export interface CheckedTarget {
  /** The connection, with what the target was found to be able to do. */
  readonly connection: Connection;
  readonly met: readonly MetTarget[];
  /** Why no scenario can start. */
  readonly fault?: Failure;
}

/** Failures of a target, or of a gateway before it, that are reported as a result. */
const reportable: readonly ErrorCode[] = ['ERR_TARGET', 'ERR_TLS', 'ERR_JWKS'];

/**
 * Checks what every scenario on a sandbox rests on; the embedded mock needs no check. A fault of the environment is printed.
 *
 * @throws any other error of the preflight
 */
export async function checkedTarget(
  connection: Connection,
  scenarios: readonly PlannedScenario[],
): Promise<CheckedTarget> {
  if (connection.kind !== 'sandbox') return { connection, met: [] };
  const { preflight } = await import('../conversation/preflight.ts');
  try {
    const needs = neededBy(scenarios.flatMap(({ tags }) => tags));
    const { peers, ...checked } = await preflight(connection, needs, processRedactor);
    const interference = interferenceOf({ environment: process.env, execArgv: process.execArgv });
    return { ...checked, met: [{ peers, interference }] };
  } catch (error) {
    if (!isReportable(error)) throw error;
    printError(error, process.stderr);
    return { connection, met: [], fault: { class: error.blame, code: error.code, ...processRedactor.failure(error) } };
  }
}

const isReportable = (error: unknown): error is CertifyError =>
  error instanceof CertifyError && error.blame === 'environment' && reportable.includes(error.code);
