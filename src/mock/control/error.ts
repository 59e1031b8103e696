import type { FastifyError } from 'fastify';
import { CertifyError, type ErrorDetails } from '../../errors.ts';

/** A call of the control API that cannot be served, with its HTTP status. */
export class ControlError extends CertifyError {
  readonly status: number;

  constructor(status: number, message: string, details: ErrorDetails) {
    super('ERR_CONTROL', message, details);
    this.name = 'ControlError';
    this.status = status;
  }
}

/** How the control API tells an error: its status, and what happened, what was expected, and what to do next. */
export function controlError(error: FastifyError | Error): { status: number; body: object } {
  if (error instanceof CertifyError) {
    const { code, message, where, expected, actual, advice } = error;
    const status = error instanceof ControlError ? error.status : 400;
    return { status, body: { error: { code, message, where, expected, actual, advice } } };
  }
  const status = 'statusCode' in error ? (error.statusCode ?? 500) : 500;
  return { status, body: { error: { code: 'ERR_CONTROL', message: error.message } } };
}
