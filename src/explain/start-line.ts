import { linesOf } from './http-lines.ts';
import { placeIn, unreadable, type Source } from './text.ts';

interface Kind {
  readonly pattern: RegExp;
  readonly message: string;
  readonly advice: string;
}

const handIn = 'Hand in the request as HTTP text, as a HAR file or as a curl command.';

/** What stands in the place of a start line; the first that matches its line counts. */
const kinds: readonly Kind[] = [
  {
    pattern: /^curl\b/,
    message: 'This is a curl command',
    advice: 'Add --format curl.',
  },
  {
    pattern: /^(?:```|~~~)/,
    message: 'The message is inside a Markdown code fence',
    advice: 'Remove the lines of the fence.',
  },
  {
    pattern: /^(?:\xef\xbb\xbf)?\x1b\[/,
    message: 'The text has the colour codes of a terminal',
    advice: 'Print it again without colours.',
  },
  {
    pattern: /^[^\0]*\r(?!$)/,
    message: 'The lines end with CR alone',
    advice: 'Save the file with LF or CR LF at the end of each line.',
  },
  {
    pattern: /[\0-\x08\x0e-\x1f]/,
    message: 'This is a binary file',
    advice: 'Export the message as text.',
  },
  {
    pattern: /^\s*(?:0x)?[\da-f]{4,8}:? {1,3}(?:[\da-f]{2,4} ){4}/i,
    message: 'This is a hex dump, not a message',
    advice: 'Turn it back into bytes: xxd -r reads such dumps.',
  },
  {
    pattern: /^<(?:\?xml|!doctype|html|items)\b/i,
    message: 'This is a web page or XML, not a message',
    advice: handIn,
  },
  {
    pattern: /^:(?:method|path|authority|scheme|status) *:/,
    message: 'Pseudo-header fields stand in place of the start line',
    advice:
      'Write the line that HTTP/1.1 has: POST /payments/initiate HTTP/1.1 and a field Host, or HTTP/1.1 200 for a response.',
  },
  {
    pattern: /^[[{"]/,
    message: 'This is JSON, not a message',
    advice: handIn,
  },
  {
    pattern: /\b(?:HTTP\/\d|[A-Z]+ +\/).*\\n/,
    message: 'The line ends are written as \\r\\n',
    advice: 'Turn them into line ends: printf \'%b\' "$(cat FILE)"',
  },
  {
    pattern: /^(?:[><]{1,4} ?[A-Z]|[><] |-->|<--|\* )/,
    message: 'This is the trace of a program, not a message',
    advice: 'Remove the sign at the start of each line and all lines outside the message, or use curl -i.',
  },
  {
    pattern:
      /^(?:(?:(?:const|let|var) )?\$?[\w.]+ = |await |return )*(?:fetch\(|axios\b|Invoke-(?:WebRequest|RestMethod)\b|requests\.\w+\()|^https? +(?:-|[A-Z]+ |https?:)|^(?:wget|xh|import|from|using|package) +\S|^\$\w+ *=/,
    message: 'This is the code of a program, not a message',
    advice: handIn,
  },
  {
    pattern: /^[A-Z]+\t/,
    message: 'Tabs are in the request line',
    advice: 'Put one space between its parts.',
  },
  {
    pattern: /^[A-Z]+ +\S+ +http\/\d/,
    message: 'The version is in lower case',
    advice: 'Write HTTP/1.1.',
  },
  {
    pattern: /^[A-Z]+ +(?:localhost|[\w-]+(?:\.[\w-]+)+|[\w.-]+:\d+)(?:[/?]\S*)?(?: +HTTP\/\S+)?$/,
    message: 'The URL has no scheme',
    advice: 'Add https:// at the start.',
  },
  {
    pattern: /^.*(?:^|[^A-Z])(?:[A-Z]{3,7} +(?:\/|https?:\/\/)\S* +HTTP\/\d|HTTP\/\d(?:\.\d)? +\d{3}\b)/,
    message: 'There is something before the start line',
    advice: 'Remove what a log or a tool put before each line: times, levels, numbers, quotes, spaces.',
  },
  {
    pattern: /^[\w-]+: \S/,
    message: 'The start line is missing',
    advice: 'Write it before the fields: POST /payments/initiate HTTP/1.1, or HTTP/1.1 200 for a response.',
  },
];

const usual: Omit<Kind, 'pattern'> = {
  message: 'This is neither a request line nor a status line',
  advice: 'Begin the file with the request line, for example: POST /payments/initiate HTTP/1.1',
};

const expected = 'METHOD target HTTP/1.1, or HTTP/1.1 status';

/** What is wrong with a text that begins with this line, where a message is expected. */
export function noStartLine(source: Source, offset: number, text: string) {
  const curl = /^curl\b/.test(text) ? undefined : curlBehind(source, offset);
  if (curl !== undefined) {
    return unreadable('There is text before the curl command', placeIn(source, curl), 'a text that begins with curl', {
      advice: 'Remove what is before the command.',
    });
  }
  const { message, advice } = kinds.find(({ pattern }) => pattern.test(text)) ?? usual;
  return unreadable(message, placeIn(source, offset), expected, { advice });
}

const curlCommand = /(?<=^(?:[$%>#] )?|[\s|;&(])(?:[^\s|;&(]*\/)?curl(?:\.exe)? +\S/;
/** Lines in which a shell would do something before the command. */
const shell =
  /^(?:#!|(?:export |set |sudo |time |timeout |env |docker |nohup )|\w+=|echo\b|cat\b|printf\b|sh\b|bash\b)/;

/** Where a curl command begins, behind other lines or words of a shell. */
function curlBehind(source: Source, offset: number): number | undefined {
  const lines = [...linesOf(source.bytes, 0, Math.min(source.bytes.length, 1 << 16))];
  if (!lines.some((line) => line.offset <= offset && shell.test(line.text))) return undefined;
  for (const { text, offset: start } of lines) {
    const column = text.search(curlCommand);
    if (column >= 0) return start + column;
  }
  return undefined;
}
