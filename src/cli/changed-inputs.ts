import type { Failure, Inputs } from '../contract/types/result.ts';
import { inputTitles } from '../comparison/inputs.ts';

type Content = Partial<Inputs>;

/** A user's step files may write into their own folder; they are loaded before that. */
const mayChange: readonly (keyof Inputs)[] = ['customSteps'];

/**
 * The fault if features, specs or step files changed during the run: a change can alter what the scenarios check.
 *
 * @param read their digests as they are now
 */
export function changedInputs(before: Content, read: () => Content): Failure | undefined {
  const changed = changedTitles(before, read);
  return changed === undefined
    ? undefined
    : {
        class: 'environment',
        code: 'ERR_INPUT',
        message: `Files were changed while the run went on: ${changed}`,
        expected: 'features, specs and step files that nobody touches while scenarios run',
        advice: 'See who changes them, a step file of your own or an editor, and run the certification again.',
      };
}

function changedTitles(before: Content, read: () => Content): string | undefined {
  try {
    const now = read();
    const names = (Object.keys({ ...before, ...now }) as (keyof Inputs)[]).filter((name) => !mayChange.includes(name));
    const titles = names.filter((name) => before[name] !== now[name]).map((name) => inputTitles[name]);
    return titles.length === 0 ? undefined : titles.join(', ');
  } catch (error) {
    return (error as Error).message;
  }
}
