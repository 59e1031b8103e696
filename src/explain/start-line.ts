import { placeIn, unreadable, type Source } from './text.ts';

interface Kind {
  readonly pattern: RegExp;
  readonly message: string;
  readonly advice: string;
}

/** Other content in place of a request line. */
const kinds: readonly Kind[] = [
  {
    pattern: /^curl\b/,
    message: 'This is a curl command',
    advice: 'Add --format curl.',
  },
  {
    pattern: /^(?:[><] |\* )/,
    message: 'This is the trace of a program, not a message',
    advice: 'Remove the sign at the start of each line and all lines outside the message, or use curl -i.',
  },
  {
    pattern: /^[A-Z]+ +(?:localhost|[\w-]+(?:\.[\w-]+)+|[\w.-]+:\d+)(?:[/?]\S*)?(?: +HTTP\/\S+)?$/,
    message: 'The URL has no scheme',
    advice: 'Add https:// at the start.',
  },
];

const usual: Omit<Kind, 'pattern'> = {
  message: 'This is neither a request line nor a status line',
  advice: 'Begin the file with the request line, for example: POST /payments/initiate HTTP/1.1',
};

export function noStartLine(source: Source, offset: number, text: string) {
  const { message, advice } = kinds.find(({ pattern }) => pattern.test(text)) ?? usual;
  const expected = 'METHOD target HTTP/1.1, or HTTP/1.1 status';
  return unreadable(message, placeIn(source, offset), expected, { advice });
}
