import type { Protocol } from '../../contract/protocol.ts';

type RetrySettings = Pick<
  Protocol['webhooks'],
  'maximumRetries' | 'retryWindowSeconds' | 'firstRetrySeconds' | 'retryFactor'
>;

/**
 * How long to wait before a retry, in seconds; undefined when there is none left. Each pause is a number of times as long as
 * the one before: Nopan's own schedule is known only as up to 10 retries with backoff within 24 hours (SK-WH).
 * @param retry the first retry is 1
 * @param elapsedSeconds since the first attempt
 */
export function pauseBefore(retry: number, elapsedSeconds: number, settings: RetrySettings): number | undefined {
  const pause = settings.firstRetrySeconds * settings.retryFactor ** (retry - 1);
  const inTime = elapsedSeconds + pause <= settings.retryWindowSeconds;
  return retry <= settings.maximumRetries && inTime ? pause : undefined;
}
