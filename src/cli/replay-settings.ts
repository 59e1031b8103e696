import { namedAgain, optionWords, type OptionWord } from '../certification/commands.ts';
import type { OwnChecks } from '../certification/own-checks.ts';
import { stateOf } from '../certification/outcome.ts';
import { CertifyError } from '../errors.ts';
import type { FailedCase } from './failed-case.ts';
import { configuredFolders } from './own-checks.ts';
import { loadReference } from './reference.ts';

/** Files, folders and addresses, which the user has to name again for a replay. */
export interface NamedAgain {
  readonly config?: string;
  readonly baseUrl?: string;
  readonly features?: string;
  readonly specs?: string;
  readonly steps?: string;
}

/**
 * The arguments for `nopan-certify` that run a failed case again: typed members of the result, and the files, folders and
 * addresses that the user names.
 *
 * @param name how the user named the case
 * @throws ERR_USAGE when the user has to name something again
 */
export async function replayWords(failed: FailedCase, name: string, named: NamedAgain): Promise<string[]> {
  const { result, scenario } = failed;
  await assertNamedFeature(failed, name);
  const { config, baseUrl, features, specs, steps } = { ...usedFolders(failed, named), ...named };
  const values = [config, baseUrl, features, specs, steps];
  const given = namedAgain.flatMap((option, place): OptionWord[] => {
    const value = values[place];
    return value === undefined ? [] : [[option, value]];
  });
  const words = optionWords(result);
  const missing = words.filter(([option]) => namedAgain.includes(option) && !given.some(([own]) => own === option));
  if (missing.length > 0) throw notNamed(missing, failed);
  const data = words.filter(([option]) => !namedAgain.includes(option));
  // A single try of a flaky scenario may pass.
  const times: OptionWord[] =
    result.repeat !== undefined && stateOf(scenario.outcome) === 'FLAKY' ? [['--repeat', String(result.repeat)]] : [];
  // With "=" a value cannot be taken for another option.
  return ['run', ...[...data, ...given, ...times].map(([option, value]) => `${option}=${value}`)];
}

/** The folders of the configuration, where the run used any. */
function usedFolders({ result: { basis } }: FailedCase, { config }: NamedAgain): OwnChecks {
  const used = Object.keys(basis?.own ?? {});
  return Object.fromEntries(Object.entries(configuredFolders(config)).filter(([kind]) => used.includes(kind)));
}

/** A result can only name built-in features; the user has to name any other. */
async function assertNamedFeature({ scenario: { id } }: FailedCase, name: string): Promise<void> {
  if (name === id) return;
  const { scenarios } = await loadReference();
  if (scenarios.some((ours) => ours.id === id)) return;
  throw new CertifyError('ERR_USAGE', 'The feature of this case is not built in', {
    where: name,
    expected: `the case by its file and line: ${id}`,
    advice: 'Review that file, then name it: a result may come from anybody.',
  });
}

function notNamed(missing: readonly OptionWord[], { scenario }: FailedCase): CertifyError {
  return new CertifyError(
    'ERR_USAGE',
    `The run used ${missing.map(([option]) => option).join(', ')}, which must be named again`,
    {
      where: scenario.id,
      expected: missing.map(([option]) => `${option} …`).join(' '),
      actual: `the result says ${missing.map((words) => words.join(' ')).join(' ')}`,
      advice:
        'Add them, with files, folders and addresses that you trust: a result may come from anybody, so replay does not use its values.',
    },
  );
}
