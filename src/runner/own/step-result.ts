import { processRedactor } from '../../evidence/process-redactor.ts';
import { isRecord } from './values.ts';

const statuses = new Set(['PASSED', 'FAILED', 'SKIPPED', 'UNDEFINED', 'AMBIGUOUS', 'PENDING', 'UNKNOWN']);

/**
 * The result of a step or hook, with known members only.
 *
 * @throws Error when it is invalid
 */
export function resultOf(value: unknown): object {
  const { status, duration, message, exception } = isRecord(value) ? value : {};
  const { seconds, nanos } = isRecord(duration) ? duration : {};
  if (typeof status !== 'string' || !statuses.has(status)) throw new Error('a step without a known status');
  if (!isCount(seconds) || !isCount(nanos)) throw new Error('a step without a duration');
  return {
    status,
    duration: { seconds, nanos },
    ...(typeof message === 'string' && { message: processRedactor.text(message) }),
    ...(isRecord(exception) && { exception: textsOf(exception) }),
  };
}

const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && (value as number) >= 0;

function textsOf({ type, message, stackTrace }: Readonly<Record<string, unknown>>): object {
  const texts = Object.entries({ type, message, stackTrace }).filter(([, text]) => typeof text === 'string');
  return {
    type: 'Error',
    ...Object.fromEntries(texts.map(([name, text]) => [name, processRedactor.text(text as string)])),
  };
}
