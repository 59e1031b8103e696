import type { Arrangements, Fault } from './fault.ts';
import type { Party } from './party.ts';

/** What one scenario has go wrong with its calls. */
export class ArrangedFaults {
  readonly #party: () => Party;
  readonly #arranged: Fault[] = [];

  /** @param party whose calls they are; it may refuse */
  constructor(party: () => Party) {
    this.#party = party;
  }

  /** Has something go wrong with the calls to come, beside what was to go wrong already. @throws what `party` and the target throw */
  async arrange(fault: Fault): Promise<void> {
    const party = this.#party();
    await party.arrangeFaults([...(await party.faultsToCome()), fault]);
    this.#arranged.push(fault);
  }

  /** What was to go wrong, and what of that has not happened yet. */
  async arrangements(): Promise<Arrangements> {
    return { arranged: this.#arranged, toCome: await this.#party().faultsToCome() };
  }
}
