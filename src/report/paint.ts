/** Select Graphic Rendition, ECMA-48 section 8.3.117. */
const codes = { heading: 1, quiet: 2, good: 32, bad: 31, warn: 33 } as const;

export type Tone = keyof typeof codes;

/** Shows text in a tone. */
export type Paint = (tone: Tone, text: string) => string;

/** Paints for a terminal that shows colours, or leaves text as it is. */
export const painter = (colour: boolean): Paint =>
  colour ? (tone, text) => `\u001b[${codes[tone]}m${text}\u001b[0m` : (_, text) => text;
