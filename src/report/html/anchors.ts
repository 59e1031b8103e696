/** The ids of the page's entries, each of its own: what a result names twice gets a number. */
export function anchors(): (name: string) => string {
  const taken = new Map<string, number>();
  return (name) => {
    // White space has no place in an id (HTML, section 3.2.6).
    const anchor = name.replaceAll(/\s/g, '_');
    const times = (taken.get(anchor) ?? 0) + 1;
    taken.set(anchor, times);
    return times === 1 ? anchor : `${anchor}~${times}`;
  };
}

/** A link's target within the page: percent signs of an id would be taken for an encoding. */
export const fragment = (anchor: string): string => `#${encodeURI(anchor)}`;

export const requirementAnchor = (id: string): string => `requirement-${id.replaceAll(/\s/g, '_')}`;

export const requirementHref = (id: string): string => fragment(requirementAnchor(id));
