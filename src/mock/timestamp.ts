/**
 * A time as Nopan's answers write it: ISO 8601, UTC, with six digits of a second (OAS examples).
 * @param milliseconds since 1970-01-01T00:00:00Z
 * @example timestamp(0) // 1970-01-01T00:00:00.000000Z
 */
export function timestamp(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace('Z', '000Z');
}
