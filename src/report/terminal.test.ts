import { describe, expect, it } from 'vitest';
import type { Result, ScenarioResult } from '../contract/types/result.ts';
import { judgedAgain, type Judgeable } from '../certification/judged-again.ts';
import { certifiedResult, sampleResult } from './fixtures/sample.ts';
import { terminalSummary } from './terminal.ts';

describe('terminalSummary', () => {
  it('tells a certified run', () => {
    const paths = {
      html: 'reports/report.html',
      json: 'reports/result.json',
      junit: 'reports/junit.xml',
      markdown: 'reports/summary.md',
    };
    expect(terminalSummary(certifiedResult(), { ...paths, colour: false })).toBe(`
  requirements 11 passed of 11
  scenarios    26 passed of 26
  evidence     104 exchanges, 0 webhooks in 1.23 s
  coverage     2 of 4 operations, 1 of 4 statuses, 1 of 3 reason codes, 0 of 2 webhook types, 1 of 2 providers
  assumed      3 values of Nopan’s protocol that no page states, 1 inferred from pages
  changed      signature.createdWindowSeconds = 60
  reports      reports/report.html
               reports/result.json
               reports/junit.xml
               reports/summary.md

nopan-certify’s own client against embedded mock of Nopan (unofficial), 19 January 2026, valid until 19 April 2026
CERTIFIED against a mock, not a go-live proof  exit code 0
  - All mandatory requirements are covered: 11 requirements, 26 scenarios.
`);
  });

  it('tells each failure with everything that helps', () => {
    expect(terminalSummary(sampleResult(), { colour: false })).toContain(`
✗ 1. SIG-02  A body altered after signing is refused
  problem      A request with a flipped body byte was accepted (ERR_ASSERTION, api)
  step         Then it is refused with 401 4992
  at           features/signing/signed-requests.feature:8
  call         POST /payments/initiate → 200
  expected     status 401 with reasonCode 4992 (Error validating the signature)
  actual       status 200, "status": "PENDING"
  do           Compare the Content-Digest of the request with the bytes of its body before anything else is read.
  repeat       npx --no nopan-certify run features/signing/signed-requests.feature:5
`);
  });

  it('lets foreign text neither colour the screen nor move the cursor nor fill it', () => {
    const summary = terminalSummary(sampleResult(), { colour: false });
    expect(summary).not.toMatch(/[^\n\P{Cc}]|\u202e/u);
    expect(Math.max(...summary.split('\n').map((line) => line.length))).toBeLessThan(700);
  });

  it('colours only when it is told to', () => {
    const summary = terminalSummary(sampleResult(), { colour: true });
    expect(summary).toContain('\u001b[31m✗\u001b[0m');
    expect(summary).toContain('\u001b[31m\u001b[1mNOT CERTIFIED\u001b[0m\u001b[0m');
  });

  it('keeps to the verdict when it is to be quiet', () => {
    expect(terminalSummary(certifiedResult(), { colour: false, quiet: true })).toBe(
      'CERTIFIED against a mock, not a go-live proof  embedded mock of Nopan (unofficial) · exit code 0\n',
    );
  });

  it('says one cause once: the example in full, the other scenarios by their ids', () => {
    const summary = terminalSummary(withCopies(30), { colour: false });
    expect(summary).toContain(`
✗ 1. 31 scenarios share one cause: A request with a flipped body byte was accepted. Showing 1.
  scenarios    31 failed
  example      SIG-02 A body altered after signing is refused
  code         ERR_ASSERTION, api
`);
    const ids = Array.from({ length: 8 }, (_, index) => `features/copy.feature:${index + 1}`).join(', ');
    expect(summary).toContain(`  others       ${ids} and 22 more\n`);
    expect(summary.match(/A request with a flipped body byte/g)).toHaveLength(1);
    expect(summary).toContain('  1. Fix causes 1 and 2 above.\n');
  });

  it('never cuts a sentence away that is the only one of its kind', () => {
    const failed = Array.from({ length: 60 }, (_, index) => `Failed: PAY-0${index}: it failed`);
    const broken = 'The mock was broken on purpose, so this certifies nothing: 1 defect, x.';
    const summary = terminalSummary({ ...sampleResult(), reasons: [...failed, broken] }, { colour: false });
    const from = summary.indexOf('To become certified:\n') + 'To become certified:\n'.length;
    expect(summary.slice(from, summary.indexOf('For information:')).split('\n')).toEqual([
      ...failed.slice(0, 11).map((text, index) => `  ${String(index + 1).padStart(2)}. ${text}`),
      `  12. ${broken}`,
      '  13. 49 more sentences in the reports.',
      '',
    ]);
  });

  it('says who was certified, in which version', () => {
    const subject = {
      ...{ organization: 'org-1', company: 'Tulip Tickets B.V.', version: '1.4.2', commit: 'abc123' },
      processingAccounts: [{ id: 'pa-1' }],
    };
    expect(terminalSummary({ ...certifiedResult(), subject }, { colour: false })).toContain(
      '\nTulip Tickets B.V. (org-1, account pa-1, version 1.4.2, commit abc123) against embedded mock of Nopan (unofficial), 19 January 2026, valid until 19 April 2026\n',
    );
  });

  it('breaks lines between words, with a hanging indent, but no command and no path', () => {
    const lines = terminalSummary(withCopies(9), {
      colour: false,
      width: 80,
      html: `${'long/'.repeat(30)}report.html`,
    }).split('\n');
    const whole = lines.filter((line) => /^ {2}(?:at|repeat|replay|reports) /.test(line));
    expect(
      lines.filter((line) => line.length > 80 && !whole.includes(line) && !/x{200}|^ {15}[+-] /.test(line)),
    ).toEqual([]);
    expect(lines).toContain('  do           Compare the Content-Digest of the request with the bytes of its');
    expect(lines).toContain('               body before anything else is read.');
  });

  it('tells two values that are JSON or have several lines by their difference', () => {
    const result = changed(({ failure }) => {
      Object.assign(failure ?? {}, {
        expected: '{"status":"DECLINED","amount":1}',
        actual: '{"status":"PENDING","amount":1}',
      });
    });
    expect(terminalSummary(result, { colour: false })).toContain(`
  difference   - expected  + actual
                 {
               -   "status": "DECLINED",
               +   "status": "PENDING",
                   "amount": 1
                 }
`);
  });
});

/** The sample with its first scenario, which failed, changed. */
function changed(change: (first: ScenarioResult) => void): Result {
  const result = sampleResult();
  const [first] = result.scenarios;
  if (first) change(first);
  return result;
}

/** The sample, with so many further scenarios that failed for the cause of the first. */
function withCopies(count: number): Result {
  const result = sampleResult();
  const [first] = result.scenarios;
  if (first === undefined) throw new Error('The sample has no scenario');
  const copies = Array.from({ length: count }, (_, index) => ({ ...first, id: `features/copy.feature:${index + 1}` }));
  return judgedAgain({ ...result, scenarios: [...result.scenarios, ...copies] } as Judgeable);
}
