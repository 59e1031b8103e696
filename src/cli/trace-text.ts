import { groups } from '../certification/groups.ts';
import { stateOf } from '../certification/outcome.ts';
import type { LastEvidence, RequirementTrace, ScenarioTrace, Trace } from '../certification/trace.ts';
import { counted } from '../certification/words.ts';
import type { Paint } from '../report/paint.ts';
import { looks } from '../report/states.ts';
import { moment, oneLine, withoutControls } from '../report/text.ts';
import { columns } from './columns.ts';

/** Requirements by stage, each with its scenarios and what the last run made of them; then scenarios by feature, the other way. */
export function traceText(trace: Trace, paint: Paint): string {
  const byId = new Map(trace.scenarios.map((scenario) => [scenario.id, scenario]));
  const stages = groups(trace.requirements, ({ stage }) => stage).map(([stage, own]) => [
    paint('heading', stage),
    ...own.flatMap((requirement) => requirementLines(requirement, byId, paint)),
  ]);
  const features = groups(trace.scenarios, ({ uri }) => uri).map(([uri, own]) => [
    paint('heading', uri),
    ...columns(own.map(({ line, requirements, name }) => [`  ${line}`, requirements.join(' '), clean(name)])),
  ]);
  return `${[...stages, ...features, closing(trace)].map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function requirementLines(
  { id, level, title, scenarios, review, attestation }: RequirementTrace,
  byId: ReadonlyMap<string, ScenarioTrace>,
  paint: Paint,
): string[] {
  const own = scenarios.flatMap((scenario) => byId.get(scenario) ?? []);
  const attested = attestation && `attested by ${clean(attestation.by)} on ${attestation.date}`;
  return [
    `  ${id}  ${level}  ${title}`,
    ...(review === undefined ? [] : [`      ${attested ?? `a person attests: ${review.attest}`}`]),
    ...columns(own.map((scenario) => scenarioCells(scenario, paint))).map((line) => `      ${line}`),
  ];
}

const scenarioCells = ({ name, id, evidence }: ScenarioTrace, paint: Paint): string[] => [
  evidence === undefined ? 'no evidence' : evidenceText(evidence, paint),
  `${clean(name)}  ${paint('quiet', `(${id})`)}`,
];

function evidenceText({ outcome, at, exchanges, deliveries }: LastEvidence, paint: Paint): string {
  const { glyph, word, tone } = looks[stateOf(outcome)];
  const left = [
    ...(at === undefined ? [] : [moment(at)]),
    counted(exchanges, 'exchange'),
    ...(deliveries === 0 ? [] : [counted(deliveries, 'webhook')]),
  ];
  return `${paint(tone, `${glyph} ${word.toLowerCase()}`)} ${left.join(', ')}`;
}

function closing({ requirements, scenarios, run }: Trace): string[] {
  const attested = requirements.filter(({ review }) => review !== undefined).length;
  const evidence =
    run === undefined
      ? 'No run has left a result here yet.'
      : `Last evidence: ${run.verdict}, ${clean(run.target.name)}, ${moment(run.finishedAt)}.`;
  return [
    `${counted(requirements.length, 'requirement')}, ${attested} of them need a manual attestation; ${counted(scenarios.length, 'scenario')}.`,
    evidence,
  ];
}

const clean = (text: string): string => oneLine(withoutControls(text));
