import type { CertifyError } from '../errors.ts';

/** So many scenarios that failed in their preconditions for one cause tell all that the rest would tell. */
export const sameFailures = 20;

/** A step of a scenario as Gherkin has it: Context is Given, and each And behind it. */
interface Step {
  readonly text: string;
  readonly type?: string;
}

/** Finds out which preconditions cannot be set up, so that one wrong setting is met some times, and not hundreds of times. */
export class BrokenPreconditions {
  /** By cause, how many scenarios failed, and in which steps. */
  readonly #causes = new Map<string, { count: number; readonly texts: Set<string> }>();
  readonly #most: number;

  /** @param most how many scenarios may fail for one cause; Infinity: all */
  constructor(most = sameFailures) {
    this.#most = most;
  }

  /** A scenario failed in a step; steps that are no precondition say nothing. */
  failed(text: string, steps: readonly Step[], { code, message }: Pick<CertifyError, 'code' | 'message'>): void {
    if (!preconditions(steps).includes(text)) return;
    const key = `${code}\n${message.replaceAll(/[\w-]*\d[\w-]{5,}/g, '#')}`;
    const cause = this.#causes.get(key) ?? { count: 0, texts: new Set() };
    cause.count += 1;
    cause.texts.add(text);
    this.#causes.set(key, cause);
  }

  /** Whether a scenario needs what is known to fail. */
  block(steps: readonly Step[]): boolean {
    const needed = preconditions(steps);
    return [...this.#causes.values()].some(
      ({ count, texts }) => count >= this.#most && needed.some((text) => texts.has(text)),
    );
  }
}

/** The steps before the first that acts. */
function preconditions(steps: readonly Step[]): string[] {
  const begins = steps.findIndex(({ type }) => type !== 'Context');
  return steps.slice(0, begins === -1 ? 0 : begins).map(({ text }) => text);
}
