/** A name and its value, for a list of facts. */
export type Fact = readonly [name: string, value: string];

/** A setting's value on one line, with spaces to break it at. */
export const shownText = (value: unknown): string =>
  typeof value === 'string' ? value : JSON.stringify(value, null, 1).replaceAll(/\n */g, ' ');

export const shownValue = (value: unknown): string | undefined => (value === undefined ? undefined : shownText(value));
