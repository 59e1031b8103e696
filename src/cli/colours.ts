import type { WriteStream } from 'node:tty';

/** Whether a person looks at this stream as it is written. */
export const isTerminal = (stream: WriteStream): boolean =>
  stream.isTTY && process.env.TERM !== 'dumb' && !process.env.CI;

/** Colour only where it is shown as colour, and never where NO_COLOR (no-color.org) asks for none. */
export const wantsColour = (stream: WriteStream): boolean =>
  stream.isTTY && !process.env.NO_COLOR && process.env.TERM !== 'dumb';

/** What a text has to fit: a terminal has a width in characters, and a file or a pipe has none. */
export const screen = (stream: WriteStream): { readonly colour: boolean; readonly width?: number } => ({
  colour: wantsColour(stream),
  ...(stream.isTTY && stream.columns > 0 && { width: stream.columns }),
});
