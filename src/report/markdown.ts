import { reasonOf, stateOf } from '../certification/outcome.ts';
import { counted } from '../certification/words.ts';
import type { Failure, RequirementResult, Result, ScenarioResult } from '../contract/types/result.ts';
import { coverageView } from './coverage.ts';
import { looks } from './states.ts';
import { code, fenced, inline, table } from './markdown-text.ts';
import { duration, moment } from './text.ts';
import { first, withinLimit } from './within-limit.ts';
import { waiverViews } from './waivers.ts';

const signs = { CERTIFIED: '✅', 'NOT CERTIFIED': '❌', INCOMPLETE: '⚠️' } as const;

/** Far more than these are told by the HTML report. */
const mostFailures = 25;
const mostReasons = 50;
const mostWaivers = 100;

/** The result as GitHub-flavoured Markdown, for a job summary or a comment: short enough for either, whatever is in it. */
export function markdown(result: Result): string {
  const { verdict, target, scenarios, requirements, assumptions } = result;
  const failures = first(
    scenarios.filter(({ failure, outcome }) => failure !== undefined || stateOf(outcome) === 'FLAKY'),
    mostFailures,
    'failure',
  );
  return withinLimit([
    { text: `## ${signs[verdict]} ${verdict}` },
    {
      text: `${code(target.name)} · ${code(target.baseUrl)} · ${moment(result.startedAt)} · ${duration(result.durationMs)}`,
    },
    ...(target.note ? [{ text: `> ${inline(target.note)}` }] : []),
    ...reasonSection(result).map((text) => ({ text })),
    ...waiverSection(requirements).map((text) => ({ text, what: 'the waivers' })),
    ...failures.shown.map((failure) => ({
      text: failureSection(failure),
      what: `the failure of ${inline(failure.id, 300)}`,
    })),
    ...failures.rest.map((text) => ({ text })),
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

function reasonSection({ reasons }: Result): string[] {
  const { shown, rest } = first(reasons, mostReasons, 'reason');
  return [shown.map((reason) => `- ${inline(reason, 300)}`).join('\n'), ...rest];
}

function failureSection({ name, id, requirements, outcome, failure, waivedBy = [] }: ScenarioResult): string {
  const { message, step, expected, actual, advice, repeat, replay } = failure ?? ({} as Partial<Failure>);
  return [
    `### ${looks[stateOf(outcome)].glyph} ${requirements.map(code).join(' ')} ${inline(name)}`,
    `${code(id)}${step ? `, at the step: ${inline(step)}` : ''}`,
    ...(stateOf(outcome) === 'FLAKY' ? [`**Flaky:** ${inline(reasonOf(outcome) ?? '')}`] : []),
    ...(waivedBy.length > 0 ? [`**Waived** by ${waivedBy.map(code).join(' ')}`] : []),
    ...(message ? [inline(message)] : []),
    ...(expected === undefined ? [] : [`**Expected**\n\n${fenced(expected)}`]),
    ...(actual === undefined ? [] : [`**Actual**\n\n${fenced(actual)}`]),
    ...(advice ? [`**What to do:** ${inline(advice)}`] : []),
    ...(repeat ? [fenced(replay ? `${repeat}\n${replay}` : repeat, 'sh')] : []),
  ].join('\n\n');
}

function waiverSection(requirements: readonly RequirementResult[]): string[] {
  const { shown, rest } = first(waiverViews(requirements), mostWaivers, 'waiver');
  const rows = shown.map(({ look, id, title, owner, reason, reference, expires }) => [
    ...[`${look.glyph} ${look.word}`, `${inline(id)} ${inline(title)}`, inline(owner), inline(reason)],
    ...[inline(reference), expires],
  ]);
  const head = ['', 'Requirement', 'Owner', 'Reason', 'Reference', 'Until'];
  return rows.length === 0 ? [] : [['### Waivers', table(head, rows), ...rest].join('\n\n')];
}

function requirementCounts({ summary: { requirements } }: Result): string {
  const { total, passed, failed, flaky = 0, warning } = requirements;
  return `${passed} of ${total} shown${failed > 0 ? `, ${failed} failed` : ''}${flaky > 0 ? `, ${flaky} flaky` : ''}${warning > 0 ? `, ${counted(warning, 'warning')}` : ''}`;
}

const requirementTable = (requirements: readonly RequirementResult[]): string =>
  table(
    ['', 'Id', 'Level', 'Requirement', 'Source'],
    requirements.map(({ id, level, title, source, outcome }) => {
      const { glyph, word } = looks[stateOf(outcome)];
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
