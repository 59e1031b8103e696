import { gzipSync } from 'node:zlib';
import { bySeverity, type ScenarioView } from './scenario.ts';

/** What a scenario unfolds to, as markup. */
type Render = (scenario: ScenarioView) => string;

/** In characters. */
export interface Limits {
  /** How much is written out, for readers and printers without scripts. */
  readonly writtenOut: number;
  /** How much of the rest is packed together, and unpacked at once. */
  readonly pack: number;
}

const usual: Limits = { writtenOut: 1_200_000, pack: 400_000 };

/** How the page holds the details of a scenario: as they are, or packed under a number, at a place. */
export type Details = { readonly markup: string } | { readonly pack: number; readonly place: number };

/**
 * The details of a page's scenarios. What there is room for is written out, the worst first; the rest lies compressed in the page,
 * and its script unpacks it when it is asked for. A pack is told as soon as it is full, so that no more than one is held.
 */
export class DetailsStore {
  readonly #render: Render;
  readonly #limits: Limits;
  readonly #writtenOut: ReadonlyMap<ScenarioView, string>;
  #number = 0;
  #held: string[] = [];
  #size = 0;

  constructor(scenarios: readonly ScenarioView[], render: Render, limits: Limits = usual) {
    this.#render = render;
    this.#limits = limits;
    this.#writtenOut = new Map(firstOf([...scenarios].sort(bySeverity), render, limits.writtenOut));
  }

  of(scenario: ScenarioView): Details {
    const markup = this.#writtenOut.get(scenario);
    if (markup !== undefined) return { markup };
    const packed = this.#render(scenario);
    this.#size += packed.length;
    return { pack: this.#number, place: this.#held.push(packed) - 1 };
  }

  /** A pack once it is full, or when it is the last one: gzip (RFC 1952) of a JSON array, in Base64. */
  full(last = false): { readonly pack: number; readonly content: string } | undefined {
    if (this.#held.length === 0 || (!last && this.#size < this.#limits.pack)) return undefined;
    const content = gzipSync(JSON.stringify(this.#held), { level: 6 }).toString('base64');
    const pack = this.#number;
    this.#number += 1;
    this.#held = [];
    this.#size = 0;
    return { pack, content };
  }
}

/** As many as there is room for. */
function* firstOf(scenarios: readonly ScenarioView[], render: Render, room: number): Generator<[ScenarioView, string]> {
  let left = room;
  for (const scenario of scenarios) {
    const markup = render(scenario);
    left -= markup.length;
    if (left < 0) return;
    yield [scenario, markup];
  }
}
