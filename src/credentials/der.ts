/** One element of DER (X.690 section 8.1): its tag, its content, and the bytes after it. */
interface Element {
  readonly tag: number;
  readonly content: Buffer;
  /** With its tag and length. */
  readonly whole: Buffer;
  readonly rest: Buffer;
}

/** Universal tags, and the context-specific ones that these files have. */
export const tags = {
  integer: 0x02,
  octets: 0x04,
  identifier: 0x06,
  sequence: 0x30,
  set: 0x31,
  context0: 0xa0,
} as const;

/** The first element of DER; undefined without one, or if its length is indefinite (BER). */
export function elementOf(der: Buffer): Element | undefined {
  const [tag, short = 0] = der;
  const more = short < 0x80 ? 0 : short - 0x80;
  if (tag === undefined || der.length < 2 + more || short === 0x80 || more > 4) return undefined;
  const length = more === 0 ? short : der.readUIntBE(2, more);
  const end = 2 + more + length;
  if (end > der.length) return undefined;
  return { tag, content: der.subarray(2 + more, end), whole: der.subarray(0, end), rest: der.subarray(end) };
}

export function contentOf(der: Buffer | undefined, tag: number): Buffer | undefined {
  const element = der && elementOf(der);
  return element?.tag === tag ? element.content : undefined;
}

/** All elements, each with tag and length, up to the first invalid one. */
export function elements(content: Buffer | undefined): Buffer[] {
  const found: Buffer[] = [];
  for (let left = content; left !== undefined && left.length > 0;) {
    const element = elementOf(left);
    if (element === undefined) return found;
    found.push(element.whole);
    left = element.rest;
  }
  return found;
}

/** Whether the bytes are exactly one sequence. */
export function isWholeSequence(der: Buffer): boolean {
  const element = elementOf(der);
  return element?.tag === tags.sequence && element.rest.length === 0;
}

export function numberOf(der: Buffer | undefined): number | undefined {
  const content = contentOf(der, tags.integer);
  return content === undefined || content.length === 0 ? undefined : Number(`0x${content.toString('hex')}`);
}

/** An object identifier in dotted form. */
export function identifierOf(der: Buffer | undefined): string | undefined {
  const content = contentOf(der, tags.identifier);
  if (content === undefined || content.length === 0) return undefined;
  const arcs: number[] = [];
  let arc = 0;
  for (const byte of content) {
    arc = arc * 0x80 + (byte & 0x7f);
    if (byte >= 0x80) continue;
    arcs.push(arc);
    arc = 0;
  }
  const [first = 0, ...others] = arcs;
  const root = Math.min(Math.floor(first / 40), 2);
  return [root, first - 40 * root, ...others].join('.');
}
