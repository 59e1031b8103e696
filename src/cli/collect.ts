/** Collects the values of an option that may be given again. */
export const collect = (value: string, values: readonly string[] = []): string[] => [...values, value];
