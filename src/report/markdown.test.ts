import { describe, expect, it } from 'vitest';
import { certifiedResult, sampleResult } from './fixtures/sample.ts';
import { markdown } from './markdown.ts';

const text = markdown(sampleResult());

/** The text without its fenced blocks. */
const outside = text.replaceAll(/^(`{3,}).*?^\1$/gms, '');

describe('markdown', () => {
  it('begins with the verdict and the target', () => {
    expect(text.split('\n').slice(0, 3)).toEqual([
      '## ❌ NOT CERTIFIED',
      '',
      '<code>embedded mock of Nopan (unofficial)</code> · <code>https://127.0.0.1:44321</code> · 2026-01-19 12:00:00 UTC · 1.23 s',
    ]);
  });

  it('tells a failure with what was expected, what came, what to do and how to repeat it', () => {
    expect(text).toContain(
      '### ✗ <code>SIG-02</code> A body altered after signing is refused\n\n' +
        '<code>features/signing/signed-requests.feature:5</code>, at the step: Then it is refused with 401 4992\n\n' +
        'A request with a flipped body byte was accepted\n\n' +
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
    expect(text).toContain('````\n"Invalid input"\n```\n# heading\n```\n````');
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
    if (first) result.scenarios = Array.from({ length: 400 }, () => first);
    expect(markdown(result).length).toBeLessThan(200_000);
    expect(markdown(result)).toContain('_375 more failures in the HTML report._');
  });

  it('tells a certified run in a few lines', () => {
    expect(markdown(certifiedResult())).toMatch(/^## ✅ CERTIFIED\n/);
    expect(markdown(certifiedResult())).toContain('<summary>Requirements: 11 of 11 shown</summary>');
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
      failure,
    })),
    requirements: of((id) => ({ ...requirement, id: `X-${id}`, title: text, waiver })),
    coverage: { operations: of((name) => ({ name: `${name}${text}`, seen: [], unseen: [text] })), values: [] },
    assumptions: of((id) => ({ id: String(id), value: text, status: 'assumed' as const, source: text, why: text })),
  };

  it('fits a job summary and a comment, and says what it leaves out', () => {
    const written = markdown(huge);
    expect(Buffer.byteLength(written)).toBeLessThan(most);
    expect(written).toMatch(/^## ❌ NOT CERTIFIED\n/);
    expect(written).toContain('_4950 more reasons in the HTML report._');
    expect(written).toContain('_4975 more failures in the HTML report._');
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
    const scenarios = of(() => failed);
    const written = markdown({ ...result, scenarios, reasons: of((index) => `Failed: ${index}`) });
    expect(Buffer.byteLength(written)).toBeLessThan(most);
    expect(written).not.toContain('Left out here');
    expect(written).toContain('_4975 more failures in the HTML report._');
  });
});
