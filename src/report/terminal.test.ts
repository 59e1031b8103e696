import { describe, expect, it } from 'vitest';
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
  assumed      4 values of Nopan’s protocol that no page states
  changed      signature.createdWindowSeconds = 60
  reports      reports/report.html
               reports/result.json
               reports/junit.xml
               reports/summary.md

CERTIFIED  embedded mock of Nopan (unofficial) · exit code 0
  - All mandatory requirements are covered: 11 requirements, 26 scenarios.
`);
  });

  it('tells each failure with everything that helps', () => {
    expect(terminalSummary(sampleResult(), { colour: false })).toContain(`
✗ SIG-02  A body altered after signing is refused
  problem      A request with a flipped body byte was accepted (ERR_ASSERTION, api)
  step         Then it is refused with 401 4992
  at           features/signing/signed-requests.feature:5
  expected     status 401 with reasonCode 4992 (Error validating the signature)
  actual       status 200, "status": "PENDING"
  do           Compare the Content-Digest of the request with the bytes of its body before anything else is read.
  repeat       npx nopan-certify run features/signing/signed-requests.feature:5
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
      'CERTIFIED  embedded mock of Nopan (unofficial) · exit code 0\n' +
        '  - All mandatory requirements are covered: 11 requirements, 26 scenarios.\n',
    );
  });
});
