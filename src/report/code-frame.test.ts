import { expect, test } from 'vitest';
import type { ScenarioResult } from '../contract/types/result.ts';
import { htmlText } from './fixtures/html-text.ts';
import { sampleResult } from './fixtures/sample.ts';
import { junit } from './junit.ts';
import { markdown } from './markdown.ts';
import { terminalSummary } from './terminal.ts';
import { ticketText } from './ticket.ts';

const frame =
  "  3 | When('it fails', () => {\n> 4 |   this.conversation.cal('shop/order');\n    |                     ^";
const result = sampleResult();
const failed = result.scenarios.find(({ failure }) => failure?.code === 'ERR_ASSERTION') as ScenarioResult;
const failing = { ...result, scenarios: [failed] };
Object.assign(failed.failure ?? {}, { frame, where: 'checks/steps/shop.js:4:21' });

test.each([
  ['terminal', terminalSummary(failing, { colour: false }), (line: string) => line],
  ['Markdown', markdown(failing), (line: string) => line],
  ['ticket', ticketText(failing, failed), (line: string) => line],
  ['JUnit', junit(failing), (line: string) => line.replace('>', '&gt;')],
  ['HTML', htmlText(failing), (line: string) => line.replace('>', '&gt;').replaceAll("'", '&#39;')],
])('the code that failed is in the %s, line by line', (_, report, escaped) => {
  for (const line of frame.split('\n')) expect(report).toContain(escaped(line));
});
