import { basisOf } from '../certification/basis.ts';
import { coverageOf } from '../certification/coverage.ts';
import { stateOf } from '../certification/outcome.ts';
import type { OwnChecks } from '../certification/own-checks.ts';
import { assumptionsOf, profileOf } from '../certification/settings.ts';
import type { Universe } from '../certification/universe.ts';
import { certify, type CertificationInput } from '../certification/verdict.ts';
import type { Clock } from '../clock.ts';
import type { ProtocolSetting } from '../contract/protocol.ts';
import type { Requirement } from '../contract/types/requirements.ts';
import type { Operator, Result, ScenarioResult } from '../contract/types/result.ts';
import type { Connection } from '../target/connection.ts';
import type { Order } from './order.ts';
import type { Plan } from './plan.ts';
import { planned } from './planned.ts';
import type { Records } from './records.ts';
import type { Selection } from './selection.ts';
import { shardText } from './shard.ts';

export interface ResultInput {
  readonly version: string;
  readonly connection: Omit<Connection, 'control' | 'credentials'>;
  readonly catalogue: readonly Requirement[];
  readonly settings: readonly ProtocolSetting[];
  /** What the run can meet, as far as specs know. */
  readonly universe: Universe;
  readonly selection: Selection;
  readonly order: Order;
  /** What the embedded mock drew its ids from; absent: from the system. */
  readonly seed?: string;
  /** What, besides the scenario, repeats a call against the same target: `--target sandbox --config x.yaml`. */
  readonly repeatOptions: readonly string[];
  /** Where the result is written to; absent: nowhere that a failure could be looked up at. */
  readonly out?: string;
  readonly own?: OwnChecks;
  readonly plan: Plan;
  /** How often each scenario was to run; absent: once. */
  readonly repeat?: number;
  readonly recorder: Records;
  readonly interrupted: boolean;
  readonly operator?: Operator;
  readonly configurationDigest?: string;
  /** The current folder, relative to the root of its repository; empty for the root. */
  readonly workingDirectory?: string;
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  readonly startedAt: number;
  readonly clock: Clock;
}

/** The canonical result: what was judged, and everything that a reader has to know about the run behind it. */
export function resultOf(input: ResultInput): Result {
  const {
    version,
    connection,
    catalogue,
    settings,
    selection,
    plan,
    recorder,
    interrupted,
    startedAt,
    repeat = 1,
  } = input;
  const finishedAt = input.clock.now();
  const { started, finished, completion, faults } = recorder;
  const judged: CertificationInput = {
    catalogue,
    leftOut: plan.leftOut,
    ...(selection.shard && { shard: { ...selection.shard, elsewhere: plan.elsewhere } }),
    planned: plan.scenarios,
    repeat,
    started: [...started],
    finished,
    interrupted,
    faults,
    abilities: connection.abilities,
    ...(connection.attestations && { attestations: connection.attestations }),
    ...(connection.waivers && { waived: { waivers: connection.waivers, day: day(startedAt) } }),
    ...(input.own && { own: input.own }),
    ...(connection.defects && { defects: connection.defects }),
    ...(connection.capabilities && { capabilities: connection.capabilities }),
    scheme: settings.find(({ id }) => id === 'signature.profile')?.value as string,
    ...(completion && { completion }),
  };
  const certification = certify(judged);
  const selected = selectionText(selection);
  return {
    tool: { name: 'nopan-certify', version },
    ...certification,
    scenarios: certification.scenarios.map((scenario) => withCommands(scenario, input)),
    coverage: coverageOf(certification.scenarios, input.universe),
    ...(selected !== '' && { selection: selected }),
    ...(input.order !== 'defined' && { order: input.order }),
    ...(input.seed !== undefined && { seed: input.seed }),
    ...(repeat > 1 && { repeat }),
    basis: basisOf(judged, planned(plan)),
    target: {
      kind: connection.kind,
      name: connection.name,
      baseUrl: connection.baseUrl,
      ...standing(connection),
    },
    profile: profileOf(settings),
    assumptions: assumptionsOf(settings),
    startedAt: new Date(startedAt).toISOString(),
    finishedAt: new Date(finishedAt).toISOString(),
    durationMs: finishedAt - startedAt,
    ...(input.operator && { operator: input.operator }),
    ...(input.configurationDigest !== undefined && { configurationDigest: input.configurationDigest }),
    ...(input.workingDirectory && { workingDirectory: input.workingDirectory }),
  };
}

/** In UTC. */
const day = (time: number): string => new Date(time).toISOString().slice(0, 10);

/** Nopan's sandbox (Nopan, SK-TEST). Whatever answers elsewhere is someone else's. */
const officialHosts = ['api.sandbox.nopan.dev'];

function standing({
  kind,
  baseUrl,
  defects,
}: Pick<Connection, 'kind' | 'baseUrl' | 'defects'>): Pick<Result['target'], 'official' | 'defects' | 'note'> {
  if (officialHosts.includes(new URL(baseUrl).hostname)) return { official: true };
  if (defects !== undefined) return { official: false, defects: [...defects], note: broken(defects) };
  return { official: false, note: kind === 'mock' ? imitation : unknown };
}

const broken = (defects: readonly string[]): string =>
  `This mock was broken on purpose, to see whether the certification notices: ${defects.join(', ')} (specs/defects.yaml). Nothing is certified here.`;

const imitation =
  'The mock imitates Nopan from public documents and is not Nopan’s. Certified against it means: the conversation with it met every mandatory requirement of this catalogue.';

const unknown =
  'This address is not that of Nopan’s sandbox: a mock, or something between. What was shown here was shown of it.';

/** The command line's own words for what was selected; empty when everything was. */
function selectionText({ paths, tags, names, shard }: Selection): string {
  return [
    ...paths.map(quote),
    tags && `--tags ${quote(tags)}`,
    ...names.map((name) => `--name ${quote(name)}`),
    shard && `--shard ${shardText(shard)}`,
  ]
    .filter(Boolean)
    .join(' ');
}

/** A failure with what to type: the same case again, and what became of it. */
function withCommands(scenario: ScenarioResult, { repeatOptions, out, repeat: times }: ResultInput): ScenarioResult {
  if (scenario.failure === undefined) return scenario;
  const command = (name: string, options: readonly string[]): string =>
    ['npx nopan-certify', name, quote(scenario.id), ...options.map(quote)].join(' ');
  // One try of what is flaky may show nothing.
  const again = times !== undefined && stateOf(scenario.outcome) === 'FLAKY' ? ['--repeat', String(times)] : [];
  const repeat = command('run', [...repeatOptions, ...again]);
  const replay = out === undefined ? {} : { replay: command('replay', out === usualFolder ? [] : ['--out', out]) };
  return { ...scenario, failure: { ...scenario.failure, repeat, ...replay } };
}

/** Where reports are written unless another folder is named. */
export const usualFolder = 'reports';

/** One word of a POSIX shell, quoted only where it has to be. */
const quote = (word: string): string => (/^[\w./:@=-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`);
