import type { Result } from '../contract/types/result.ts';

/** The canonical result itself (specs/schemas/result.schema.json), for machines. */
export const json = (result: Result): string => `${JSON.stringify(result, null, 2)}\n`;
