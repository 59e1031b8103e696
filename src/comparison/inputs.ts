import type { Change } from '../contract/types/comparison.ts';
import type { Inputs } from '../contract/types/result.ts';

type Name = keyof Inputs;

/** A title for each input. */
export const inputTitles: Readonly<Record<Name, string>> = {
  features: 'features of nopan-certify',
  specs: 'specs of nopan-certify',
  steps: 'step definitions of nopan-certify',
  customFeatures: 'your own features',
  customSpecs: 'your own specs',
  customSteps: 'your own step files',
  configuration: 'configurations',
  protocol: 'wire profiles',
};

const names = Object.keys(inputTitles) as Name[];

/** Inputs whose content differs between two runs. Not a regression: most changes are intended. */
export function inputChanges({ inputs: old = {} }: InputsOf, { inputs: now = {} }: InputsOf): Change[] {
  return names.flatMap((name) => {
    const [before, after] = [old[name], now[name]];
    if (before === after) return [];
    return {
      ...({ kind: 'changed input', of: 'input', id: name, title: inputTitles[name], regression: false } as const),
      ...(before !== undefined && { before: short(before) }),
      ...(after !== undefined && { after: short(after) }),
    };
  });
}

interface InputsOf {
  readonly inputs?: Partial<Inputs>;
}

const short = (digest: string): string => `sha256:${digest.slice(0, 12)}`;
