import { headlineOf } from '../certification/headline.ts';
import { reasonOf, stateOf } from '../certification/outcome.ts';
import { standingOf } from '../certification/standing.ts';
import { counted } from '../certification/words.ts';
import type { Failure, RequirementResult, Result, ScenarioResult } from '../contract/types/result.ts';
import { changesView } from './changes.ts';
import { coverageView } from './coverage.ts';
import { valueDiff } from './line-diff.ts';
import { code, fenced, inline, table } from './markdown-text.ts';
import { openItems } from './open-items.ts';
import {
  callText,
  failurePlace,
  flakyWithoutFailure,
  problemOf,
  rootCauses,
  sharedCause,
  statesOf,
  type RootCause,
} from './root-causes.ts';
import { standingCounts } from './standing-counts.ts';
import { looks, standingLooks } from './states.ts';
import { duration, moment } from './text.ts';
import { waiverViews } from './waivers.ts';
import { whoLine } from './who.ts';
import { first, withinLimit } from './within-limit.ts';

const signs = { good: '✅', bad: '❌', warn: '⚠️' } as const;

/** Far more than these are told by the HTML report. */
const mostCauses = 25;
const mostScenarios = 8;
const mostItems = 50;
const mostNotes = 20;
const mostWaivers = 100;
const mostChanges = 20;

/** The result as GitHub-flavoured Markdown, for a job summary or a comment: short enough for either, whatever is in it. */
export function markdown(result: Result): string {
  const { target, scenarios, requirements, assumptions } = result;
  const causes = rootCauses(scenarios);
  const shown = first(causes, mostCauses, 'cause');
  const flaky = first(flakyWithoutFailure(scenarios), mostCauses, 'flaky scenario');
  return withinLimit([
    { text: `**${inline(whoLine(result))}**` },
    { text: headingOf(result) },
    { text: `${code(target.baseUrl)} · ${moment(result.startedAt)} · ${duration(result.durationMs)}` },
    ...(target.note ? [{ text: `> ${inline(target.note)}` }] : []),
    ...openSection(result, shown.shown).map((text) => ({ text })),
    ...changesSection(result).map((text) => ({ text, what: 'what changed since the earlier run' })),
    ...waiverSection(requirements).map((text) => ({ text, what: 'the waivers' })),
    ...shown.shown.map((cause, index) => ({
      text: causeSection(cause, index + 1, result),
      what: `the failure of ${inline(cause.example.id, 300)}`,
    })),
    ...shown.rest.map((text) => ({ text })),
    ...flaky.shown.map((scenario) => ({
      text: flakySection(scenario),
      what: `that ${inline(scenario.id, 300)} is flaky`,
    })),
    ...flaky.rest.map((text) => ({ text })),
    {
      text: folded(`Requirements: ${requirementCounts(result)}`, requirementTable(requirements)),
      what: `the ${counted(requirements.length, 'requirement')}: ${requirementCounts(result)}`,
    },
    { text: coverageSection(result), what: 'coverage' },
    ...(assumptions.length > 0
      ? [
          {
            text: folded(`Assumed about Nopan: ${counted(assumptions.length, 'value')}`, assumptionTable(result)),
            what: `what is assumed about Nopan, ${counted(assumptions.length, 'value')}`,
          },
        ]
      : []),
    { text: `<sub>${inline(result.tool.name)} ${inline(result.tool.version)} · exit code ${result.exitCode}</sub>` },
    { text: '' },
  ]);
}

/** With the verdict in capitals, as the result has it. */
function headingOf(result: Result): string {
  const { text, tone } = headlineOf(result);
  return `## ${signs[tone]} ${text.replace(new RegExp(`^${result.verdict}`, 'i'), result.verdict)}`;
}

/** The waivers have a table of their own. */
function openSection({ reasons, ...result }: Result, shown: readonly RootCause[]): string[] {
  const others = reasons.filter((reason) => !reason.startsWith('Waived until '));
  const bounds = { items: mostItems, notes: mostNotes, place: 'below' as const };
  const { title, steps, items, notes } = openItems({ ...result, reasons: others }, shown, bounds);
  const listed = items.map((item, index) => `${steps ? `${index + 1}.` : '-'} ${inline(item, 300)}`).join('\n');
  return [
    ...(steps ? [`**${title}:**`] : []),
    listed,
    ...(notes.length === 0 ? [] : ['**For information:**', notes.map((note) => `- ${inline(note, 300)}`).join('\n')]),
  ];
}

function changesSection(result: Result): string[] {
  const view = changesView(result, mostChanges);
  if (view === undefined) return [];
  const rows = view.rows.map(({ title, count, items, more }) => [
    ...[inline(title), `${count}`],
    [...items.map((item) => inline(item, 300)), ...(more > 0 ? [`${more} more`] : [])].join(', '),
  ]);
  const sections = [
    `### Changes since ${inline(view.since)}`,
    ...(view.partial === '' ? [] : [view.partial]),
    rows.length === 0 ? 'Nothing changed.' : table(['', '', 'What'], rows),
  ];
  return [sections.join('\n\n')];
}

function causeSection(cause: RootCause, number: number, result: Result): string {
  const { example, scenarios } = cause;
  const { name, requirements, outcome, failure, waivedBy = [] } = example;
  const { step, advice, repeat, replay } = failure;
  const shared = scenarios.length > 1;
  const title = `${requirements.map(code).join(' ')} ${inline(name)}`.trim();
  const problem = inline(problemOf(cause, result.subject));
  const call = callText(example);
  return [
    `### ${looks[stateOf(outcome)].glyph} ${number}. ${shared ? `${inline(sharedCause(cause, result.subject))}. Showing 1.` : title}`,
    ...(shared ? [`${statesOf(cause)}. ${title}`] : []),
    `${code(failurePlace(example))}${step ? `, at the step: ${inline(step)}` : ''}`,
    ...(stateOf(outcome) === 'FLAKY' ? [`**Flaky:** ${inline(reasonOf(outcome) ?? '')}`] : []),
    ...(waivedBy.length > 0 ? [`**Waived** by ${waivedBy.map(code).join(' ')}`] : []),
    ...(shared ? [] : [problem]),
    ...(call === undefined ? [] : [code(call)]),
    ...frameSection(failure),
    ...comparison(failure),
    ...(advice ? [`**What to do:** ${inline(advice)}`] : []),
    ...(repeat ? [fenced(replay ? `${repeat}\n${replay}` : repeat, 'sh')] : []),
    ...(shared ? [`**Others:** ${otherScenarios(scenarios)}`] : []),
  ].join('\n\n');
}

const frameSection = ({ where, frame }: Failure): string[] =>
  frame === undefined ? [] : [...(where === undefined ? [] : [code(where)]), fenced(frame)];

function comparison({ expected, actual }: Failure): string[] {
  const diff = expected === undefined || actual === undefined ? undefined : valueDiff(expected, actual);
  if (diff !== undefined) {
    const lines = diff.map(({ mark, text }) => `${mark} ${text}`).join('\n');
    return [`**Difference** (- expected, + actual)\n\n${fenced(lines, 'diff')}`];
  }
  return [
    ...(expected === undefined ? [] : [`**Expected**\n\n${fenced(expected)}`]),
    ...(actual === undefined ? [] : [`**Actual**\n\n${fenced(actual)}`]),
  ];
}

function otherScenarios(scenarios: RootCause['scenarios']): string {
  const others = scenarios.slice(1).map(({ id }) => code(id));
  const rest = others.length - mostScenarios;
  return `${others.slice(0, mostScenarios).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}

const flakySection = ({ name, id, requirements, outcome }: ScenarioResult): string =>
  [
    `### ${looks[stateOf(outcome)].glyph} ${requirements.map(code).join(' ')} ${inline(name)}`,
    code(id),
    `**Flaky:** ${inline(reasonOf(outcome) ?? '')}`,
  ].join('\n\n');

function waiverSection(requirements: readonly RequirementResult[]): string[] {
  const { shown, rest } = first(waiverViews(requirements), mostWaivers, 'waiver');
  const rows = shown.map(({ look, id, title, owner, reason, reference, expires }) => [
    ...[`${look.glyph} ${look.word}`, `${inline(id)} ${inline(title)}`, inline(owner), inline(reason)],
    ...[inline(reference), expires],
  ]);
  const head = ['', 'Requirement', 'Owner', 'Reason', 'Reference', 'Until'];
  return rows.length === 0 ? [] : [['### Waivers', table(head, rows), ...rest].join('\n\n')];
}

const requirementCounts = ({ requirements }: Result): string => standingCounts(requirements);

const requirementTable = (requirements: readonly RequirementResult[]): string =>
  table(
    ['', 'Id', 'Level', 'Requirement', 'Source'],
    requirements.map((requirement) => {
      const { id, level, title, source, outcome } = requirement;
      const { glyph, word } = standingLooks[standingOf(requirement)];
      const reason = reasonOf(outcome);
      const why = reason === undefined ? '' : `<br><sub>${inline(reason)}</sub>`;
      return [`${glyph} ${word}`, inline(id), level, inline(title) + why, `${inline(source.page)} (${source.status})`];
    }),
  );

function coverageSection({ coverage }: Result): string {
  const { summary, statuses, operations, values } = coverageView(coverage);
  const matrix = table(
    ['Operation', ...statuses.map((status) => inline(status)), 'Not seen'],
    operations.map(({ name, counts, unseen }) => [inline(name), ...counts, inline(unseen)]),
  );
  const others = table(
    ['', 'Seen', 'Not seen'],
    values.map(({ name, seen, unseen }) => [inline(name), inline(seen), inline(unseen)]),
  );
  return folded(`Coverage: ${summary}`, `${matrix}\n\n${others}`);
}

const assumptionTable = ({ assumptions }: Result): string =>
  table(
    ['Setting', 'Value', 'Status', 'Why'],
    assumptions.map(({ id, value, status, why = '', ...rest }) => {
      const changed = rest.default === undefined ? '' : ` (default: ${inline(JSON.stringify(rest.default))})`;
      return [inline(id), inline(JSON.stringify(value)) + changed, status, inline(why)];
    }),
  );

const folded = (summary: string, content: string): string =>
  `<details><summary>${summary}</summary>\n\n${content}\n\n</details>`;
