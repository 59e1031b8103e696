/** Media types of what a step attaches: evidence, the structured failure, the reason why a scenario is skipped, and who answered. */
export const mediaTypes = {
  exchange: 'application/vnd.nopan-certify.exchange+json',
  delivery: 'application/vnd.nopan-certify.delivery+json',
  failure: 'application/vnd.nopan-certify.failure+json',
  skip: 'application/vnd.nopan-certify.skip+json',
  notRun: 'application/vnd.nopan-certify.not-run',
  peer: 'application/vnd.nopan-certify.peer+json',
} as const;

const all: ReadonlySet<string> = new Set(Object.values(mediaTypes));

/** Whether it is one of those: what has it was redacted where it was made. */
export const isOurs = (mediaType: string): boolean => all.has(mediaType);
