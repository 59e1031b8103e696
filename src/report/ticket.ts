import { failingStep } from '../certification/failing-step.ts';
import type { Delivery, Exchange, Result, ScenarioResult, StepResult } from '../contract/types/result.ts';
import { indented } from './json-text.ts';
import { code, fenced, inline, table } from './markdown-text.ts';

/** Of an exchange, in characters: support needs all of an ordinary one. */
const longest = 20_000;

/** What Nopan's support asks for about one failed scenario, made of its evidence (Nopan, SUPPORT). */
export function ticketText(result: Result, scenario: ScenarioResult): string {
  const { failure, name, id, requirements } = scenario;
  const exchanges = failingStep(scenario)?.exchanges ?? [];
  const deliveries = untilFailure(scenario).flatMap((step) => step.deliveries);
  return [
    `# ${inline(failure?.message ?? name)}`,
    table(['', ''], circumstances(result, exchanges)),
    ...(exchanges.length === 0 ? [] : [table(callHead, exchanges.map(callRow))]),
    `## What was expected`,
    `${requirements.map(code).join(' ')} ${inline(name)} (${code(id)})${failure?.step ? `, at the step: ${inline(failure.step)}` : ''}`,
    ...(failure?.frame === undefined ? [] : [fenced(failure.frame)]),
    ...(failure?.expected === undefined ? [] : [`**Expected**\n\n${fenced(failure.expected)}`]),
    ...(failure?.actual === undefined ? [] : [`**Actual**\n\n${fenced(failure.actual)}`]),
    `## What was sent, and what came`,
    ...(exchanges.length === 0 ? ['Nothing was sent.'] : exchanges.flatMap(exchangeSection)),
    ...(deliveries.length === 0 ? [] : [`## Webhooks that came`, ...deliveries.flatMap(deliverySection)]),
    'Secrets were removed where the exchange was recorded.',
    '',
  ].join('\n\n');
}

function untilFailure({ steps }: ScenarioResult): readonly StepResult[] {
  const failed = steps.findIndex(({ status }) => status === 'FAILED');
  return failed === -1 ? steps : steps.slice(0, failed + 1);
}

function circumstances({ target, tool, scenarios }: Result, exchanges: readonly Exchange[]): [string, string][] {
  const organizations = new Set(exchanges.flatMap((exchange) => organizationOf(exchange, scenarios) ?? []));
  return [
    ['Environment', `${code(target.name)} ${code(target.baseUrl)}${whose(target)}`],
    ['Organization', [...organizations].map(code).join('<br>') || unknown],
    ['Made by', `${inline(tool.name)} ${inline(tool.version)}, which is not Nopan’s`],
  ];
}

const whose = ({ official, unproven }: Result['target']): string => {
  if (official) return '';
  return unproven === undefined
    ? ', which is not Nopan’s'
    : `, which is not proven to be Nopan’s: ${inline(unproven.join('; '))}`;
};

const unknown = 'not on record';

const callHead = ['callId', 'Time (UTC)', 'Operation', 'Status', 'Reason code'];

/** One call a row, so that it is seen which belongs to which. */
const callRow = ({ request, spec, startedAt, response, failure }: Exchange): string[] => [
  coded(memberOf(response?.body, 'callId')),
  startedAt,
  code(`${request.method} ${new URL(request.url).pathname} (${spec})`),
  response ? code(String(response.status)) : `no answer: ${inline(failure?.code ?? '')}`,
  coded(memberOf(response?.body, 'reasonCode')),
];

const coded = (text: string | undefined): string => (text === undefined ? unknown : code(text));

/** At whatever depth, and also in a body that was cut and is no JSON any more. */
const memberOf = (body = '', member: string): string | undefined =>
  new RegExp(`"${member}"\\s*:\\s*"?([^",\\s}]+)`).exec(body)?.[1];

/** The token requests of a run name organizations; one of them was signed with the same key. */
function organizationOf({ signature }: Exchange, scenarios: readonly ScenarioResult[]): string | undefined {
  const keyid = signature.request?.keyid;
  const all = scenarios.flatMap(({ steps }) => steps.flatMap(({ exchanges }) => exchanges));
  const same = all.filter((exchange) => keyid !== undefined && exchange.signature.request?.keyid === keyid);
  const named = same.flatMap(({ request }) => /(?:^|&)client_id=([^&]+)/.exec(request.body)?.[1] ?? []);
  return named[0] ?? (keyid && `signed with key ${keyid}`);
}

function exchangeSection({ request, response, failure, tampering, startedAt }: Exchange): string[] {
  const start = `${request.method} ${request.url}`;
  return [
    `### ${code(start)}`,
    `${startedAt}${tampering === undefined ? '' : `, spoilt on purpose: ${inline(tampering)}`}`,
    message(start, request),
    response ? message(`HTTP/1.1 ${response.status}`, response) : `No answer: ${inline(failure?.message ?? 'unknown')}`,
  ];
}

function deliverySection(delivery: Delivery): string[] {
  const { receivedAt, notificationType = 'a webhook', notificationId, transactionId, hmacVerified, note } = delivery;
  const ids = Object.entries({ notificationId, transactionId }).flatMap(([name, value]) =>
    value === undefined ? [] : `${name} ${code(value)}`,
  );
  return [
    `### ${code(notificationType)}`,
    [receivedAt, ...ids, `HMAC ${hmacVerified ? 'verified' : 'does not verify'}`].join(', '),
    ...(note === undefined ? [] : [`It ${inline(note)}`]),
    message('', delivery),
  ];
}

/** As on the wire, but for the indentation of its content. */
const message = (
  start: string,
  { fields, body }: { readonly fields: readonly (readonly string[])[]; readonly body: string },
): string =>
  fenced(
    [...(start === '' ? [] : [start]), ...fields.map(([name, value]) => `${name}: ${value}`), '', indented(body)]
      .join('\n')
      .trimEnd(),
    'http',
    longest,
  );
