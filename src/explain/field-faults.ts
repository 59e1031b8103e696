/** A way to miswrite a signature field, with what it should have been. */
export interface FieldFault {
  readonly id: string;
  readonly problem: string;
  readonly advice: string;
  /** The value without this fault; the same value when it does not have it. */
  readonly mend: (value: string, label: string) => string;
  /** To be looked for even in a field that can be read. */
  readonly always?: boolean;
}

const strings = /"(?:[^"\\]|\\.)*"/g;

/** What is outside of strings, changed. */
const outside = (value: string, change: (text: string) => string): string => {
  const kept: string[] = [];
  const bare = value.replace(strings, (text) => `\0${kept.push(text) - 1}\0`);
  return change(bare).replace(/\0(\d+)\0/g, (_, index: string) => kept[Number(index)] ?? '');
};

/** The list between the parentheses, changed. */
const inList = (value: string, change: (list: string) => string): string =>
  value.replace(/\(([^)]*)\)/, (_, list: string) => `(${change(list)})`);

/** Characters as bytes of UTF-8, as fields of HTTP text have them, and as themselves. */
const utf8 = (character: string): string => Buffer.from(character).toString('latin1');
const anyOf = (characters: string): RegExp =>
  new RegExp(Array.from(characters, (each) => `${each}|${utf8(each)}`).join('|'), 'g');
const typographic = anyOf('‘’‚‛“”„‟′″');
const invisible = anyOf('\u200b\u200c\u200d\u2060\ufeff\u00ad');
const spaces = anyOf('\u00a0\u2002\u2003\u2009\u202f\u3000');

const shape = 'Write the field as RFC 9421 section 4.1 shows it: label=("name" "name");keyid="…";created=<integer>.';

export const inputFaults: readonly FieldFault[] = [
  {
    id: 'input-quotes',
    problem: 'Signature-Input has other quotes than ".',
    advice: shape,
    mend: (value) =>
      value
        .replace(/&(?:quot|#0{0,4}34|#x0{0,4}22);/gi, '"')
        .replace(typographic, '"')
        .replace(/['\u0091-\u0094]/g, '"')
        .replace(/\\"/g, '"'),
  },
  {
    id: 'input-invisible',
    problem: 'Signature-Input has characters that cannot be seen.',
    advice: 'Remove them, and write plain spaces: an editor or a web page put them there.',
    always: true,
    mend: (value) => value.replace(invisible, '').replace(spaces, ' '),
  },
  {
    id: 'input-trailing',
    problem: 'Signature-Input ends with a separator.',
    advice: 'End it with the last parameter.',
    mend: (value) => value.replace(/[;,\s]+$/, ''),
  },
  {
    id: 'input-parentheses',
    problem: 'The covered components are not in parentheses.',
    advice: shape,
    mend: (value) =>
      value
        .replace(
          /(?<==\s*)\[([^[\]]*)\]|(?<==\s*)\{([^{}]*)\}/,
          (_, list?: string, other?: string) => `(${list ?? other ?? ''})`,
        )
        .replace(/(?<=^\s*[\w*.-]+\s*=\s*)("[^"]*"(?:[ ,]+"[^"]*")*)(?=;|$)/, '($1)'),
  },
  {
    id: 'input-draft-names',
    problem: 'Signature-Input names components as in older drafts.',
    advice:
      'Write "@request-target" for (request-target) and *request-target; created and expires are parameters, not components (RFC 9421 section 2).',
    mend: (value) =>
      value
        .replace(/"?(?:\(request-target\)|\*request-target(?![\w-]))"?/gi, '"@request-target"')
        .replace(
          /(?:"(?:\((?:created|expires)\)|[*@](?:created|expires))"|\((?:created|expires)\)|\*(?:created|expires)(?![\w-]))[ \t,]*/gi,
          '',
        )
        .replace(/[ \t]+\)/, ')'),
  },
  {
    id: 'input-covers-params',
    problem: 'The covered components name @signature-params.',
    advice: 'Remove it from the list: its line ends the base automatically (RFC 9421 section 2.5).',
    mend: (value) => inList(value, (list) => list.replace(/\s*"@signature-params"/g, '').trim()),
  },
  {
    id: 'input-one-string',
    problem: 'The covered components are in one string.',
    advice: 'Quote each name separately: ("@method" "@authority").',
    mend: (value) =>
      value.replace(/\(\s*"([^"()]*[ ,][^"()]*)"\s*\)/, (_, names: string) => {
        const list = names.split(/[\s,]+/).filter((name) => name !== '');
        return `(${list.map((name) => `"${name}"`).join(' ')})`;
      }),
  },
  {
    id: 'input-list-commas',
    problem: 'The covered components are separated by commas.',
    advice: 'Separate them by one space.',
    mend: (value) => inList(value, (list) => list.replace(/\s*,\s*/g, ' ')),
  },
  {
    id: 'input-names-unquoted',
    problem: 'The covered components stand without quotes.',
    advice: 'Write each name between quotes.',
    mend: (value) =>
      inList(value, (list) =>
        list.replace(/"[^"]*"\S*|[^\s"]+/g, (name) => (name.startsWith('"') ? name : `"${name}"`)),
      ),
  },
  {
    id: 'input-names-case',
    problem: 'The covered components have capitals.',
    advice: 'Write names of fields in lower case (RFC 9421 section 2.1).',
    mend: (value) => inList(value, (list) => list.toLowerCase()),
  },
  {
    id: 'input-label-missing',
    problem: 'Signature-Input has no label.',
    advice: 'Begin both fields with the same label and an equals sign.',
    mend: (value, label) => (/^\s*\(/.test(value) ? `${label}=${value.trim()}` : value),
  },
  {
    id: 'input-white-space',
    problem: 'Signature-Input has white space beside an equals sign or before a semicolon.',
    advice: 'Write the parameters without white space between them.',
    mend: (value) =>
      outside(value, (text) =>
        text
          .replace(/\s*=\s*/g, '=')
          .replace(/\s+;/g, ';')
          .replace(/\(\s+|\s+\)/g, (bracket) => bracket.trim()),
      ),
  },
  {
    id: 'input-parameter-commas',
    problem: 'The signature parameters are separated by commas.',
    advice: 'Separate them by semicolons.',
    // With commas they are members of their own, labelled keyid and created.
    always: true,
    mend: (value) =>
      outside(value, (text) =>
        text.replace(/\s*,\s*(?=(?:keyid|created|alg|expires|nonce|tag)\s*=)/gi, ';').replace(/;$/, ''),
      ),
  },
  {
    id: 'input-parameter-names',
    problem: 'A signature parameter is misspelt.',
    advice: 'The parameters are named keyid, created, alg, expires, nonce and tag, in lower case.',
    mend: (value) =>
      outside(value, (text) =>
        text.replace(/;\s*(key[_-]?id|created|alg|expires|nonce|tag)=/gi, (name) =>
          name.toLowerCase().replace(/[_-]/, ''),
        ),
      ),
  },
  ...(['created', 'expires'] as const).map((name) => ({
    id: `input-${name}-quoted`,
    problem: `${name} is between quotes.`,
    advice: 'Write it as an integer (RFC 9421 section 2.3).',
    mend: (value: string) => value.replace(new RegExp(`;\\s*${name}="(\\d{1,15})"`, 'g'), `;${name}=$1`),
  })),
  {
    id: 'input-created-unit',
    problem: 'created is in microseconds or nanoseconds.',
    advice: 'Write seconds since 1970-01-01T00:00:00Z.',
    mend: (value) => value.replace(/;\s*created=(\d{10})(?:\d{6}|\d{9})(?=;|$)/, ';created=$1'),
  },
  {
    id: 'input-created-date',
    problem: 'created is a date.',
    advice: 'Write it as seconds since 1970-01-01T00:00:00Z.',
    mend: (value) =>
      value.replace(/;\s*created="?(\d{4}-\d\d-\d\dT[^";]{1,40})"?/, (whole, date: string) => {
        const time = Date.parse(date);
        return Number.isNaN(time) ? whole : `;created=${Math.floor(time / 1000)}`;
      }),
  },
  ...(['created', 'expires'] as const).map((name) => ({
    id: `input-${name}-decimal`,
    problem: `${name} is no integer.`,
    advice: 'Cut it to whole seconds.',
    mend: (value: string) => value.replace(new RegExp(`;\\s*${name}=(\\d{1,12})\\.\\d+`, 'g'), `;${name}=$1`),
  })),
  ...(['keyid', 'alg', 'nonce', 'tag'] as const).map((name) => ({
    id: `input-${name}-unquoted`,
    problem: `${name} is without quotes.`,
    advice: 'Write it between quotes (RFC 9421 section 2.3).',
    mend: (value: string) => value.replace(new RegExp(`;\\s*${name}=([^";,\\s]+)`, 'g'), `;${name}="$1"`),
  })),
];

const betweenColons = /^([^=]+=):([^:]*):$/;
const content = (value: string, change: (text: string) => string): string =>
  value.replace(betweenColons, (_, label: string, text: string) => `${label}:${change(text)}:`);

const bytes = 'Write the base64 of the bytes of the signature between colons.';

export const signatureFaults: readonly FieldFault[] = [
  {
    id: 'signature-label-missing',
    problem: 'Signature has no label.',
    advice: 'Begin both fields with the same label and an equals sign.',
    mend: (value, label) => (/^[a-z*][\w.*-]*=[^=]/.test(value) ? value : `${label}=${value}`),
  },
  {
    id: 'signature-colons',
    problem: 'The signature does not stand between colons.',
    advice: bytes,
    mend: (value) =>
      betweenColons.test(value) ? value : value.replace(/^([^=]+)=\s*[:"']?([^:"']*)[:"']?\s*$/, '$1=:$2:'),
  },
  {
    id: 'signature-line-breaks',
    problem: 'The base64 of the signature has white space or characters that cannot be seen in it.',
    advice: 'Write it in one piece.',
    mend: (value) =>
      content(value, (text) =>
        text
          .replace(/\s+|\\[rn]/g, '')
          .replace(invisible, '')
          .replace(spaces, ''),
      ),
  },
  {
    id: 'signature-hex',
    problem: 'The signature is written as hex.',
    advice: bytes,
    always: true,
    mend: (value) => content(value, (text) => (isHex(text) ? Buffer.from(text, 'hex').toString('base64') : text)),
  },
  {
    id: 'signature-base64url',
    problem: 'The signature is written as base64url.',
    advice: 'Write base64 with + and /, and with its padding (RFC 4648 section 4).',
    mend: (value) =>
      content(value, (text) => (/[-_]/.test(text) ? Buffer.from(text, 'base64url').toString('base64') : text)),
  },
  {
    id: 'signature-unpadded',
    problem: 'The base64 of the signature lacks its padding.',
    advice: 'Fill it with = to a multiple of four characters.',
    mend: (value) =>
      content(value, (text) => (text.includes('=') ? text : text.padEnd(Math.ceil(text.length / 4) * 4, '='))),
  },
  {
    id: 'signature-encoded-twice',
    problem: 'The signature is encoded twice.',
    advice: 'Encode the bytes of the signature once.',
    always: true,
    mend: (value) =>
      content(value, (text) => {
        const inner = Buffer.from(text, 'base64').toString('latin1');
        if (isHex(inner)) return Buffer.from(inner, 'hex').toString('base64');
        return inner.length >= 64 && /^[\w+/-]+={0,2}$/.test(inner)
          ? Buffer.from(inner, 'base64').toString('base64')
          : text;
      }),
  },
];

function isHex(text: string): boolean {
  return text.length >= 96 && text.length % 2 === 0 && /^(?:[0-9a-f]+|[0-9A-F]+)$/.test(text);
}

export interface Mended {
  readonly value: string;
  readonly faults: readonly FieldFault[];
}

/** Mends one fault after the other until the field can be read. */
export function mend(
  value: string,
  label: string,
  faults: readonly FieldFault[],
  isReadable: (value: string) => boolean,
): Mended {
  let mended = value;
  const found: FieldFault[] = [];
  for (const fault of faults) {
    if (!fault.always && isReadable(mended)) continue;
    const without = fault.mend(mended, label);
    if (without === mended) continue;
    mended = without;
    found.push(fault);
  }
  return { value: mended, faults: found };
}
