const escaped = (label: string): string => label.replace(/[.*-]/g, String.raw`\$&`);

/** The place of the base64 value of a label in a Signature field, which may have other labels (RFC 9421 section 4.2). */
export function signatureUnder(label: string): RegExp {
  return new RegExp(String.raw`(?<=(?:^|,)[ \t]*${escaped(label)}=:)[A-Za-z0-9+/]+={0,2}(?=:)`);
}

/** The raw value of a label's parameter in a Signature-Input field, with quotes; undefined when it is missing. */
export function parameterUnder(label: string, name: string, input: string): string | undefined {
  // Same length, with delimiters in strings masked.
  const bare = input.replace(/"(?:[^"\\]|\\.)*"/g, (text) => `"${'_'.repeat(text.length - 2)}"`);
  const member = new RegExp(String.raw`(?<=(?:^|,)[ \t]*${escaped(label)}=\([^)]*\))[^,]*`).exec(bare);
  const found = member && new RegExp(String.raw`(?<=;[ ]*${name}=)[^,; \t]*`).exec(member[0]);
  if (!found) return undefined;
  const start = member.index + found.index;
  return input.slice(start, start + found[0].length);
}
