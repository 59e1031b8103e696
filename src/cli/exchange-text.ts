import type { Exchange } from '../contract/types/exchange.ts';
import { indented } from '../report/json-text.ts';
import { visibleLine, withVisibleControls } from '../report/text.ts';

/** An exchange as one reads it on a terminal: what was sent, what came, and what stood under each signature. */
export function exchangeText({ request, response, failure, signature, tls, timings, tampering }: Exchange): string {
  const sent = signature.request;
  const received = signature.response;
  return [
    section(`${request.method} ${request.url}`, fieldLines(request.fields), bodyLines(request.body)),
    response
      ? section(`${response.status}`, fieldLines(response.fields), bodyLines(response.body))
      : section(`no answer: ${failure?.message ?? 'unknown'} (${failure?.code ?? ''})`),
    sent &&
      section(
        `Signed (${sent.profile}, ${sent.algorithm}, key ${sent.keyid})${tampering ? `, then spoilt: ${tampering}` : ''}`,
        lines(sent.base),
      ),
    received &&
      section(
        received.verified
          ? `Answer's signature verified (${received.algorithm ?? ''}, key ${received.keyid ?? ''})`
          : `Answer's signature not verified: ${received.problem ?? ''}`,
        lines(received.base ?? ''),
      ),
    visibleLine(`${tls ? `${tls.protocol}, ${tls.cipher}, ` : ''}${timings.durationMs.toFixed(1)} ms`),
  ]
    .filter((part) => part !== undefined)
    .join('\n\n');
}

function section(title: string, ...blocks: string[][]): string {
  const shown = blocks.filter((block) => block.length > 0).map((block) => block.map((line) => `  ${line}`).join('\n'));
  return [visibleLine(title), shown.join('\n\n')].filter(Boolean).join('\n');
}

const fieldLines = (fields: Exchange['request']['fields']): string[] =>
  fields.map(([name, value]) => visibleLine(`${name}: ${value}`));

const bodyLines = (body: string): string[] => lines(indented(body));

const lines = (text: string): string[] => (text === '' ? [] : withVisibleControls(text).split('\n'));
