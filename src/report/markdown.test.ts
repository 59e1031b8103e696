import { describe, expect, it } from 'vitest';
import type { ScenarioResult } from '../contract/types/result.ts';
import { certifiedResult, sampleResult } from './fixtures/sample.ts';
import { markdown } from './markdown.ts';

const text = markdown(sampleResult());

/** The text without its fenced blocks. */
const outside = text.replaceAll(/^(`{3,}).*?^\1$/gms, '');

/** A number in a word of its own, which is not taken for an id. */
const letters = (index: number): string =>
  String(index).replaceAll(/\d/g, (digit) => 'abcdefghij'.charAt(Number(digit)));

/** The same scenario with another cause. */
const other = (scenario: ScenarioResult, index: number): ScenarioResult => ({
  ...scenario,
  ...(scenario.failure && {
    failure: { ...scenario.failure, message: `${scenario.failure.message} ${letters(index)}` },
  }),
});

describe('markdown', () => {
  it('begins with who was certified against what, and the verdict', () => {
    expect(text.split('\n').slice(0, 5)).toEqual([
      '**nopan-certify’s own client against embedded mock of Nopan (unofficial), 19 January 2026**',
      '',
      '## ❌ NOT CERTIFIED',
      '',
      '<code>https://127.0.0.1:44321</code> · 2026-01-19 12:00:00 UTC · 1.23 s',
    ]);
  });

  it('says what is open before anything else, and apart from it what is for information', () => {
    expect(text).toContain(
      '**To become certified:**\n\n1. Fix causes 1 and 2 below.\n2. 34 of 35 planned scenarios finished; missing: features/versioning/versions.feature:35.\n',
    );
    expect(text).toContain('\n\n**For information:**\n\n- Only warnings: cause 3 below.\n\n### ');
  });

  it('tells a failure with what was expected, what came, what to do and how to repeat it', () => {
    expect(text).toContain(
      '### ✗ 1. <code>SIG-02</code> A body altered after signing is refused\n\n' +
        '<code>features/signing/signed-requests.feature:8</code>, at the step: Then it is refused with 401 4992\n\n' +
        'A request with a flipped body byte was accepted\n\n' +
        '<code>POST /payments/initiate → 200</code>\n\n' +
        '**Expected**\n\n```\nstatus 401 with reasonCode 4992 (Error validating the signature)\n```\n\n' +
        '**Actual**\n\n```\nstatus 200, "status": "PENDING"\n```\n\n' +
        '**What to do:** Compare the Content-Digest of the request with the bytes of its body before anything else is read.\n\n' +
        '```sh\nnpx --no nopan-certify run features/signing/signed-requests.feature:5\n```',
    );
  });

  it('makes no markup of foreign text', () => {
    expect(outside).not.toMatch(/<script|<img|<b>|\*\*bold|\[link\]|@someone|`/);
    expect(outside).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
  });

  it('fences foreign text with more backticks than it holds', () => {
    expect(text).toContain('````diff\n- "Invalid input"\n- ```\n+ &lt;'.replace('&lt;', '<'));
    expect(text).toContain('\n  # heading\n- ```\n');
  });

  it('keeps foreign text within its table cell', () => {
    const result = sampleResult();
    const [requirement] = result.requirements;
    if (requirement) requirement.title = 'one | two\nthree';
    const row = markdown(result)
      .split('\n')
      .find((line) => line.includes('TLS-01 |'));
    expect(row).toBe('| ✓ Passed | TLS-01 | MUST | one &#124; two three | AUTH, SK-AUTH (documented) |');
  });

  it('shows operations by the statuses that were met, and what was not', () => {
    expect(text).toContain(
      '<details><summary>Coverage: 3 of 4 operations, 2 of 4 statuses, 2 of 3 reason codes, 1 of 2 webhook types, 1 of 2 providers</summary>\n\n' +
        '| Operation | 200 | 400 | Not seen |\n| --- | --- | --- | --- |\n| auth/token |  |  | never answered |\n',
    );
    expect(text).toContain('| payments/status | 83 |  | any refusal |\n\n|  | Seen | Not seen |\n');
    expect(text).toContain('| Webhook types | PAYMENT&#95;FINALIZE (1) | PAYMENT&#95;INITIATE |\n');
  });

  it('holds no control characters', () => {
    expect(text).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202e]/);
  });

  it('stays within the size of a job summary with hundreds of failures', () => {
    const result = sampleResult();
    const [first] = result.scenarios;
    if (first) result.scenarios = Array.from({ length: 400 }, (_, index) => other(first, index));
    expect(markdown(result).length).toBeLessThan(200_000);
    expect(markdown(result)).toContain('_375 more causes in the HTML report._');
  });

  it('says one cause once: the example in full, the other scenarios by their ids', () => {
    const result = sampleResult();
    const [first] = result.scenarios;
    if (first)
      result.scenarios = Array.from({ length: 400 }, (_, index) => ({ ...first, id: `a.feature:${index + 1}` }));
    const section = markdown(result).split('### ')[1] ?? '';
    expect(section).toMatch(
      /^✗ 1\. 400 scenarios share one cause: A request with a flipped body byte was accepted\. Showing 1\.\n/,
    );
    expect(section).toContain('400 failed. <code>SIG-02</code> A body altered after signing is refused\n');
    expect(section).toMatch(/\*\*Others:\*\* <code>a\.feature:2<\/code>, .*<code>a\.feature:9<\/code> and 391 more\n/);
    expect(section.match(/flipped body byte/g)).toHaveLength(1);
  });

  it('tells a certified run in a few lines', () => {
    expect(markdown(certifiedResult())).toMatch(/^## ⚠️ CERTIFIED against a mock, not a go-live proof$/m);
    expect(markdown(certifiedResult())).toContain('<summary>Requirements: 11 passed of 11</summary>');
  });
});

describe('markdown of a huge result', () => {
  const most = 1_000_000; // characters of a comment of GitLab; a job summary of GitHub may have 1,048,576 bytes
  const text = 'ž<b>|`'.repeat(2000);
  const result = structuredClone(sampleResult());
  const [failed] = result.scenarios;
  const [requirement] = result.requirements;
  if (failed?.failure === undefined || requirement === undefined) throw new Error('The sample has no failure');
  const of = <T>(make: (index: number) => T): T[] => Array.from({ length: 5000 }, (_, index) => make(index));
  const all = { message: text, step: text, where: text, expected: text, actual: text, advice: text, repeat: text };
  const failure = { ...failed.failure, ...all };
  const waiver = { owner: text, reason: text, reference: text, expires: '2026-12-31', standing: 'APPLIED' as const };
  const huge = {
    ...result,
    reasons: of(() => text),
    scenarios: of((line) => ({
      ...failed,
      id: `a.feature:${line}`,
      name: text,
      requirements: of(() => text).slice(0, 9),
      failure: { ...failure, message: letters(line) + text },
    })),
    requirements: of((id) => ({ ...requirement, id: `X-${id}`, title: text, waiver })),
    coverage: { operations: of((name) => ({ name: `${name}${text}`, seen: [], unseen: [text] })), values: [] },
    assumptions: of((id) => ({ id: String(id), value: text, status: 'assumed' as const, source: text, why: text })),
  };

  it('fits a job summary and a comment, and says what it leaves out', () => {
    const written = markdown(huge);
    expect(Buffer.byteLength(written)).toBeLessThan(most);
    expect(written).toMatch(/^## ❌ NOT CERTIFIED$/m);
    expect(written).toContain('51. 4950 more sentences in the reports.\n');
    expect(written).toContain('_4975 more causes in the HTML report._');
    for (const what of [
      'the waivers',
      'the 5000 requirements: .*',
      'coverage',
      'what is assumed about Nopan, 5000 values',
    ])
      expect(written).toMatch(
        new RegExp(
          `^_Left out here, where there is no room for it: ${what}\\. The HTML report has everything\\._$`,
          'm',
        ),
      );
    expect(written).toMatch(/exit code 1<\/sub>\n\n$/);
    expect(written.match(/<details>/g)?.length ?? 0).toBe(written.match(/<\/details>/g)?.length ?? 0);
  });

  it('leaves out nothing of 5,000 failures of the usual size but most of the failures', () => {
    const scenarios = of((index) => other(failed, index));
    const written = markdown({ ...result, scenarios, reasons: of((index) => `Failed: ${index}`) });
    expect(Buffer.byteLength(written)).toBeLessThan(most);
    expect(written).not.toContain('Left out here');
    expect(written).toContain('_4975 more causes in the HTML report._');
  });
});
