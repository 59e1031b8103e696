import type { ProtocolOverrides } from '../contract/protocol.ts';
import { protocolOptions } from '../contract/protocol-words.ts';
import type { Failure, Result, ScenarioResult } from '../contract/types/result.ts';
import { stateOf } from './outcome.ts';

/** The part of a result that says how its run was started. */
export type RunOptions = Pick<Result, 'target' | 'basis' | 'seed' | 'repeat' | 'options'>;

/** Where reports are written unless another folder is named. */
const usualFolder = 'reports';

/** How this program is started where the result does not say it: a name that nobody has claimed is fetched from nowhere. */
export const usualProgram = 'npx --no nopan-certify';

/** What its user typed before the name of the command: `node dist/src/cli/main.js`. */
export function programOf({ options }: Pick<Result, 'options'>): string {
  const program = options?.program;
  if (program === undefined || program === 'nopan-certify') return program ?? usualProgram;
  return `node ${program.endsWith('.ts') ? '--import tsx ' : ''}${quote(program)}`;
}

/** The commands that hints name. */
const hinted =
  /(?:npx (?:--no )?)?nopan-certify(?= (?:assumptions|calibrate|call|config|diff|doctor|explain|history|init|keys|merge|mock|package|replay|run|sign|steps|ticket|trace|verify)\b)/g;

/**
 * A text in which each hint at a command of ours begins as its reader started this program.
 *
 * @example spoken('See nopan-certify doctor.', { options: { program: 'node main.js' } }) // 'See node main.js doctor.'
 */
export const spoken = (text: string, run: Pick<Result, 'options'>): string =>
  text.replaceAll(hinted, () => programOf(run));

/** The result for people, whose hints at commands of ours begin as they started this program. */
export const withSpokenHints = (result: Result): Result => ({
  ...result,
  scenarios: result.scenarios.map((scenario) =>
    scenario.failure === undefined ? scenario : { ...scenario, failure: withSpokenAdvice(scenario.failure, result) },
  ),
  faults: result.faults.map((fault) => withSpokenAdvice(fault, result)),
});

const withSpokenAdvice = (failure: Failure, result: Result): Failure =>
  failure.advice === undefined ? failure : { ...failure, advice: spoken(failure.advice, result) };

/** An option of the command line with its value; some options are given several times. */
export type OptionWord = readonly [option: string, value: string];

/** The options after `run` that address the same target in the same way. */
export function optionWords({ target, basis, seed, options = {} }: RunOptions): OptionWord[] {
  const { config, baseUrl, protocol = {} } = options;
  const { features, specs, steps } = basis?.own ?? {};
  const named = { '--config': config, '--base-url': baseUrl };
  const own = { '--features': features, '--specs': specs, '--steps': steps };
  return [
    ...(target.kind === 'mock' ? [] : ([['--target', target.kind]] as const)),
    ...given(named),
    ...given(own),
    ...pairs(protocolOptions(protocol as ProtocolOverrides)),
    ...(basis?.defects ?? []).map((id) => ['--defect', id] as const),
    ...given({ '--seed': seed }),
  ];
}

/** Adds to each failure the commands that run the case again and replay it. */
export const withCommands = (scenarios: readonly ScenarioResult[], run: RunOptions): ScenarioResult[] =>
  scenarios.map((scenario) => (scenario.failure === undefined ? scenario : withCommand(scenario, run)));

function withCommand(scenario: ScenarioResult, run: RunOptions): ScenarioResult {
  const { failure, outcome, id } = scenario;
  if (failure === undefined || run.options === undefined) return scenario;
  const { repeat: times, options } = run;
  const command = (name: string, words: readonly OptionWord[]): string =>
    [programOf(run), name, ...withId(id, words.flat()).map(quote)].join(' ');
  // A single try of a flaky scenario may pass.
  const again = times !== undefined && stateOf(outcome) === 'FLAKY' ? ([['--repeat', String(times)]] as const) : [];
  const repeat = command('run', [...optionWords(run), ...again]);
  const { out } = options;
  const replay =
    out === undefined ? {} : { replay: command('replay', [...folder(out), ...optionWords(run).filter(isNamedAgain)]) };
  return { ...scenario, failure: { ...failure, repeat, ...replay } };
}

const folder = (out: string): OptionWord[] => (out === usualFolder ? [] : [['--out', out]]);

/** Whether `replay` takes the option only from its user. */
const isNamedAgain = ([option]: OptionWord): boolean => namedAgain.includes(option);

/** Options that name files, code or addresses. A result may come from anybody, so its values for them are never used. */
export const namedAgain: readonly string[] = ['--config', '--base-url', '--features', '--specs', '--steps'];

/** An id that looks like an option goes after `--`. */
const withId = (id: string, words: readonly string[]): string[] =>
  id.startsWith('-') ? [...words, '--', id] : [id, ...words];

/** The scenario as it was judged, without the commands. */
export function withoutCommands<T extends Pick<ScenarioResult, 'failure'>>(scenario: T): T {
  if (scenario.failure === undefined) return scenario;
  const failure = { ...scenario.failure };
  delete failure.repeat;
  delete failure.replay;
  return { ...scenario, failure };
}

const given = (values: Readonly<Record<string, string | undefined>>): OptionWord[] =>
  Object.entries(values).flatMap(([option, value]) => (value === undefined ? [] : [[option, value] as const]));

const pairs = (words: readonly string[]): OptionWord[] =>
  words.flatMap((word, place) => (place % 2 === 0 ? [[word, words[place + 1] ?? ''] as const] : []));

/** One word of a POSIX shell, quoted only where it has to be. */
export const quote = (word: string): string =>
  /^[\w./:@=-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
