/** A text as it reads when something in it is decoded, each of whose units knows where it is from. */
export interface View {
  readonly text: string;
  /** Where in the original each unit begins, and where it ends. */
  readonly starts: Int32Array;
  readonly ends: Int32Array;
}

/** Puts a view together, unit by unit. */
export class ViewBuilder {
  readonly #units: Uint16Array;
  readonly #starts: Int32Array;
  readonly #ends: Int32Array;
  #length = 0;

  /** @param most how many units it may have */
  constructor(most: number) {
    this.#units = new Uint16Array(most);
    this.#starts = new Int32Array(most);
    this.#ends = new Int32Array(most);
  }

  add(unit: number, start: number, end: number): void {
    this.#units[this.#length] = unit;
    this.#starts[this.#length] = start;
    this.#ends[this.#length] = end;
    this.#length += 1;
  }

  get view(): View {
    const text = Buffer.from(this.#units.buffer, 0, 2 * this.#length).toString('utf16le');
    return { text, starts: this.#starts.subarray(0, this.#length), ends: this.#ends.subarray(0, this.#length) };
  }
}

/** A view of a view as one of the original. */
export function within(outer: View | undefined, inner: View): View {
  if (outer === undefined) return inner;
  return {
    text: inner.text,
    starts: inner.starts.map((start) => outer.starts[start] ?? 0),
    ends: inner.ends.map((end) => outer.ends[end - 1] ?? 0),
  };
}
