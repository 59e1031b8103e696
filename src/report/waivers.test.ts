import { describe, expect, it } from 'vitest';
import type { RequirementResult, Result } from '../contract/types/result.ts';
import { sampleResult } from './fixtures/sample.ts';
import { htmlText as html } from './fixtures/html-text.ts';
import { junit } from './junit.ts';
import { markdown } from './markdown.ts';
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
    expect(page).toContain('<td dir="auto">Ada &lt;Example&gt;</td><td dir="auto">we refund | by hand</td>');
    expect(page).toContain('<a href="#waivers">Waiver</a> of Ada &lt;Example&gt;, until 2026-12-31');
    expect(page).toContain('<p class="meta"><a href="#waivers">Waived</a> by SIG-02</p>');
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
