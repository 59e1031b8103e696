/** A piece of text; with an address, it is a link. */
export interface Segment {
  readonly text: string;
  readonly href?: string;
  readonly title?: string;
}

/** What a name leads to, wherever it occurs in a text. */
export type Target = Required<Pick<Segment, 'href' | 'title'>>;

export type Linked = (text: string) => readonly Segment[];

/** What may stand in a name; a full stop or a colon at its end belongs to the sentence. */
const word = String.raw`[^\s,;()"'“”’<>]*[^\s,;()"'“”’<>.:]`;

/**
 * Makes links of the names in a text: ids of requirements, and of scenarios.
 *
 * @example linker(targets)('Failed: PAY-12') // [{ text: 'Failed: ' }, { text: 'PAY-12', href: '#requirement-PAY-12', title: … }]
 */
export function linker(targets: ReadonlyMap<string, Target>): Linked {
  const unusual = [...targets.keys()].filter((name) => !new RegExp(`^${word}$`).test(name));
  const names = unusual.sort((one, other) => other.length - one.length).map(escaped);
  const pattern = new RegExp(`(${[...names, word].join('|')})`);
  return (text) => {
    const segments: Segment[] = [];
    for (const piece of text.split(pattern)) {
      const target = targets.get(piece);
      const last = segments.at(-1);
      if (target !== undefined) segments.push({ text: piece, ...target });
      else if (last === undefined || last.href !== undefined) segments.push({ text: piece });
      else segments[segments.length - 1] = { text: last.text + piece };
    }
    return segments.filter((segment) => segment.text !== '');
  };
}

const escaped = (name: string): string => name.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
