/** Every text that a value holds under a name, at any depth. */
export function membersOf(value: unknown, name: string): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, member]: [string, unknown]) =>
    key === name && typeof member === 'string' ? [member] : membersOf(member, name),
  );
}

/** The same of a content, which holds none where it is no JSON, or was cut. */
export function membersIn(body: string, name: string): string[] {
  if (!body.includes(`"${name}"`)) return [];
  try {
    return membersOf(JSON.parse(body), name);
  } catch {
    return [];
  }
}
