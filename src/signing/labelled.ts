const escaped = (label: string): string => label.replace(/[.*-]/g, String.raw`\$&`);

/** Where the base64 of a label's signature stands in a Signature field, in which others may sign, too (RFC 9421 section 4.2). */
export function signatureUnder(label: string): RegExp {
  return new RegExp(String.raw`(?<=(?:^|,)[ \t]*${escaped(label)}=:)[A-Za-z0-9+/]+={0,2}(?=:)`);
}

/** A parameter of a label's signature as it stands in a Signature-Input field, quotes and all; undefined when it is not there. */
export function parameterUnder(label: string, name: string, input: string): string | undefined {
  // Of the same length, and nothing in a string can be taken for a delimiter.
  const bare = input.replace(/"(?:[^"\\]|\\.)*"/g, (text) => `"${'_'.repeat(text.length - 2)}"`);
  const member = new RegExp(String.raw`(?<=(?:^|,)[ \t]*${escaped(label)}=\([^)]*\))[^,]*`).exec(bare);
  const found = member && new RegExp(String.raw`(?<=;[ ]*${name}=)[^,; \t]*`).exec(member[0]);
  if (!found) return undefined;
  const start = member.index + found.index;
  return input.slice(start, start + found[0].length);
}
