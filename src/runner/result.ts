import { basisOf, dayOf } from '../certification/basis.ts';
import { quote, withCommands } from '../certification/commands.ts';
import { coverageOf } from '../certification/coverage.ts';
import { identityOf, type MetTarget } from '../certification/identity.ts';
import type { OwnChecks } from '../certification/own-checks.ts';
import { profileSha256 } from '../certification/inconsistencies.ts';
import { assumptionsOf, profileOf } from '../certification/settings.ts';
import { targetOf } from '../certification/target.ts';
import type { Universe } from '../certification/universe.ts';
import { certify, type CertificationInput } from '../certification/verdict.ts';
import type { Clock } from '../clock.ts';
import type { ProtocolSetting } from '../contract/protocol.ts';
import type { Requirement } from '../contract/types/requirements.ts';
import type { Inputs, Operator, Options, Result, Subject } from '../contract/types/result.ts';
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
  /** Options to repeat the run; absent: failures have no commands. */
  readonly options?: Options;
  /** Digests of everything that affects the run except its wire profile. */
  readonly inputs?: Omit<Inputs, 'protocol'>;
  readonly own?: OwnChecks;
  readonly plan: Plan;
  /** How often each scenario was to run; absent: once. */
  readonly repeat?: number;
  readonly recorder: Records;
  /** The peers before the first scenario. */
  readonly met?: readonly MetTarget[];
  readonly interrupted: boolean;
  /** Version and commit of the integration that is certified, as its owner names them. */
  readonly integration?: Pick<Subject, 'version' | 'commit'>;
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
  const times = { finishedAt: new Date(finishedAt).toISOString() };
  const { started, finished, completion, faults } = recorder;
  const assumptions = assumptionsOf(settings);
  const identity = identityOf(connection, [...(input.met ?? []), ...recorder.met]);
  const subject = subjectIn(input);
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
    day: dayOf(times),
    ...(connection.waivers && { waived: { waivers: connection.waivers, day: dayOf(times) } }),
    ...(input.own && { own: input.own }),
    ...(connection.defects && { defects: connection.defects }),
    ...(connection.capabilities && { capabilities: connection.capabilities }),
    scheme: settings.find(({ id }) => id === 'signature.profile')?.value as string,
    ...(completion && { completion }),
    passedOver: recorder.passedOver,
    ...(subject && { subject }),
    target: { baseUrl: connection.baseUrl, identity },
    assumptions,
  };
  const certification = certify(judged);
  const selected = selectionText(selection);
  const profile = profileOf(settings);
  const basis = basisOf(judged, planned(plan));
  const target = targetOf(connection, { identity, assumptions });
  const seeded = input.seed !== undefined && { seed: input.seed };
  const repeated = repeat > 1 && { repeat };
  const options = input.options && { options: input.options };
  return {
    tool: { name: 'nopan-certify', version },
    ...certification,
    scenarios: withCommands(certification.scenarios, { target, basis, ...seeded, ...repeated, ...options }),
    coverage: coverageOf(certification.scenarios, input.universe),
    ...(selected !== '' && { selection: selected }),
    ...(input.order !== 'defined' && { order: input.order }),
    ...{ ...seeded, ...repeated, ...options },
    ...(input.inputs && { inputs: { ...input.inputs, protocol: profileSha256(profile) } }),
    ...{ basis, target, profile, assumptions },
    startedAt: new Date(startedAt).toISOString(),
    ...times,
    durationMs: finishedAt - startedAt,
    ...(input.operator && { operator: input.operator }),
    ...(subject && { subject }),
    ...(input.configurationDigest !== undefined && { configurationDigest: input.configurationDigest }),
    ...(input.workingDirectory && { workingDirectory: input.workingDirectory }),
  };
}

/** The commit of the pipeline is that of the integration, unless its owner names another one. */
function subjectIn({ connection, integration, operator }: ResultInput): Subject | undefined {
  const commit = integration?.commit ?? (connection.subject && operator?.ci?.commit);
  const subject = { ...connection.subject, ...integration, ...(commit !== undefined && { commit }) };
  return Object.keys(subject).length === 0 ? undefined : subject;
}

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
