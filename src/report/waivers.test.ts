import { describe, expect, it } from 'vitest';
import type { RequirementResult, Result } from '../contract/types/result.ts';
import { sampleResult } from './fixtures/sample.ts';
import { annotations } from './annotations.ts';
import { codeQuality } from './code-quality.ts';
import { ctrf } from './ctrf.ts';
import { violations } from './fixtures/violations.ts';
import { htmlText as html } from './fixtures/html-text.ts';
import { junit } from './junit.ts';
import { markdown } from './markdown.ts';
import { sarif } from './sarif.ts';
import { terminalSummary } from './terminal.ts';

type Standing = NonNullable<RequirementResult['waiver']>['standing'];

const terms = { owner: 'Ada <Example>', reason: 'we refund | by hand', reference: 'T-1', expires: '2026-12-31' };

/** The sample, in which SIG-02 is under a waiver. */
function withWaiver(standing: Standing): Result {
  const sample = sampleResult();
  return {
    ...sample,
    requirements: sample.requirements.map((each) =>
      each.id === 'SIG-02' ? { ...each, waiver: { ...terms, standing } } : each,
    ),
    scenarios: sample.scenarios.map((each) =>
      standing === 'APPLIED' && each.failure && each.requirements.includes('SIG-02')
        ? { ...each, waivedBy: ['SIG-02'] }
        : each,
    ),
  };
}

const line = (word: string) => `${word}: SIG-02 until 2026-12-31, Ada <Example> (T-1): we refund | by hand`;

describe('a waiver is shown', () => {
  it('in the terminal, beside the counts and at the failure', () => {
    const text = terminalSummary(withWaiver('APPLIED'), { colour: false });
    expect(text).toContain(`\n  waivers      ${line('Applied')}\n`);
    expect(text).toContain('SIG-02  A body altered after signing is refused\n  waived       by SIG-02\n');
    expect(terminalSummary(withWaiver('EXPIRED'), { colour: false })).toContain(line('Expired'));
  });

  it('in Markdown, before the failures', () => {
    const text = markdown(withWaiver('APPLIED'));
    expect(text).toContain(
      '### Waivers\n\n|  | Requirement | Owner | Reason | Reference | Until |\n| --- | --- | --- | --- | --- | --- |\n' +
        '| ! Applied | SIG-02 A request whose body was altered after signing is refused | Ada &lt;Example&gt; | we refund &#124; by hand | T-1 | 2026-12-31 |',
    );
    expect(text).toContain('**Waived** by <code>SIG-02</code>');
    expect(text.indexOf('### Waivers')).toBeLessThan(text.indexOf('### ✗'));
  });

  it('in HTML, in a section of its own, at the requirement and at the failure', () => {
    const page = html(withWaiver('APPLIED'));
    expect(page).toContain('<section id="waivers">');
    expect(page).toContain(
      '<td data-name="Owner" dir="auto">Ada &lt;Example&gt;</td><td data-name="Reason" dir="auto">we refund | by hand</td>',
    );
    expect(page).toContain('<a href="#waivers">Waiver</a> of Ada &lt;Example&gt;, until 2026-12-31');
    expect(page).toContain('<p class="meta"><a href="#waivers">Waived</a> by <a class="id" href="#requirement-SIG-02"');
    expect(html(sampleResult())).not.toContain('id="waivers"');
  });

  it('in JUnit, where the failure that it excuses is skipped', () => {
    const xml = junit(withWaiver('APPLIED'));
    expect(xml).toContain('<skipped message="Waived by SIG-02: A request with a flipped body byte was accepted"/>');
    expect(xml).toContain('<testsuite name="Waivers" tests="1" failures="0"');
    expect(xml).toContain(
      `<system-out>${line('Applied').replaceAll('<', '&lt;').replaceAll('>', '&gt;')}</system-out>`,
    );
    expect(junit(sampleResult())).not.toContain('name="Waivers"');
  });

  it.each([
    ['EXPIRED', 'Expired'],
    ['UNUSED', 'Matches nothing'],
  ] as const)('in JUnit as a failure of its own when it is %s', (standing, word) => {
    const xml = junit(withWaiver(standing));
    expect(xml).toContain('<testsuite name="Waivers" tests="1" failures="1"');
    expect(xml).toContain(`<failure type="${standing}" message="${line(word).replaceAll('<', '&lt;')}"/>`);
  });
});

describe('what a waiver excuses decides on no gate:', () => {
  const excused = withWaiver('APPLIED');
  const about = 'A body altered after signing is refused';

  it('SARIF suppresses it, with who answers for it and why', () => {
    const text = sarif(excused);
    expect(violations('sarif', text)).toEqual([]);
    const [{ results }] = (
      JSON.parse(text) as { runs: [{ results: { ruleId: string; level: string; suppressions?: unknown }[] }] }
    ).runs;
    expect(results.filter(({ suppressions }) => suppressions !== undefined)).toEqual([
      expect.objectContaining({
        ...{ ruleId: 'SIG-02', level: 'error' },
        suppressions: [{ kind: 'external', status: 'accepted', justification: line('Applied') }],
      }),
    ]);
  });

  it('GitHub marks it with a warning', () => {
    const text = annotations(excused);
    expect(text).not.toMatch(/::error [^:]*SIG-02/);
    expect(text).toContain(`title=SIG-02 ${about}::Waived. ${line('Applied')}%0AA request with a flipped body byte`);
    expect(text.split('\n').find((each) => each.includes('SIG-02'))).toMatch(/^::warning /);
  });

  it('GitLab is informed', () => {
    const text = codeQuality(excused);
    expect(violations('code-quality', text)).toEqual([]);
    const issues = JSON.parse(text) as { check_name: string; severity: string; description: string }[];
    const own = issues.filter(({ check_name }) => check_name === 'SIG-02');
    expect(own.map(({ severity }) => severity)).toEqual(['info']);
    expect(own[0]?.description).toContain(`SIG-02 ${about} (waived. ${line('Applied')}): A request with a`);
  });

  it('CTRF counts it neither as passed nor as failed', () => {
    const text = ctrf(excused);
    expect(violations('ctrf', text)).toEqual([]);
    const { results } = JSON.parse(text) as { results: { tests: Record<string, unknown>[] } };
    expect(results.tests.find(({ name }) => name === about)).toMatchObject({
      ...{ status: 'other', rawStatus: 'FAILED' },
      message: 'Waived by SIG-02: A request with a flipped body byte was accepted',
    });
  });

  it('a requirement that was not shown is suppressed, too', () => {
    const result = sampleResult();
    const later = result.requirements.find(({ id }) => id === 'TOK-04');
    if (later) later.waiver = { ...terms, standing: 'APPLIED' };
    expect(sarif(result)).toContain('"justification": "Applied: TOK-04 until 2026-12-31, ');
  });
});

it.each([
  ['EXPIRED', 'Expired'],
  ['UNUSED', 'Matches nothing'],
] as const)('a waiver that is %s is a finding itself', (standing, word) => {
  const result = withWaiver(standing);
  expect(annotations(result)).toContain(`title=SIG-02 Waiver that nobody may rely on::${line(word)}\n`);
  expect(sarif(result)).not.toContain('suppressions');
  const prints = (JSON.parse(codeQuality(result)) as { fingerprint: string }[]).map(({ fingerprint }) => fingerprint);
  expect(new Set(prints).size).toBe(prints.length);
});
