import { describe, expect, it } from 'vitest';
import type { Result } from '../../contract/types/result.ts';
import { htmlText } from '../fixtures/html-text.ts';
import { incompleteResult, manyFailures, reviewedResult, subject, waivedResult } from '../fixtures/reviews.ts';
import { certifiedResult, sampleResult } from '../fixtures/sample.ts';

const textOf = (markup: string): string =>
  markup
    .replaceAll(/<(style|script)[^>]*>.*?<\/\1>/gs, '')
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ');

const section = (page: string, id: string): string =>
  new RegExp(`<section id="${id}".*?</section>`, 's').exec(page)?.[0] ?? '';

const factsIn = (page: string): Record<string, string> =>
  Object.fromEntries(
    [
      ...(/<dl class="identity">.*?<\/dl>/s.exec(page)?.[0] ?? '').matchAll(
        /<dt>(.*?)<\/dt><dd dir="auto">(.*?)<\/dd>/g,
      ),
    ].map(([, name = '', value = '']) => [name, value]),
  );

const whoIn = (result: Result): string => textOf(/<p class="who".*?<\/p>/s.exec(htmlText(result))?.[0] ?? '').trim();

describe('who, against what, when', () => {
  it('comes first, with what tells the integration from another', () => {
    const page = htmlText({ ...certifiedResult(), subject });
    expect(whoIn({ ...certifiedResult(), subject })).toBe(
      'Tulip Tickets B.V. (org-vr7egswlxnqs, accounts pa-1, pa-2) against embedded mock of Nopan (unofficial) , 19 January 2026',
    );
    expect(page.indexOf('class="who"')).toBeLessThan(page.indexOf('<h1>'));
    expect(page).toContain('<title>Certified against a mock, not a go-live proof: Tulip Tickets B.V. against');
    expect(factsIn(page)).toEqual({
      Company: 'Tulip Tickets B.V.',
      Organization: 'org-vr7egswlxnqs',
      'Processing accounts': 'pa-1, pa-2',
      'Signing key (keyid)': 'key-1',
      Integration: '4.2.0, commit 0f3c2aa91d',
      Target: 'https://127.0.0.1:44321',
      When: '2026-01-19 12:00:01 UTC',
      'Valid until': '19 April 2026 (90 days)',
      'Client certificate': `serial 5934EF3FCD15ED1F, valid to 28 November 2027, SHA-256 ${'e6ba90e7'.repeat(8)}`,
      Scope: 'all capabilities',
    });
  });

  it('is nobody of the merchant where the embedded mock was talked to', () => {
    const page = htmlText(certifiedResult());
    expect(whoIn(certifiedResult())).toMatch(/^nopan-certify’s own client against embedded mock/);
    expect(factsIn(page)['Who']).toBe('No merchant: nopan-certify’s own client talked to its own mock');
    expect(textOf(section(page, 'limits'))).toContain(
      'Your own software was not exercised. nopan-certify’s own client talked to its own mock',
    );
  });

  it.each([
    [{ organization: 'org-1' }, 'org-1 against'],
    [{ company: 'Ada & <b>Co</b>' }, 'Ada &amp; &lt;b&gt;Co&lt;/b&gt; against'],
    [{}, 'An organization without a name against'],
  ])('is said as far as it is known: %o', (known, words) => {
    expect(whoIn({ ...certifiedResult(), subject: known }).startsWith(words)).toBe(true);
    expect(factsIn(htmlText({ ...certifiedResult(), subject: known }))['Integration']).toBe(
      'version not given (--subject-version)',
    );
  });

  it('says which capabilities are used, which are not, and what a selection left out', () => {
    const result = sampleResult();
    const facts = (capabilities: string[], leftOut: string[] = []) =>
      factsIn(
        htmlText({
          ...result,
          requirements: result.requirements.map((each, index) => (index === 0 ? { ...each, applies: 'mit' } : each)),
          selection: '--tags @x',
          basis: { ...(result.basis as NonNullable<Result['basis']>), capabilities, leftOut },
        }),
      );
    expect(facts(['webhooks'])['Scope']).toBe('webhooks; not used, and not certified: merchant-initiated payments');
    expect(facts([], ['a', 'b'])).toMatchObject({
      Scope: 'what every integration needs; not used, and not certified: merchant-initiated payments, webhooks',
      Selection: '2 scenarios of 37 left out, by --tags @x',
    });
    expect(facts(['webhooks'])['Selection']).toBeUndefined();
  });

  it('says that nothing is certified where nothing is', () => {
    expect(factsIn(htmlText(sampleResult()))['Valid until']).toBe('no certification');
  });
});

describe('the headline', () => {
  it('is amber, and without a tick, where waivers or a mock qualify it', () => {
    const page = htmlText(waivedResult());
    expect(page).toContain('<header class="top tone-warn">');
    expect(page).toMatch(
      /<h1><svg class="icon tone-warn"[^>]*><use href="#icon-WARNING"\/><\/svg><span>Certified with 1 waiver against a mock, not a go-live proof<\/span><\/h1>/,
    );
    expect(page).toMatch(/tone-warn"[^>]*><use href="#icon-WAIVED"\/><\/svg><span><b>1<\/b> waived/);
  });

  it('counts what is attested apart from what is open, and that by level', () => {
    const page = htmlText(reviewedResult());
    expect(textOf(/<p class="tally">.*?<\/p>/s.exec(page)?.[0] ?? '').trim()).toBe(
      '8 passed 1 attested 2 open for attestation (1 MUST, 1 SHOULD)',
    );
    const attestations = textOf(section(page, 'attestations'));
    expect(attestations).toContain('Attestations 1 attested, 2 open (1 MUST, 1 SHOULD)');
    expect(attestations).toMatch(/Open for attestation MUST .* Open for attestation SHOULD .* Attested MUST/);
    expect(attestations).toContain('Ada Example, head of operations , 2026-01-10 Key ceremony of 10 January');
    expect(page).not.toMatch(/<\/svg>Review</);
  });
});

describe('what is open', () => {
  it('is a list of steps with links, and what is for information stands apart, folded when it is long', () => {
    const open = section(htmlText(incompleteResult()), 'open');
    const id = incompleteResult().requirements[1]?.id ?? '';
    const title = incompleteResult().requirements[1]?.title ?? '';
    expect(textOf(open)).toMatch(/^ To become certified 1 mandatory requirement needs an attestation/);
    expect(open).toContain(`<a class="id" href="#requirement-${id}" title="${title} (MUST)">${id}</a>`);
    expect(open).toContain('<a class="further" href="#attestations">Attestations ↓</a>');
    expect(open).toContain('<details class="more notes"><summary>For information <b>3</b></summary>');
    expect(open).toMatch(/A third note, about <a class="id" href="#features\/[^"]*" title="[^"]+">features\//);
  });

  it('leads to causes', () => {
    const open = section(htmlText(manyFailures(20, 2)), 'open');
    expect(open).toContain('<a class="further" href="#cause-1">Cause 1 ↓</a>');
    expect(open).toContain('<a class="further" href="#cause-2">Cause 2 ↓</a>');
  });

  it('says the first eight, and folds the rest', () => {
    const reasons = Array.from({ length: 30 }, (_, index) => `Reason ${index}.`);
    const open = section(htmlText({ ...incompleteResult(), reasons }), 'open');
    expect(open.indexOf('Reason 7.')).toBeLessThan(open.indexOf('<summary>22 more</summary>'));
    expect(open.indexOf('Reason 8.')).toBeGreaterThan(open.indexOf('<summary>22 more</summary>'));
  });

  it('leaves no id without a link', () => {
    for (const result of [sampleResult(), incompleteResult(), waivedResult(), manyFailures(50, 20)]) {
      const rest = htmlText(result).replaceAll(/<(style|script|title|pre|a|option)\b[^>]*>.*?<\/\1>/gs, '');
      const outside = rest.replaceAll(/<details class="exchange".*?<\/details>/gs, '');
      // A summary may hold no links; what it unfolds to has them.
      const words = textOf(outside.replaceAll(/<summary>.*?<\/summary>/gs, ''));
      const ids = [...result.requirements, ...result.scenarios].map(({ id }) => id);
      expect(ids.filter((id) => words.includes(` ${id} `) || words.includes(`${id},`))).toEqual([]);
    }
  });
});

describe('causes', () => {
  it('are told once each, with a bounded list of the scenarios that met them', () => {
    const page = htmlText(manyFailures(467, 1));
    const causes = section(page, 'failures');
    expect(causes.match(/<article class="failure/g)).toHaveLength(5);
    expect(textOf(causes)).toContain('Cause 1 467 scenarios failed a was not as expected');
    expect(causes).toContain('<summary>467 scenarios failed</summary>');
    expect(causes.match(/failures\.feature:\d+" title=/g)).toHaveLength(50);
    expect(textOf(causes)).toContain('417 more are among the scenarios .');
    expect(page.match(/<details class="scenario [^>]* open>/g)).toHaveLength(5);
  });

  it('are folded beyond a dozen', () => {
    const causes = section(htmlText(manyFailures(60, 30)), 'failures');
    const [unfolded = '', folded = ''] = causes.split('<details class="more causes">');
    expect(unfolded.match(/<article class="failure/g)).toHaveLength(12);
    expect(folded).toContain('<summary>22 more causes</summary>');
    expect(folded.match(/<article class="failure/g)).toHaveLength(22);
  });

  it('are one though some scenarios failed, some were not exercised and some warn', () => {
    const result = manyFailures(3, 1);
    const outcomes = [
      { status: 'FINISHED', result: 'FAILED' },
      { status: 'FINISHED', result: 'BLOCKED', reason: 'its precondition failed' },
      { status: 'FINISHED', result: 'WARNING' },
    ] as const;
    const scenarios = result.scenarios
      .slice(0, 3)
      .map((each, index) => ({ ...each, outcome: outcomes[index] ?? outcomes[0] }));
    const causes = textOf(section(htmlText({ ...result, scenarios }), 'failures'));
    expect(causes).toContain('Cause 1 1 scenario failed, 1 not exercised, 1 with a warning a was not as expected');
    expect(causes).not.toContain('Cause 2');
  });

  it('are linked to from the step that failed, beside what was expected and what came', () => {
    const page = htmlText(sampleResult());
    const step = /<b>Then<\/b> it is refused with 401 4992<.*?<\/li>/s.exec(page)?.[0] ?? '';
    expect(textOf(step)).toContain('A request with a flipped body byte was accepted Expected status 401');
    expect(step).toContain('<a href="#cause-1">Cause 1</a>');
  });

  it('are why requirements were not exercised', () => {
    const result = manyFailures(3, 1);
    const [first, ...others] = result.requirements;
    if (first === undefined) throw new Error('There is no requirement');
    const outcome = {
      status: 'FINISHED',
      result: 'BLOCKED',
      reason: 'its precondition failed: Given a payment',
    } as const;
    const scenarios = result.scenarios.map((each, index) => (index < 2 ? { ...each, outcome } : each));
    const blocked = { ...first, outcome, scenarios: scenarios.slice(0, 2).map(({ id }) => id) };
    const page = htmlText({ ...result, scenarios, requirements: [blocked, ...others] });
    expect(textOf(section(page, 'not-exercised'))).toContain(
      'Not exercised a precondition failed: Cause 1 , a was not as expected TLS-01 MUST',
    );
  });
});

describe('for the reviewer', () => {
  it('limits are on top', () => {
    const limits = textOf(section(htmlText({ ...incompleteResult() }), 'limits'));
    expect(limits).toContain(
      'What this does not prove Your own software was not exercised. The client is nopan-certify’s own, with your credentials',
    );
    expect(limits).toContain('Unofficial target.');
    expect(limits).toContain(
      'assumed values. Nopan’s public pages do not state them, or this run changed them. See them',
    );
  });

  it('there is a block to sign in', () => {
    const block = section(htmlText(waivedResult()), 'sign-off').replace('class="sign-off"', '');
    expect(textOf(htmlText(waivedResult()))).toContain(
      'Sign-off Certified with 1 waiver against a mock, not a go-live proof : Tulip Tickets B.V. (org-vr7egswlxnqs, accounts pa-1, pa-2) against embedded mock of Nopan (unofficial), 19 January 2026 Name Role Date Signature Decision ☐ Approved ☐ Approved with remarks ☐ Rejected Remarks',
    );
    expect(block).not.toContain('<input');
  });

  it('sources are links to the pages, by their titles', () => {
    expect(htmlText(certifiedResult())).toContain(
      '<a href="https://docs.nopan.com/guides/authentication/authentication-overview" title="https://docs.nopan.com/guides/authentication/authentication-overview" rel="noreferrer">Authentication</a>, <a href="https://docs.nopan.com/skills/nopan-authentication.md"',
    );
  });
});
