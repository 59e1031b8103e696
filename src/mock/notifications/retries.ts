import type { Protocol } from '../../contract/protocol.ts';

type RetrySettings = Pick<
  Protocol['webhooks'],
  'maximumRetries' | 'retryWindowSeconds' | 'firstRetrySeconds' | 'retryFactor'
>;

/**
 * How long to wait before a retry, in seconds; undefined when there is none left. Each pause is longer by a factor than
 * the one before: Nopan's schedule is only known as up to 10 retries with backoff within 24 hours (SK-WH).
 * @param retry the first retry is 1
 * @param elapsedSeconds since the first attempt
 */
export function pauseBefore(retry: number, elapsedSeconds: number, settings: RetrySettings): number | undefined {
  const pause = settings.firstRetrySeconds * settings.retryFactor ** (retry - 1);
  const inTime = elapsedSeconds + pause <= settings.retryWindowSeconds;
  return retry <= settings.maximumRetries && inTime ? pause : undefined;
}
