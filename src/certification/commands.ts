import type { ProtocolOverrides } from '../contract/protocol.ts';
import { protocolOptions } from '../contract/protocol-words.ts';
import type { Result, ScenarioResult } from '../contract/types/result.ts';
import { stateOf } from './outcome.ts';

/** What a result tells of how its run was started. */
export type RunOptions = Pick<Result, 'target' | 'basis' | 'seed' | 'repeat' | 'options'>;

/** Where reports are written unless another folder is named. */
export const usualFolder = 'reports';

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

/** An option of the command line with its value; some options are given several times. */
export type OptionWord = readonly [option: string, value: string];

/** What has to be typed behind `run` to talk to the same target in the same way. */
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

/** Scenarios, each failure with what to type: the same case again, and what became of it. */
export const withCommands = (scenarios: readonly ScenarioResult[], run: RunOptions): ScenarioResult[] =>
  scenarios.map((scenario) => (scenario.failure === undefined ? scenario : withCommand(scenario, run)));

function withCommand(scenario: ScenarioResult, run: RunOptions): ScenarioResult {
  const { failure, outcome, id } = scenario;
  if (failure === undefined || run.options === undefined) return scenario;
  const { repeat: times, options } = run;
  const command = (name: string, words: readonly OptionWord[]): string =>
    [programOf(run), name, ...withId(id, words.flat()).map(quote)].join(' ');
  // One try of what is flaky may show nothing.
  const again = times !== undefined && stateOf(outcome) === 'FLAKY' ? ([['--repeat', String(times)]] as const) : [];
  const repeat = command('run', [...optionWords(run), ...again]);
  const { out } = options;
  const replay =
    out === undefined ? {} : { replay: command('replay', [...folder(out), ...optionWords(run).filter(isNamedAgain)]) };
  return { ...scenario, failure: { ...failure, repeat, ...replay } };
}

const folder = (out: string): OptionWord[] => (out === usualFolder ? [] : [['--out', out]]);

/** What replay takes from nobody but its user. */
const isNamedAgain = ([option]: OptionWord): boolean => namedAgain.includes(option);

/** Options that name what is read, run or talked to. A result may come from anybody, so its word for them is never taken. */
export const namedAgain: readonly string[] = ['--config', '--base-url', '--features', '--specs', '--steps'];

/** An id that looks like an option stands where none is looked for. */
const withId = (id: string, words: readonly string[]): string[] =>
  id.startsWith('-') ? [...words, '--', id] : [id, ...words];

/** The scenarios as they were judged, before anything was said of how to repeat them. */
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
