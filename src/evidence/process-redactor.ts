import { createRedactor } from './redactor.ts';

/** Knows every secret that this process has met, for whatever may speak of one: evidence, errors, logs, and its last words. */
export const processRedactor = createRedactor();
