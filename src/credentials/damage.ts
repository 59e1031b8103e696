/** What a variable, an editor or a web page did to a PEM file, and how it is made good by hand. */
export interface Damage {
  /** As the end of a sentence that begins with "The PEM". */
  readonly what: string;
  /** A sentence; FILE stands for the file. */
  readonly advice: string;
}

export const damages = {
  utf16: {
    what: 'is UTF-16',
    advice: 'Write it as UTF-8: iconv -f UTF-16 -t UTF-8 FILE > mended.pem',
  },
  mark: {
    what: 'begins with a byte order mark',
    advice: "Take it away: sed '1s/^\\xEF\\xBB\\xBF//' FILE > mended.pem",
  },
  html: {
    what: 'is written for HTML, with entities such as &#43;',
    advice: 'Copy the text that the page shows, in place of its source.',
  },
  percent: {
    what: 'is percent-encoded',
    advice: 'Decode it: node -p "decodeURIComponent(fs.readFileSync(0))" < FILE > mended.pem',
  },
  lineBreaks: {
    what: 'has \\n as two characters in place of line breaks',
    advice: 'Bring the line breaks back: printf \'%b\' "$(cat FILE)" > mended.pem',
  },
  oneLine: {
    what: 'is on one line, without its line breaks',
    advice: 'Quote the variable that it comes from: printf \'%s\\n\' "$NAME" > mended.pem',
  },
  quotes: {
    what: 'has quotes or other marks of a program in it',
    advice: "Take out what does not belong to it: tr -d '\"' < FILE > mended.pem",
  },
  indented: {
    what: 'is indented',
    advice: "Take the blanks away: sed 's/^[[:blank:]]*//' FILE > mended.pem",
  },
  boundaries: {
    what: 'has other boundaries than -----BEGIN …----- and -----END …-----, on lines of their own, with five hyphens each',
    advice: 'Correct its first and last line: five hyphens before and behind, as openssl writes them.',
  },
  label: {
    what: 'has another label than its content: it is read as what its content is',
    advice: 'Write the words for its content into its first and last line.',
  },
  noBoundaries: {
    what: 'lacks its first and last line',
    advice:
      'Write them around it, as openssl does: openssl base64 -d -A -in FILE gives DER, which openssl pkey and openssl x509 read.',
  },
  noBegin: {
    what: 'lacks its first line',
    advice: 'Write the line -----BEGIN …----- before it, with the words of the last line.',
  },
  noEnd: {
    what: 'lacks its last line',
    advice: 'Write the line -----END …----- behind it, with the words of the first line.',
  },
  base64: {
    what: 'is Base64 once more',
    advice: 'Decode it: openssl base64 -d -A -in FILE -out mended.pem',
  },
  spaces: {
    what: 'has spaces in place of "+"',
    advice: 'Copy it again, without decoding it as a form.',
  },
  alphabet: {
    what: 'is in the URL-safe alphabet of Base64',
    advice: "Write it in the usual one: tr -- '-_' '+/' for all but its first and last line.",
  },
} as const satisfies Readonly<Record<string, Damage>>;
