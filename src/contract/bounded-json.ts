/** Limits for the value of an untrusted JSON text. */
export interface JsonLimits {
  /** The deepest nesting of lists and objects. */
  readonly depth: number;
  /** The total number of members and items. */
  readonly values: number;
}

/** A result of 5,000 scenarios has about 2,000,000 values, nested 12 deep. */
export const resultLimits: JsonLimits = { depth: 64, values: 8_000_000 };

/** `"`, `\`, `,`, `[`, `{`, `]`, `}` */
const [quote, backslash, comma, list, object, listEnd, objectEnd] = [0x22, 0x5c, 0x2c, 0x5b, 0x7b, 0x5d, 0x7d];

/**
 * Parses untrusted JSON in UTF-8. Checks the size of the value before building it.
 *
 * @throws {Error} when it is not JSON, or its value exceeds the limits
 */
export function parseBounded(bytes: Uint8Array, limits: JsonLimits = resultLimits): unknown {
  assertWithin(bytes, limits);
  return JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8'));
}

function assertWithin(bytes: Uint8Array, limits: JsonLimits): void {
  let depth = 0;
  let values = 0;
  let inText = false;
  for (let place = 0; place < bytes.length; place += 1) {
    const byte = bytes[place] ?? 0;
    if (inText) {
      if (byte === backslash) place += 1;
      else if (byte === quote) inText = false;
    } else if (byte === quote) inText = true;
    else if (byte === comma) values += 1;
    else if (byte === list || byte === object) {
      depth += 1;
      values += 1;
    } else if (byte === listEnd || byte === objectEnd) depth -= 1;
    if (depth > limits.depth) throw new Error(`it is nested more than ${limits.depth} deep`);
    if (values > limits.values) throw new Error(`it has more than ${limits.values} values`);
  }
}
