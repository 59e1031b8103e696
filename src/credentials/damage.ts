/** Damage to a PEM file by a variable, an editor or a web page, and how to repair it by hand. */
export interface Damage {
  /** Continues "The PEM". */
  readonly what: string;
  /** A sentence in which FILE is the file. */
  readonly advice: string;
}

export const damages = {
  utf16: {
    what: 'is UTF-16',
    advice: 'Write it as UTF-8: iconv -f UTF-16 -t UTF-8 FILE > mended.pem',
  },
  mark: {
    what: 'begins with a byte order mark',
    advice: "Remove it: sed '1s/^\\xEF\\xBB\\xBF//' FILE > mended.pem",
  },
  html: {
    what: 'has HTML entities such as &#43;',
    advice: 'Copy the text from the displayed page, not its source.',
  },
  percent: {
    what: 'is percent-encoded',
    advice: 'Decode it: node -p "decodeURIComponent(fs.readFileSync(0))" < FILE > mended.pem',
  },
  lineBreaks: {
    what: 'has the two characters \\n instead of line breaks',
    advice: 'Restore the line breaks: printf \'%b\' "$(cat FILE)" > mended.pem',
  },
  oneLine: {
    what: 'has no line breaks',
    advice: 'Quote the variable that it comes from: printf \'%s\\n\' "$NAME" > mended.pem',
  },
  quotes: {
    what: 'contains quotes or other characters from program code',
    advice: "Remove them: tr -d '\"' < FILE > mended.pem",
  },
  indented: {
    what: 'is indented',
    advice: "Remove the blanks: sed 's/^[[:blank:]]*//' FILE > mended.pem",
  },
  boundaries: {
    what: 'has wrong boundaries: they must be -----BEGIN …----- and -----END …----- on separate lines, with five hyphens on each side',
    advice: 'Correct the first and last line: five hyphens at the start and end, as openssl writes them.',
  },
  label: {
    what: 'has another label than its content: it is read as what its content is',
    advice: 'Write the words for its content into its first and last line.',
  },
  noBoundaries: {
    what: 'lacks its first and last line',
    advice:
      'Add them, or decode it: openssl base64 -d -A -in FILE gives DER, which openssl pkey and openssl x509 read.',
  },
  noBegin: {
    what: 'lacks its first line',
    advice: 'Add the line -----BEGIN …----- before it, with the label of the last line.',
  },
  noEnd: {
    what: 'lacks its last line',
    advice: 'Add the line -----END …----- after it, with the label of the first line.',
  },
  base64: {
    what: 'is Base64 once more',
    advice: 'Decode it: openssl base64 -d -A -in FILE -out mended.pem',
  },
  spaces: {
    what: 'has spaces instead of "+"',
    advice: 'Copy it again without form decoding.',
  },
  alphabet: {
    what: 'is in the URL-safe alphabet of Base64',
    advice: "Convert it to the standard one: tr -- '-_' '+/' for all but its first and last line.",
  },
} as const satisfies Readonly<Record<string, Damage>>;
