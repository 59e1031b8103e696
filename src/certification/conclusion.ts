import type { Blame, ExitCode, Failure, Result, ScenarioResult } from '../contract/types/result.ts';
import { isSilent } from './beyond-target.ts';
import { gapsOf, type Facts } from './gaps.ts';
import { changedDocumented, officialStanding } from './official.ts';
import { inState, reasonOf, stateOf } from './outcome.ts';
import { tookPart } from './own-checks.ts';
import { brokenWaivers, isWaived, waiverSentences } from './waivers.ts';
import { counted, list } from './words.ts';

export type Conclusion = Pick<Result, 'verdict' | 'exitCode' | 'reasons'>;

/** The verdict, with every reason for it: a failure outweighs whatever is missing, and CERTIFIED is what remains. */
export function conclude(facts: Facts): Conclusion {
  const { reasons, ...verdict } = concluded(facts);
  return { ...verdict, reasons: [...changedValues(facts), ...namedOnly(facts), ...reasons] };
}

function concluded(facts: Facts): Conclusion {
  const failed = unexcused(inState(facts.scenarios, 'FAILED'));
  const flaky = unexcused(inState(facts.scenarios, 'FLAKY'));
  const warnings = unexcused(inState(facts.scenarios, 'WARNING')).map((scenario) => sentence('Warning', scenario));
  const broken = brokenWaivers(facts.requirements);
  const waived = waiverSentences(facts.requirements);
  const gaps = gapsOf(facts);
  const provisos = [
    ...leftToMock(facts),
    ...leftToPersons(facts),
    ...attested(facts),
    ...ruledOut(facts),
    ...tookPart(facts.own),
  ];
  if (failed.length + flaky.length + broken.length > 0) {
    const failures = failed.flatMap(({ failure }) => failure ?? []);
    const reasons = [
      ...broken,
      ...failed.map((scenario) => sentence('Failed', scenario)),
      ...flaky.map((scenario) => sentence('Flaky', scenario)),
      ...gaps,
      ...waived,
      ...warnings,
      ...tookPart(facts.own),
    ];
    return {
      verdict: 'NOT CERTIFIED',
      exitCode: flaky.length > 0 ? 1 : (exitOf(failures, failureExits) ?? 1),
      reasons,
    };
  }
  if (gaps.length > 0) {
    const exitCode = exitOf(facts.run.faults, faultExits) ?? 4;
    return { verdict: 'INCOMPLETE', exitCode, reasons: [...gaps, ...waived, ...provisos, ...warnings] };
  }
  return { verdict: 'CERTIFIED', exitCode: 0, reasons: [achievement(facts), ...waived, ...provisos, ...warnings] };
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

/** Exit codes by who is to blame: in a run with failed scenarios, and in one that met a fault outside of them. */
const failureExits: Exits = { api: 1, integration: 1, configuration: 1, harness: 5, environment: 3 };
const faultExits: Exits = { api: 4, integration: 4, configuration: 2, harness: 5, environment: 3 };

/** Which of several to blame decides: the environment only when nothing else went wrong. */
const decisive: readonly Blame[] = ['api', 'integration', 'configuration', 'harness', 'environment'];

function exitOf(failures: readonly Failure[], exits: Exits): ExitCode | undefined {
  const blamed = decisive.find((blame) => failures.some((failure) => failure.class === blame));
  return blamed && exits[blamed];
}

function sentence(word: string, { id, name, requirements, failure, outcome }: ScenarioResult): string {
  const subject = [word, ...(requirements.length > 0 ? [list(requirements)] : []), name].join(': ');
  const why = [reasonOf(outcome), failure?.message].filter(Boolean).join('; ');
  return `${subject} (${id}): ${why || 'no reason recorded'}`;
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

/** What a mock cannot stand for, and no scenario shows. */
function leftToPersons({ requirements, applies, awaitsAttestations }: Facts): string[] {
  const left = requirements.filter((each) => each.review && !each.attestation && applies(each.applies));
  const are = counted(left.length, 'requirement is', 'requirements are');
  return awaitsAttestations || left.length === 0
    ? []
    : [`${are} for a person to attest when an integration goes live, and not asked for here: ${list(ids(left))}.`];
}

function attested({ requirements }: Facts): string[] {
  const given = requirements.filter(({ attestation }) => attestation !== undefined);
  const rest = counted(given.length, 'requirement rests', 'requirements rest');
  return given.length === 0 ? [] : [`${rest} on the attestation of a person: ${list(ids(given))}.`];
}

const mandatory = (requirements: Facts['requirements']): Facts['requirements'] =>
  requirements.filter(({ level }) => level === 'MUST');

const ids = (requirements: Facts['requirements']): string[] => requirements.map(({ id }) => id);

function achievement({ requirements, scenarios, beyond }: Facts): string {
  const shown = requirements.filter(({ outcome }) => stateOf(outcome) === 'PASSED').length;
  const by = counted(inState(scenarios, 'PASSED').length, 'scenario');
  const which = beyond.length === 0 ? '' : ' that this target can show';
  const waived = requirements.some(isWaived) ? ', apart from what is waived' : '';
  return `${counted(shown, 'requirement was', 'requirements were')} shown by ${by}, and no mandatory one${which} is missing${waived}.`;
}
