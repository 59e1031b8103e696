/**
 * A JSON value as canonical text (RFC 8785): one value has one text, whatever order its members were put in, so that its digest
 * can be compared.
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  return `{${canonicalMembers(value)
    .map(([name, member]) => `${JSON.stringify(name)}:${canonicalJson(member)}`)
    .join(',')}}`;
}

/** Those that JSON writes, by the UTF-16 code units of their names (RFC 8785 section 3.2.3). */
export const canonicalMembers = (value: object): [name: string, member: unknown][] =>
  Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([one], [other]) => (one < other ? -1 : 1));
