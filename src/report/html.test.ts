import { describe, expect, it } from 'vitest';
import { createHash } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import type { RequirementResult } from '../contract/types/result.ts';
import { htmlText as html } from './fixtures/html-text.ts';
import { manyFailures, waivedResult } from './fixtures/reviews.ts';
import { certifiedResult, emptyResult, hostile, sampleResult } from './fixtures/sample.ts';
import { script } from './html/script.ts';

const page = html(sampleResult());
const matches = (pattern: RegExp): string[] => [...page.matchAll(pattern)].map((match) => match[1] ?? '');

/** The page's text as a reader sees it. */
const text = page
  .replace(/<style>.*?<\/style>/s, '')
  .replace(/<script.*?<\/script>/s, '')
  .replaceAll(/<[^>]*>/g, ' ')
  .replaceAll(/\s+/g, ' ');

const voidElements = ['!doctype', 'meta', 'br', 'circle', 'path', 'rect', 'use', 'input'];

const withoutScripts = (markup: string): string => markup.replaceAll(/<script[^>]*>.*?<\/script>/gs, '');

/** Elements that are closed in the wrong order or not at all. */
function unbalanced(markup: string): string[] {
  const open: string[] = [];
  const wrong: string[] = [];
  for (const [, slash, name = '', selfClosed] of withoutScripts(markup).matchAll(
    /<(\/?)([!a-z][a-z0-9]*)\b(?:"[^"]*"|[^>"])*?(\/?)>/g,
  )) {
    if (slash === '') {
      if (selfClosed !== '/' && !voidElements.includes(name)) open.push(name);
    } else if (open.pop() !== name) wrong.push(name);
  }
  return [...wrong, ...open];
}

describe('hostile text', () => {
  it('brings no element and no attribute of its own', () => {
    expect(withoutScripts(page)).not.toMatch(/<script|<img|<b>html|onerror="/i);
    expect(page.match(/<script/g)).toHaveLength(1);
    expect(page).toContain('&lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(page).toContain('&lt;img src=x onerror=&quot;alert(2)&quot;&gt;');
  });

  it('leaves the page well-formed', () => {
    expect(unbalanced(page)).toEqual([]);
    expect(unbalanced(html(certifiedResult()))).toEqual([]);
    expect(unbalanced(html(emptyResult()))).toEqual([]);
    expect(unbalanced(html(waivedResult()))).toEqual([]);
    expect(unbalanced(html(manyFailures(30, 15)))).toEqual([]);
  });

  it('hides nothing: control characters are made visible', () => {
    expect(withoutScripts(page)).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202e\ufffe\uffff]/);
    expect(page).toContain('\\u001b[31mred\\u001b[0m\\u0007\\u0000\\u009b1m');
    expect(page).toContain('\\u202egnp.exe');
  });

  it('does not fill the coverage', () => {
    const result = sampleResult();
    const codes = result.coverage.values.find(({ name }) => name === 'reason codes');
    codes?.seen.push(
      { value: hostile.long, count: 1 },
      ...Array.from({ length: 500 }, (_, index) => ({ value: `x${index}`, count: 1 })),
    );
    expect(html(result)).toContain('… (2940 more characters) <small>1</small>');
    expect(html(result).length).toBeLessThan(page.length + 6000);
  });

  it('does not make the page endless', () => {
    const result = sampleResult();
    const [exchange] = result.scenarios[0]?.steps[0]?.exchanges ?? [];
    if (exchange?.response) exchange.response.body = 'y'.repeat(5_000_000);
    expect(html(result).length).toBeLessThan(page.length + 30_000);
    expect(html(result)).toContain('… (4980000 more characters)');
  });
});

describe('the page', () => {
  it('shows what was met of all that specs know, and what was not', () => {
    expect(text).toContain(
      'Counted from the exchanges and webhooks of this run, out of all that the specs define: 3 of 4 operations,',
    );
    expect(text).toContain('auth/token never answered');
    expect(text).toMatch(/payments\/status 83 any refusal/);
    expect(page).toContain('<td class="heat-3">83</td>');
    expect(text).toContain('Webhook types PAYMENT_FINALIZE 1 PAYMENT_INITIATE not seen');
  });

  it('needs nothing from elsewhere, and lets run nothing but its own script', () => {
    expect(matches(/(?:src|srcset|action|data)="([^"]*)"/g)).toEqual([]);
    expect(matches(/href="([^"]*)"/g).filter((target) => !/^#|^https:\/\/docs\.nopan\.com\//.test(target))).toEqual([]);
    expect(page).not.toMatch(/url\(|@import|fetch\(|http-equiv="refresh"/);
    const digest = createHash('sha256').update(script).digest('base64');
    expect(page).toContain(`content="default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-${digest}'"`);
    expect(matches(/<script type="module">(.*?)<\/script>/gs)).toEqual([script]);
  });

  it('has every anchor that it links to, once', () => {
    const ids = matches(/ id="([^"]*)"/g);
    expect(new Set(ids).size).toBe(ids.length);
    const targets = matches(/href="#([^"]*)"/g).map((target) => decodeURI(target).replaceAll('&#39;', "'"));
    expect(targets.filter((target) => !ids.includes(target))).toEqual([]);
  });

  it('tells the verdict first, then what is open, then the causes, then the requirements', () => {
    const order = [
      'Not certified',
      'To become certified',
      'What this does not prove',
      'Requirements at a glance',
      'What failed, by cause',
      'What was not exercised, and why',
      'Sign-off',
      'Requirements',
      'Coverage',
      'Assumed values',
      'Run',
      'Scenarios and evidence',
    ];
    const places = order.map((heading) => page.search(new RegExp(`<h[12]>(<svg.*?</svg><span>)?${heading}<`)));
    expect(places.every((place) => place > 0)).toBe(true);
    expect(places).toEqual([...places].sort((one, other) => one - other));
  });

  it('says who ran it, where, and with what', () => {
    const ci = { name: 'GitHub Actions', url: 'https://ci.example/42', commit: 'abc123' };
    const operator = { user: 'ada <x>', ci, node: 'v20.19.0', platform: 'linux x64' };
    const shown = html({ ...certifiedResult(), operator, configurationDigest: 'f00d', seed: 's1' });
    for (const [name, value] of [
      ['Run by', 'ada &lt;x&gt;'],
      ['Pipeline', 'GitHub Actions, https://ci.example/42'],
      ['Commit', 'abc123'],
      ['On', 'linux x64, Node.js v20.19.0'],
      ['Configuration, SHA-256', 'f00d'],
      ['Seed', 's1'],
    ] as const)
      expect(shown).toContain(`<dt>${name}</dt><dd dir="auto">${value}</dd>`);
    expect(html(certifiedResult())).not.toContain('<dt>Run by</dt>');
  });

  it('says that the target is unofficial', () => {
    expect(text).toContain('Unofficial target. The mock imitates Nopan from public documents and is not Nopan’s.');
  });

  it('tells each failure with what was expected, what came, what to do and how to repeat it', () => {
    const failure = text.slice(text.indexOf('What failed, by cause')).slice(0, 1200);
    expect(failure).toContain(
      'Cause 1 1 scenario failed A request with a flipped body byte was accepted ' +
        'POST /payments/initiate 200 reason code -1 ' +
        'In A body altered after signing is refused , at the step Then it is refused with 401 4992 ' +
        'Expected status 401 with reasonCode 4992 (Error validating the signature) ' +
        'Actual status 200, &quot;status&quot;: &quot;PENDING&quot; ' +
        'What to do Compare the Content-Digest of the request with the bytes of its body before anything else is read. ' +
        'Repeat just this case npx --no nopan-certify run features/signing/signed-requests.feature:5 ' +
        'Fix needed in: the API under test · ERR_ASSERTION · 3 exchanges on record Requirements: SIG-02',
    );
  });

  it('tells failures before warnings', () => {
    const headings = matches(/<article class="failure tone-([a-z]+)"/g);
    expect(headings).toEqual(['bad', 'bad', 'warn', 'warn']);
  });

  it('tells every state in words', () => {
    for (const word of ['Passed', 'Failed', 'Warning', 'Review', 'Skipped', 'Not run'])
      expect(page).toContain(`</svg>${word}</span>`);
  });

  it('shows each side of an exchange with its fields, its body and its signature base', () => {
    expect(page.match(/Signature base, as signed/g)).toHaveLength(118);
    expect(page).toContain('JWS signing input, as signed');
    expect(page.match(/Signature base, as rebuilt: ✓ verified/g)).toHaveLength(118);
    expect(page).toContain(
      '&quot;@signature-params&quot;: (&quot;@authority&quot; &quot;@method&quot; &quot;@request-target&quot;',
    );
    expect(page).toContain('  &quot;amount&quot;: 1999,\n');
    expect(page).toContain('<p dir="auto"><i>nopan-version:</i> 0.1</p>');
  });

  it('shows what an access token claims, and the token by its fingerprint', () => {
    const result = certifiedResult();
    const [exchange] = result.scenarios.flatMap(({ steps }) => steps.flatMap((step) => step.exchanges));
    if (exchange === undefined) throw new Error('the sample has no exchange');
    exchange.request.token = { fingerprint: 'sha256:9f86d081884c', claims: { scope: 'payments:read' } };
    expect(html(result)).toContain(
      '<dt>Access token</dt><dd>sha256:9f86d081884c, {&quot;scope&quot;:&quot;payments:read&quot;}</dd>',
    );
  });

  it('numbers scenarios as replay and ticket know them', () => {
    expect(page).toContain(
      '<p class="meta">Scenario 3 · <a class="mono" href="#features/payments/refunds.feature:17">',
    );
  });

  it('says why there was no answer', () => {
    expect(text).toContain('The server ended the handshake: certificate required (ERR_TLS)');
  });

  it('marks an answer that could not be relied on', () => {
    const result = certifiedResult();
    const exchanges = result.scenarios.flatMap(({ steps }) => steps.flatMap((step) => step.exchanges));
    const [answered] = exchanges.filter(({ response }) => response?.status === 200);
    if (answered === undefined) throw new Error('the sample has no such exchange');
    expect(html(result)).not.toContain('200, not trusted');
    answered.failure = { code: 'ERR_DIGEST_MISMATCH', message: 'The digest is not that of the body' };
    expect(html(result).match(/>200, not trusted</g)).toHaveLength(1);
  });

  it('lists what is assumed and what was changed for the run', () => {
    const assumed = text.slice(text.indexOf('Nopan’s public pages do not state these'));
    expect(assumed).toContain('signature.ecdsaEncoding ieee-p1363 assumed Not stated.');
    expect(assumed).toContain('60 changed for this run; default 300');
    expect(assumed).toContain('All 7 settings of the wire profile');
  });

  it('tells a certified run without a section of failures', () => {
    const certified = html(certifiedResult());
    expect(certified).toContain('11 of 11 requirements passed, covered by 26 scenarios.');
    expect(certified).not.toContain('What failed, by cause');
  });

  it('tells a fault outside of any scenario', () => {
    const result = emptyResult();
    result.faults.push({
      class: 'environment',
      code: 'ERR_TARGET',
      message: `No answer ${hostile.image}`,
      advice: 'Start it.',
    });
    expect(html(result)).toContain('<h3 dir="auto">No answer &lt;img');
    expect(html(result)).toContain('Start it.');
  });
});

describe('what there is no room for', () => {
  const limits = { writtenOut: 60_000, pack: 20_000 };
  const small = html(sampleResult(), limits);
  const packs = [...small.matchAll(/<script type="application\/gzip" id="pack-(\d+)">([^<]*)<\/script>/g)].map(
    ([, , content = '']) => JSON.parse(gunzipSync(Buffer.from(content, 'base64')).toString()) as string[],
  );

  it('lies packed in the page, each in its place, and is the same as when it is written out', () => {
    expect(packs.length).toBeGreaterThan(2);
    const places = [...small.matchAll(/<p class="packed" data-pack="(\d+)" data-place="(\d+)"><\/p>/g)];
    expect(places.length).toBe(packs.flat().length);
    let rebuilt = small.replaceAll(/<script type="application\/gzip".*?<\/script>\n/g, '');
    for (const [mark, pack, place] of places) {
      rebuilt = rebuilt.replace(mark, () => packs[Number(pack)]?.[Number(place)] ?? 'nothing');
    }
    const open = (markup: string): string => markup.replaceAll(' open>', '>').replaceAll(/\n+/g, '\n');
    expect(open(rebuilt)).toBe(open(page));
  });

  it('is what went well: what did not is written out first', () => {
    const packed = [...small.matchAll(/data-state="([A-Z_]+)"[^>]*>(?:(?!<\/details>).)*?class="packed"/gs)];
    expect(new Set(packed.map(([, state]) => state))).toEqual(new Set(['PASSED']));
  });

  it('makes a page that is well-formed', () => {
    expect(unbalanced(small)).toEqual([]);
  });
});

describe('more causes than anyone reads', () => {
  it('are told up to a number', () => {
    const shown = html(manyFailures(250, 250));
    expect(shown.match(/<article class="failure/g)).toHaveLength(100);
    expect(shown).toContain('154 more are among the <a href="#scenarios">scenarios</a>');
  });
});

describe('a requirement that is left to a person', () => {
  it('says what is to be attested, and who has attested it', () => {
    const result = certifiedResult();
    const [first, ...others] = result.requirements;
    if (first === undefined) throw new Error('There is no requirement');
    const review = { because: 'no traffic shows it', attest: 'The key has never left <here>.' };
    const reason = 'needs a manual attestation: no traffic shows it';
    const attestation = { by: 'Ada <Example>', date: '2026-01-31', note: 'Key ceremony' };
    const attested: RequirementResult = {
      ...first,
      review,
      attestation,
      scenarios: [],
      outcome: { status: 'FINISHED', result: 'REVIEW', reason },
    } as const;
    const shown = html({ ...result, requirements: [attested, ...others] });
    expect(shown).toContain('To confirm: The key has never left &lt;here&gt;.');
    expect(shown).toContain('Attested by Ada &lt;Example&gt; on 2026-01-31: Key ceremony');
    const open = { ...attested };
    delete open.attestation;
    const unattested = html({ ...result, requirements: [open, ...others] });
    expect(unattested).toContain('Needs a person’s confirmation: no traffic shows it');
  });
});
