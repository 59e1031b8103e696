import { describe, expect, it } from 'vitest';
import type { Result, ScenarioResult } from '../contract/types/result.ts';
import { delivery } from './fixtures/exchanges.ts';
import { sampleResult } from './fixtures/sample.ts';
import { ticketText } from './ticket.ts';

const named = (result: Result, name: string): ScenarioResult => {
  const found = result.scenarios.find((scenario) => scenario.name.startsWith(name));
  if (found === undefined) throw new Error(`There is no ${name}`);
  return found;
};

const ticket = (name: string, change: (scenario: ScenarioResult) => void = () => undefined): string => {
  const result = structuredClone(sampleResult());
  const scenario = named(result, name);
  change(scenario);
  return ticketText(result, scenario);
};

describe('a ticket', () => {
  it('names environment, organization, call, time, operation, status and reason code', () => {
    const text = ticket('An error message is only text');
    expect(text).toContain(
      '| Environment | <code>embedded mock of Nopan (unofficial)</code> <code>https://127.0.0.1:44321</code>, which is not Nopan’s |',
    );
    expect(text).toMatch(
      /\| <code>678c62b0177e4bc3-a12309<\/code> \| 2026-01-19T12:00:00\.\d{3}Z \| <code>POST \/payments\/initiate \(payments\/initiate&#35;blik\)<\/code> \| <code>400<\/code> \| <code>4000<\/code> \|/,
    );
  });

  it('finds ids in an answer however it is written, and in one that was cut', () => {
    const answered = (body: string): string =>
      ticket('An error message is only text', ({ steps }) => {
        const response = steps[0]?.exchanges[0]?.response;
        if (response) response.body = body;
      });
    for (const body of [
      '{\n  "callId" : "a-1",\n  "statusInfo": { "reasonCode": 4711 }\n}',
      '[cut to …]\n{"statusInfo":{"reasonCode":"4711"},"callId":"a-1","x":"',
    ]) {
      expect(answered(body)).toMatch(/\| <code>a-1<\/code> \|.*\| <code>4711<\/code> \|/);
    }
    expect(answered('')).toMatch(/\n\| not on record \| 2026.*\| not on record \|\n/);
  });

  it('tells each call in a row of its own', () => {
    const text = ticket('A body altered after signing', ({ steps }) => {
      steps[1]?.exchanges.push(...(steps[0]?.exchanges ?? []));
    });
    expect(text.match(/^\| .* \| 2026-01-19T\S+ \| <code>/gm)).toHaveLength(3);
  });

  it('tells the webhooks that came until the failure', () => {
    const text = ticket('A body altered after signing', ({ steps }) => {
      steps[2]?.deliveries.push(delivery('F1'));
      steps[3]?.deliveries.push(delivery('F2'));
    });
    expect(text.match(/^### <code>PAYMENT&#95;FINALIZE<\/code>$/gm)).toHaveLength(1);
    expect(text).toMatch(/, HMAC verified\n/);
  });

  it('lets foreign text be no markup', () => {
    const text = ticket('An error message is only text');
    const [, heading = ''] = /^# (.*)$/m.exec(text) ?? [];
    expect(heading).not.toMatch(/[<*`]|\]\(/);
    // A fence in it is shorter than the one around it.
    expect(text).toContain('````\n"Invalid input"\n```\n# heading\n```\n````');
  });
});
