/** Fields whose values are credentials (RFC 9110 section 11, RFC 6265), whatever they look like. */
const secretFields: ReadonlySet<string> = new Set(['authorization', 'proxy-authorization', 'cookie', 'set-cookie']);

/**
 * The value of a line of a signature base, as it may be shown: only the length of a credential.
 * @param identifier of the component, with its quotes and parameters.
 */
export function shownValue(identifier: string, value: string): string {
  const name = /^"([^"]*)"/.exec(identifier)?.[1] ?? identifier;
  return secretFields.has(name.toLowerCase()) ? `[hidden, ${value.length} characters]` : value;
}
