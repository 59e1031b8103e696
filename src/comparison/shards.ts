import { isDeepStrictEqual } from 'node:util';
import { demanded } from '../certification/basis.ts';
import { waiversOf } from '../certification/waivers.ts';
import type { Basis, Result, Subject } from '../contract/types/result.ts';
import { CertifyError } from '../errors.ts';
import { inputTitles } from './inputs.ts';

/** A result, and where it was read. */
export interface ReadResult {
  readonly file: string;
  readonly result: Result;
}

/** A result that is known to be that of one shard. */
export interface Shard extends ReadResult {
  readonly basis: Basis & { readonly shard: NonNullable<Basis['shard']> };
}

/**
 * The results in the order of their shards.
 *
 * @throws ERR_INPUT when one is of no shard, or when they are not all the shards of one run
 */
export function shardsOf(results: readonly ReadResult[]): readonly [Shard, ...Shard[]] {
  const shards = results.map(asShard).sort((one, other) => one.basis.shard.index - other.basis.shard.index);
  const [first, ...others] = shards;
  if (first === undefined) throw new CertifyError('ERR_INPUT', 'There is no result to merge');
  for (const other of others) assertSameRun(first, other);
  assertTogether(shards);
  assertEachOnce(shards, first.basis.shard.total);
  assertWhole(shards, first);
  return [first, ...others];
}

function asShard({ file, result }: ReadResult): Shard {
  const { basis } = result;
  if (basis?.shard) return { file, result, basis: { ...basis, shard: basis.shard } };
  throw new CertifyError('ERR_INPUT', 'This result is not from a sharded run', {
    where: file,
    expected: 'what nopan-certify run --shard 1/3 and the like have written',
    advice: 'Leave it out: a run without --shard is whole by itself.',
  });
}

/** Everything that shards of one run have in common, as the user knows it. */
const common: Readonly<Record<string, (shard: Shard) => unknown>> = {
  'numbers of shards': ({ basis }) => basis.shard.total,
  'versions of nopan-certify': ({ result }) => result.tool.version,
  subjects: ({ result: { subject } }) => subject && commonSubject(subject),
  targets: ({ result: { target } }) => commonTarget(target),
  profiles: ({ result }) => result.profile,
  'assumed values': ({ result }) => result.assumptions,
  catalogues: ({ result }) => result.requirements.map(demanded),
  selections: (shard) => selectionOf(shard) ?? 'everything',
  features: ({ basis }) => basis.plan.digest,
  'scenarios left out': ({ basis }) => basis.leftOut,
  'abilities of the target': ({ basis }) => basis.abilities,
  capabilities: ({ basis }) => basis.capabilities,
  attestations: ({ basis }) => basis.attestations,
  waivers: ({ result }) => waiversOf(result.requirements),
  'folders of your own': ({ basis }) => basis.own,
  seeds: ({ result }) => result.seed,
  'numbers of repetitions': ({ result }) => result.repeat ?? 1,
  defects: ({ basis }) => basis.defects,
  ...Object.fromEntries(
    Object.entries(inputTitles).map(([name, title]) => [
      title,
      ({ result: { inputs } }: Shard) => inputs?.[name as keyof typeof inputs],
    ]),
  ),
};

/** Who is certified, wherever the configuration of each job lies. */
const commonSubject = ({ processingAccounts, ...subject }: Subject): object => ({
  ...subject,
  accounts: processingAccounts?.map(({ id }) => id),
});

/**
 * The facts about a target that all shards must share. The embedded mock picks a port for each shard; a sandbox may have several addresses
 * and certificates, which are merged.
 */
function commonTarget(target: Result['target']): object {
  const { kind, baseUrl, defects, identity } = target;
  if (kind === 'mock') return { kind, name: target.name, ...(defects && { defects }) };
  const { scheme, host, port } = identity ?? {};
  const issuers = new Set(identity?.peers.map(({ certificate }) => certificate.issuer));
  return { kind, baseUrl, scheme, host, port, issuers: [...issuers].sort() };
}

/** The longest time from the first start to the last end of all shards, in hours: a target may change between days. */
const mostHours = 24;

const startOf = ({ result }: Shard): number => Date.parse(result.startedAt);
const endOf = ({ result }: Shard): number => Date.parse(result.finishedAt);

function assertTogether(shards: readonly Shard[]): void {
  const [first] = [...shards].sort((one, other) => startOf(one) - startOf(other));
  const [last] = [...shards].sort((one, other) => endOf(other) - endOf(one));
  if (first === undefined || last === undefined || endOf(last) - startOf(first) <= mostHours * 3_600_000) return;
  throw new CertifyError('ERR_INPUT', `The shards were run more than ${mostHours} hours apart`, {
    where: `${first.file}, ${last.file}`,
    expected: `at most ${mostHours} hours from the first start to the last end`,
    actual: `${first.result.startedAt} to ${last.result.finishedAt}`,
    advice: 'Run all shards again on one day.',
  });
}

function assertSameRun(first: Shard, other: Shard): void {
  for (const [what, valueOf] of Object.entries(common)) {
    const [expected, actual] = [valueOf(first), valueOf(other)];
    if (isDeepStrictEqual(expected, actual)) continue;
    throw new CertifyError('ERR_INPUT', `The shards are not of the same run: their ${what} differ`, {
      where: `${first.file}, ${other.file}`,
      ...firstDifference(expected, actual),
      advice: 'Merge the shards of one run only, each made by the same version with the same options.',
    });
  }
}

/** Of lists and records that differ, the first member that does: all of a catalogue is too much to be read. */
function firstDifference(expected: unknown, actual: unknown): { readonly expected: string; readonly actual: string } {
  if (isRecord(expected) && isRecord(actual)) {
    const name = Object.keys({ ...expected, ...actual }).find((key) => !isDeepStrictEqual(expected[key], actual[key]));
    if (name !== undefined) {
      const prefix = Array.isArray(expected) ? '' : `${name}: `;
      return { expected: prefix + shown(expected[name]), actual: prefix + shown(actual[name]) };
    }
  }
  return { expected: shown(expected), actual: shown(actual) };
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

const shown = (value: unknown): string => {
  if (value === undefined) return 'none';
  return typeof value === 'string' ? value : JSON.stringify(value);
};

function assertEachOnce(shards: readonly Shard[], total: number): void {
  for (const [place, { file, basis }] of shards.entries()) {
    const previous = shards[place - 1];
    if (previous?.basis.shard.index !== basis.shard.index) continue;
    throw new CertifyError('ERR_INPUT', `Duplicate shard ${basis.shard.index} of ${total}`, {
      where: `${previous.file}, ${file}`,
      expected: 'one result of each shard',
      advice: 'Leave one of the two out: the one of an earlier run, if there was one.',
    });
  }
  const present = shards.map(({ basis }) => basis.shard.index);
  const missing = Array.from({ length: total }, (_, place) => place + 1).filter((index) => !present.includes(index));
  if (missing.length === 0) return;
  throw new CertifyError('ERR_INPUT', `Shards are missing: ${missing.map((index) => `${index}/${total}`).join(', ')}`, {
    where: shards.map(({ file }) => file).join(', '),
    expected: `the results of all ${total} shards`,
    advice: 'See why that job left no result, and run it again.',
  });
}

/** How many scenarios fall to a shard: they are dealt out in turn. */
const shareOf = ({ plan, shard: { index, total } }: Shard['basis']): number =>
  Math.floor((plan.scenarios - index) / total) + 1;

function assertWhole(shards: readonly Shard[], first: Shard): void {
  const broken = shards.find(({ result, basis }) => result.scenarios.length !== shareOf(basis));
  if (broken === undefined) return;
  throw new CertifyError('ERR_INPUT', 'The result does not hold the scenarios that fell to its shard', {
    where: broken.file,
    expected: `${shareOf(broken.basis)} of ${first.basis.plan.scenarios} scenarios`,
    actual: `${broken.result.scenarios.length}`,
    advice: 'Run that shard again, and merge what it writes as it is.',
  });
}

/** What was selected before it was dealt out, in the words of the command line; `--shard` stands last in them. */
export const selectionOf = ({ result: { selection = '' } }: Shard): string | undefined =>
  selection.replace(/ ?--shard \d+\/\d+$/, '') || undefined;
