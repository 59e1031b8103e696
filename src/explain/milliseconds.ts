/** Seconds are larger than this from the year 5138 on; milliseconds have been since 1973. */
const mostSeconds = 100_000_000_000;

/** Whether a time that should be in seconds is one in milliseconds. */
export const isMilliseconds = (time: number): boolean => time > mostSeconds;
