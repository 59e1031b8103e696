/** Another body than the one received, which a signer may have had in hand. */
export interface BodyVariant {
  readonly id: string;
  /** What it is, to end a sentence. */
  readonly as: string;
  readonly body: Buffer;
}

type Rewrite = (text: string) => string | undefined;

/** Longer bodies are not rewritten: each variant is as long again. */
const longest = 1 << 18;

/** JSON that is nested deeper is not laid out: its indentation would grow with the square of the depth. */
const deepest = 32;

const rewrites: readonly (readonly [id: string, as: string, rewrite: Rewrite])[] = [
  ['body-line-feed', 'the body with a line feed at its end', (text) => `${text}\n`],
  ['body-crlf-end', 'the body with CR LF at its end', (text) => `${text}\r\n`],
  ['body-trimmed', 'the body without the white space around it', (text) => text.trim()],
  ['body-crlf', 'the body with CR LF as line ends', (text) => text.replace(/\r?\n/g, '\r\n')],
  ['body-lf', 'the body with LF as line ends', (text) => text.replace(/\r\n/g, '\n')],
  [
    'body-crlf-both',
    'the body with CR LF as line ends and at its end',
    (text) => `${text.replace(/\r?\n/g, '\r\n')}\r\n`,
  ],
  ['json-compact', 'the JSON without white space', json({ comma: ',', colon: ':' })],
  ['json-spaced', 'the JSON with a space after each comma and colon', json({ comma: ', ', colon: ': ' })],
  ['json-indented-2', 'the JSON indented by two spaces', json({ comma: ',', colon: ': ', indent: '  ' })],
  ['json-indented-4', 'the JSON indented by four spaces', json({ comma: ',', colon: ': ', indent: '    ' })],
  ['json-indented-tab', 'the JSON indented by tabs', json({ comma: ',', colon: ': ', indent: '\t' })],
  ['json-parsed', 'the JSON parsed and written again', (text) => parsed(text, (value) => JSON.stringify(value))],
  ['json-sorted', 'the JSON with its members sorted', (text) => parsed(text, (value) => JSON.stringify(sorted(value)))],
  ['json-ascii', 'the JSON with \\u escapes for what is not ASCII', ascii({ comma: ',', colon: ':' })],
  [
    'json-ascii-spaced',
    'the JSON with \\u escapes and a space after each comma and colon',
    ascii({ comma: ', ', colon: ': ' }),
  ],
  [
    'json-slashes',
    'the JSON with escaped slashes',
    (text) => parsed(text, (value) => JSON.stringify(value).replaceAll('/', '\\/')),
  ],
  ['form-plus', 'the form with + for spaces', (text) => text.replaceAll('%20', '+')],
  ['form-percent', 'the form with %20 for spaces', (text) => text.replaceAll('+', '%20')],
  ['form-decoded', 'the form without percent-encoding', decoded],
  [
    'body-straight-quotes',
    'the body with straight instead of typographic quotes',
    (text) => text.replace(/[“”„‟″]/g, '"').replace(/[‘’‚‛′]/g, "'"),
  ],
  [
    'body-plain-spaces',
    'the body with plain instead of no-break spaces',
    (text) => text.replace(/[\u00a0\u202f]/g, ' '),
  ],
  ['body-byte-order-mark', 'the body with a byte order mark', (text) => `\ufeff${text}`],
  ['body-empty', 'an empty body', () => ''],
];

/** What the body may have been where it was signed. Only text is rewritten. */
export function bodyVariants(body: Buffer): BodyVariant[] {
  const text = body.toString('utf8');
  if (body.length === 0 || body.length > longest || !Buffer.from(text).equals(body)) return [];
  const variants: BodyVariant[] = [];
  for (const [id, as, rewrite] of rewrites) {
    const other = rewrite(text);
    if (other !== undefined && other !== text) variants.push({ id, as, body: Buffer.from(other) });
  }
  const latin1 = Buffer.from(text, 'latin1');
  if (!latin1.equals(body)) variants.push({ id: 'body-latin1', as: 'the body in ISO 8859-1', body: latin1 });
  return variants;
}

interface JsonStyle {
  readonly comma: string;
  readonly colon: string;
  readonly indent?: string;
}

const jsonToken = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g;

/** The same tokens with other white space: numbers and escapes stay as they were written, unlike with JSON.stringify. */
function json({ comma, colon, indent }: JsonStyle): Rewrite {
  const layOut = (text: string): string | undefined => {
    let depth = 0;
    let previous = '';
    let result = '';
    const lineBreak = () => (indent === undefined ? '' : `\n${indent.repeat(depth)}`);
    for (const [token] of text.matchAll(jsonToken)) {
      const opened = previous === '{' || previous === '[';
      if (token === '}' || token === ']') {
        depth--;
        result += opened ? token : lineBreak() + token;
      } else {
        if (opened || previous === ',') result += lineBreak();
        result += token === ',' ? comma : token === ':' ? colon : token;
        if (token === '{' || token === '[') depth++;
        if (depth > deepest) return undefined;
      }
      previous = token;
    }
    return result;
  };
  return (text) => (/^\s*[{[]/.test(text) && isJson(text) ? layOut(text) : undefined);
}

function ascii(style: JsonStyle): Rewrite {
  const layOut = json(style);
  const escape = (character: string) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return (text) => (/[\u0080-\uffff]/.test(text) ? layOut(text)?.replace(/[\u0080-\uffff]/g, escape) : undefined);
}

function parsed(text: string, write: (value: unknown) => string): string | undefined {
  try {
    return write(JSON.parse(text));
  } catch {
    return undefined; // Not JSON, or nested too deep to be written.
  }
}

const isJson = (text: string): boolean => parsed(text, () => '') !== undefined;

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(members.map(([name, member]) => [name, sorted(member)]));
}

function decoded(text: string): string | undefined {
  if (!/%[0-9A-F]{2}/i.test(text)) return undefined;
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return undefined;
  }
}
