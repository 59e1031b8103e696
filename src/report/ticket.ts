import { failingStep } from '../certification/failing-step.ts';
import type { Exchange, Result, ScenarioResult } from '../contract/types/result.ts';
import { indented } from './json-text.ts';
import { code, fenced, inline, table } from './markdown-text.ts';
import { moment } from './text.ts';

/** Of an exchange, in characters: support needs all of an ordinary one. */
const longest = 20_000;

/** What Nopan's support asks for about one failed scenario, made of its evidence (Nopan, SUPPORT). */
export function ticketText(result: Result, scenario: ScenarioResult): string {
  const { failure, name, id, requirements } = scenario;
  const exchanges = failingStep(scenario)?.exchanges ?? [];
  return [
    `# ${inline(failure?.message ?? name)}`,
    table(['', ''], rows(result, exchanges)),
    `## What was expected`,
    `${requirements.map(code).join(' ')} ${inline(name)} (${code(id)})${failure?.step ? `, at the step: ${inline(failure.step)}` : ''}`,
    ...(failure?.expected === undefined ? [] : [`**Expected**\n\n${fenced(failure.expected)}`]),
    ...(failure?.actual === undefined ? [] : [`**Actual**\n\n${fenced(failure.actual)}`]),
    `## What was sent, and what came`,
    ...(exchanges.length === 0 ? ['Nothing was sent.'] : exchanges.flatMap(exchangeSection)),
    'Secrets were removed where the exchange was recorded.',
    '',
  ].join('\n\n');
}

function rows({ target, tool, scenarios }: Result, exchanges: readonly Exchange[]): [string, string][] {
  const told = (name: string, value: (exchange: Exchange) => string | undefined): [string, string] => [
    name,
    [...new Set(exchanges.flatMap((exchange) => value(exchange) ?? []))].map(code).join('<br>') || 'not on record',
  ];
  return [
    told('callId', ({ response }) => memberOf(response?.body, /"callId":"([^"]+)"/)),
    ['Time (UTC)', exchanges.map(({ startedAt }) => moment(startedAt)).join('<br>') || 'not on record'],
    ['Environment', `${code(target.name)} ${code(target.baseUrl)}`],
    told('Organization', (exchange) => organizationOf(exchange, scenarios)),
    told('Operation', ({ request, spec }) => `${request.method} ${new URL(request.url).pathname} (${spec})`),
    told('Status', ({ response, failure }) =>
      response ? String(response.status) : `no answer: ${failure?.code ?? ''}`,
    ),
    told('Reason code', ({ response }) => memberOf(response?.body, /"reasonCode":"?([\w-]+)/)),
    ['Made by', `${inline(tool.name)} ${inline(tool.version)}, which is not Nopan’s`],
  ];
}

const memberOf = (body = '', member: RegExp): string | undefined => member.exec(body)?.[1];

/** The token requests of a run name organizations; one of them was signed with the same key. */
function organizationOf({ signature }: Exchange, scenarios: readonly ScenarioResult[]): string | undefined {
  const keyid = signature.request?.keyid;
  const all = scenarios.flatMap(({ steps }) => steps.flatMap(({ exchanges }) => exchanges));
  const same = all.filter((exchange) => keyid !== undefined && exchange.signature.request?.keyid === keyid);
  const named = same.flatMap(({ request }) => /(?:^|&)client_id=([^&]+)/.exec(request.body)?.[1] ?? []);
  return named[0] ?? (keyid && `signed with key ${keyid}`);
}

function exchangeSection({ request, response, failure, tampering, startedAt }: Exchange): string[] {
  const message = (start: string, fields: readonly (readonly string[])[], body: string): string =>
    fenced(
      [start, ...fields.map(([name, value]) => `${name}: ${value}`), '', indented(body)].join('\n').trimEnd(),
      'http',
      longest,
    );
  return [
    `### ${code(`${request.method} ${request.url}`)}`,
    `${startedAt}${tampering === undefined ? '' : `, spoilt on purpose: ${inline(tampering)}`}`,
    message(`${request.method} ${request.url}`, request.fields, request.body),
    response
      ? message(`HTTP/1.1 ${response.status}`, response.fields, response.body)
      : `No answer: ${inline(failure?.message ?? 'unknown')}`,
  ];
}
