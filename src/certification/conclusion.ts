import type { Blame, ExitCode, Failure, Result, ScenarioResult } from '../contract/types/result.ts';
import { isSilent } from './beyond-target.ts';
import { causeSentence, scenarioSubject } from './cause-sentence.ts';
import { causesOf } from './causes.ts';
import { gapsOf, type Facts } from './gaps.ts';
import { changedDocumented, officialStanding } from './official.ts';
import { inState, reasonOf, stateOf, type State } from './outcome.ts';
import { tookPart } from './own-checks.ts';
import { brokenWaivers, isWaived, waiverSentences } from './waivers.ts';
import { counted, list } from './words.ts';

export type Conclusion = Pick<Result, 'verdict' | 'exitCode' | 'reasons' | 'notes'>;

/** The verdict, with every reason for it: a failure outweighs whatever is missing, and CERTIFIED is what remains. */
export function conclude(facts: Facts): Conclusion {
  const { reasons, ...verdict } = concluded(facts);
  return { ...verdict, reasons: [...changedValues(facts), ...namedOnly(facts), ...reasons] };
}

function concluded(facts: Facts): Conclusion {
  const failed = sentences('Failed', 'FAILED', facts);
  const flaky = sentences('Flaky', 'FLAKY', facts);
  const broken = brokenWaivers(facts.requirements);
  const waived = waiverSentences(facts.requirements);
  const gaps = gapsOf(facts);
  const notes = [
    ...optionalBlocked(facts),
    ...sentences('Warning', 'WARNING', facts),
    ...leftToMock(facts),
    ...leftToPersons(facts),
    ...attested(facts),
    ...ruledOut(facts),
    ...tookPart(facts.own),
  ];
  if (failed.length + flaky.length + broken.length > 0)
    return {
      verdict: 'NOT CERTIFIED',
      exitCode: 1,
      reasons: [...broken, ...failed, ...flaky, ...gaps, ...waived],
      notes,
    };
  if (gaps.length > 0)
    return { verdict: 'INCOMPLETE', exitCode: incompleteExit(facts), reasons: [...gaps, ...waived], notes };
  return { verdict: 'CERTIFIED', exitCode: 0, reasons: [achievement(facts), ...waived], notes };
}

/** A verdict under changed values is not a verdict on what Nopan documents. */
function changedValues({ assumptions = [] }: Facts): string[] {
  return changedDocumented(assumptions).map(
    ({ id, value, default: usual }) =>
      `Documented value changed for this run: ${id} is ${JSON.stringify(value)}, documented as ${JSON.stringify(usual)}.`,
  );
}

function namedOnly({ target, assumptions = [] }: Facts): string[] {
  if (target === undefined) return [];
  const standing = officialStanding({ ...target, assumptions });
  if (standing.official || !standing.named) return [];
  return standing.reasons.map((reason) => `Named as Nopan’s sandbox, not proven: ${reason}.`);
}

const unexcused = (scenarios: readonly ScenarioResult[]): ScenarioResult[] =>
  scenarios.filter(({ waivedBy }) => waivedBy === undefined);

type Exits = Readonly<Record<Blame, ExitCode>>;

/** Exit codes of a run that is incomplete, by who has to act on its faults, and on what kept scenarios from being judged. */
const faultExits: Exits = { api: 4, integration: 4, configuration: 2, harness: 5, environment: 3 };
const blockedExits: Exits = { ...faultExits, configuration: 4 };

/** Which of several to blame decides: the environment only when nothing else went wrong. */
const decisive: readonly Blame[] = ['api', 'integration', 'configuration', 'harness', 'environment'];

function incompleteExit({ run, scenarios }: Facts): ExitCode {
  const blocked = unexcused(inState(scenarios, 'BLOCKED')).flatMap(({ failure }) => failure ?? []);
  return exitOf(run.faults, faultExits) ?? exitOf(blocked, blockedExits) ?? 4;
}

function exitOf(failures: readonly Failure[], exits: Exits): ExitCode | undefined {
  const blamed = decisive.find((blame) => failures.some((failure) => failure.class === blame));
  return blamed && exits[blamed];
}

/** Every cause of one state in a sentence, and each scenario that ended so without a recorded failure. */
function sentences(word: string, state: State, { scenarios, subject }: Facts): string[] {
  const due = unexcused(inState(scenarios, state));
  const unexplained = due.filter(({ failure }) => failure === undefined);
  return [
    ...causesOf(due).map((cause) => causeSentence(word, cause, subject)),
    ...unexplained.map(
      (scenario) => `${scenarioSubject(word, scenario)}: ${reasonOf(scenario.outcome) ?? 'no reason recorded'}`,
    ),
  ];
}

/** Optional requirements that were not exercised: nothing is held against the run. */
function optionalBlocked({ requirements, applies }: Facts): string[] {
  const blocked = requirements.filter(
    ({ level, outcome, applies: capability }) =>
      level !== 'MUST' && stateOf(outcome) === 'BLOCKED' && applies(capability),
  );
  const were = counted(blocked.length, 'optional requirement was', 'optional requirements were');
  return blocked.length === 0 ? [] : [`${were} not exercised, since a precondition failed: ${list(ids(blocked))}.`];
}

/** What certifies nothing here, and has to be said beside the verdict. */
function leftToMock({ requirements, applies, beyond, assumptions }: Facts): string[] {
  const left = mandatory(requirements).filter((each) => applies(each.applies) && beyond.includes(each.id));
  const were = counted(left.length, 'mandatory requirement', 'mandatory requirements');
  const by = isSilent(assumptions) ? `a mock or by webhooks that tell what a response has said already` : 'a mock only';
  return left.length === 0 ? [] : [`${were} can be shown by ${by}, and not by this target: ${list(ids(left))}.`];
}

/** What the integration does not use by its configuration, where that rules a mandatory requirement out. */
function ruledOut({ requirements, applies }: Facts): string[] {
  const out = mandatory(requirements).filter((each) => !applies(each.applies) && stateOf(each.outcome) === 'SKIPPED');
  const capabilities = [...new Set(out.map((each) => each.applies))];
  const which = counted(out.length, 'mandatory requirement does', 'mandatory requirements do');
  return out.length === 0
    ? []
    : [`${which} not apply, since the integration uses no ${capabilities.join(' and no ')}: ${list(ids(out))}.`];
}

/** Requirements that need a manual attestation. On a go-live target the mandatory ones are gaps, and not repeated here. */
function leftToPersons({ requirements, applies, awaitsAttestations }: Facts): string[] {
  const left = requirements.filter(
    (each) =>
      each.review && !each.attestation && applies(each.applies) && !(awaitsAttestations && each.level === 'MUST'),
  );
  if (left.length === 0) return [];
  const need = counted(left.length, 'requirement needs', 'requirements need');
  return [
    awaitsAttestations
      ? `${counted(left.length, 'optional requirement is', 'optional requirements are')} open for attestation: ${list(ids(left))}.`
      : `${need} a person’s confirmation at go-live; not required for a mock: ${list(ids(left))}.`,
  ];
}

function attested({ requirements }: Facts): string[] {
  const given = requirements.filter(({ attestation }) => attestation !== undefined);
  const rest = counted(given.length, 'requirement is', 'requirements are');
  return given.length === 0 ? [] : [`${rest} attested by a person: ${list(ids(given))}.`];
}

const mandatory = (requirements: Facts['requirements']): Facts['requirements'] =>
  requirements.filter(({ level }) => level === 'MUST');

const ids = (requirements: Facts['requirements']): string[] => requirements.map(({ id }) => id);

function achievement({ requirements, scenarios, beyond }: Facts): string {
  const passed = requirements.filter(({ outcome }) => stateOf(outcome) === 'PASSED').length;
  const which = beyond.length === 0 ? '' : ' that this target can show';
  const waived = requirements.some(isWaived) ? ' or waived' : '';
  const counts = `${counted(passed, 'requirement')}, ${counted(inState(scenarios, 'PASSED').length, 'scenario')}`;
  return `All mandatory requirements${which} are covered${waived}: ${counts}.`;
}
