import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { barriersIn, executablePath, startReader, type Reader } from '../fixtures/browser.ts';
import { htmlText as html } from '../fixtures/html-text.ts';
import { incompleteResult, manyFailures, reviewedResult, waivedResult } from '../fixtures/reviews.ts';
import { sampleResult } from '../fixtures/sample.ts';

/** Most details packed, as in the report of a long run. */
const packed = html(sampleResult(), { writtenOut: 60_000, pack: 20_000 });
const whole = html(sampleResult());

const entry = (id: string): string => `[id="${id}"]`;
const scenario = 'features/payments/payments.feature:185';
const failed = 'features/signing/signed-requests.feature:5';

const follow = (page: Page, hash: string): Promise<unknown> => page.evaluate(`location.hash = ${JSON.stringify(hash)}`);

/** Ids and short words of tables that a line break goes through. */
const brokenWords = `
  [...document.querySelectorAll('.stacked td:first-child b, .stacked td:first-child .badge, .stacked th, .stacked .day, a.id[href^="#requirement-"]')]
    .filter((each) => each.checkVisibility())
    .flatMap((each) => {
      const walker = document.createTreeWalker(each, NodeFilter.SHOW_TEXT);
      const broken = [];
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        for (const { 0: word, index } of node.data.matchAll(/\\S+/g)) {
          const range = document.createRange();
          range.setStart(node, index);
          range.setEnd(node, index + word.length);
          if (new Set([...range.getClientRects()].map(({ top }) => top)).size > 1) broken.push(word);
        }
      }
      return broken;
    })`;

/** The ids of the entries that a reader sees. */
async function shown(page: Page, kind: string): Promise<(string | null)[]> {
  const entries = await page.locator(`${kind}:visible`).all();
  return Promise.all(entries.map((each) => each.getAttribute('id')));
}

describe.skipIf(executablePath === undefined)('the report in a browser', () => {
  let reader: Reader;
  beforeAll(async () => {
    reader = await startReader();
  });
  afterAll(async () => {
    await reader.close();
  });

  it('runs nothing that came from outside, and asks for nothing', async () => {
    const { page, troubles } = await reader.open(packed);
    await page.evaluate(`for (const each of document.querySelectorAll('details')) each.open = true`);
    await expect.poll(() => page.locator('.packed').count()).toBe(0);
    expect(await page.locator('img, iframe, object, b:text("html")').count()).toBe(0);
    expect(troubles).toEqual([]);
  });

  it('refuses a script that is not its own, even if one got in', async () => {
    const { page, troubles } = await reader.open(
      whole.replace('<h1>', '<img src="x" onerror="alert(1)"><script>alert(2)</script><h1>'),
    );
    expect(await page.locator('h1').innerText()).toBe('Not certified');
    expect(troubles.filter((trouble) => trouble.startsWith('dialog'))).toEqual([]);
    expect(troubles.join()).toContain('Content Security Policy');
  });

  it('unpacks the details of a scenario when it is unfolded', async () => {
    const { page, troubles } = await reader.open(packed);
    const each = page.locator(entry(scenario));
    expect(await each.locator('.packed').count()).toBe(1);
    await each.locator('> summary').click();
    await each.locator('.exchange > summary').first().click();
    expect(await each.locator('.exchange').first().innerText()).toContain('Signature base, as signed');
    expect(troubles).toEqual([]);
  });

  it('follows a link to an exchange, packed or not', async () => {
    for (const page of [packed, whole]) {
      const { page: open } = await reader.open(page, { hash: `#${scenario}/2` });
      const exchange = open.locator(entry(`${scenario}/2`));
      await exchange.locator('.http').first().waitFor();
      await expect.poll(async () => (await exchange.boundingBox())?.y).toBeLessThan(900);
    }
  });

  it('has an entry behind each of its links', async () => {
    const { page } = await reader.open(packed);
    for (const link of [
      '.shows a',
      '.failure .meta a',
      '.failure .call a',
      '.picture a',
      '.failed .meta a',
      '#open .further',
    ]) {
      const href = await page.locator(link).first().getAttribute('href');
      await follow(page, href ?? '');
      const target = page.locator(entry(decodeURIComponent((href ?? '').slice(1))));
      await expect.poll(() => target.isVisible()).toBe(true);
    }
  });

  it('filters by state, stage and text, and says how much is left', async () => {
    const { page } = await reader.open(packed);
    const count = page.locator('#filter output');
    await page.getByLabel('Failed', { exact: true }).check();
    expect(await shown(page, '.requirement')).toEqual(['requirement-SIG-02', 'requirement-ERR-01']);
    expect(await shown(page, '.scenario')).toEqual([failed, 'features/errors/errors.feature:11']);
    expect(await count.innerText()).toBe('2 of 20 requirements, 2 of 35 scenarios');
    await page.getByLabel('Stage').selectOption('errors');
    expect(await shown(page, '.scenario')).toEqual(['features/errors/errors.feature:11']);
    await page.getByRole('button', { name: 'Show all' }).click();
    await expect.poll(async () => (await shown(page, '.scenario')).length).toBe(35);
    await page.getByLabel('Search').fill('WERO payment');
    expect((await shown(page, '.scenario')).length).toBe(3);
    expect(await shown(page, '.requirement')).toEqual([]);
    expect(await page.locator('.stage').first().isVisible()).toBe(false);
    await page.getByLabel('Search').fill('PAY-03');
    expect(await shown(page, '.requirement')).toEqual(['requirement-PAY-03']);
  });

  it('shows what a link leads to, though a filter hides it', async () => {
    const { page } = await reader.open(packed);
    await page.getByLabel('Failed', { exact: true }).check();
    await follow(page, `#${scenario}`);
    await expect.poll(() => page.locator(entry(scenario)).isVisible()).toBe(true);
    expect(await page.getByLabel('Failed', { exact: true }).isChecked()).toBe(false);
  });

  it('is read without a script', async () => {
    const { page } = await reader.open(packed, { javaScriptEnabled: false });
    expect(await page.locator('#filter').isVisible()).toBe(false);
    expect(await page.locator('#failures').innerText()).toContain('A request with a flipped body byte was accepted');
    await page
      .locator(`${entry(failed)} .exchange > summary`)
      .first()
      .click();
    expect(
      await page
        .locator(`${entry(failed)} .exchange`)
        .first()
        .innerText(),
    ).toContain('nopan-version: 0.1');
    await page.locator(`${entry(scenario)} > summary`).click();
    const note = page.locator(`${entry(scenario)} .packed`);
    expect(await note.getAttribute('data-pack')).toMatch(/^\d+$/);
    expect(await note.isVisible()).toBe(true);
  });

  it('is worked by the keyboard alone', async () => {
    const { page } = await reader.open(packed);
    await page.keyboard.press('Tab');
    expect(await page.locator(':focus').textContent()).toBe('Skip to the requirements');
    await page.locator(`${entry(scenario)} > summary`).focus();
    await page.keyboard.press('Enter');
    await page
      .locator(`${entry(scenario)} .exchange`)
      .first()
      .waitFor();
  });

  it.each(['light', 'dark'] as const)('is accessible, %s', async (colorScheme) => {
    const { page } = await reader.open(packed, { colorScheme });
    await page.locator(`${entry(scenario)} > summary`).click();
    await page
      .locator(`${entry(scenario)} .exchange > summary`)
      .first()
      .click();
    expect(await barriersIn(page)).toEqual([]);
  });

  it.each([360, 820, 1600])('fits a window %i pixels wide', async (width) => {
    const { page } = await reader.open(packed, { viewport: { width, height: 900 } });
    await page.locator(`${entry(scenario)} > summary`).click();
    await page
      .locator(`${entry(scenario)} .exchange > summary`)
      .first()
      .click();
    expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
  });

  it('holds at every width: red, incomplete, waived and green', async () => {
    const red = manyFailures(200, 30);
    for (const result of [red, incompleteResult(), waivedResult(), reviewedResult()]) {
      const { page } = await reader.open(html(result));
      for (const width of [390, 900, 1440]) {
        await page.setViewportSize({ width, height: 900 });
        expect([width, await page.evaluate<number>('document.documentElement.scrollWidth')]).toEqual([width, width]);
        expect([width, await page.evaluate<string[]>(brokenWords)]).toEqual([width, []]);
      }
      expect(
        await page.evaluate<number>(`document.querySelector('.picture').getBoundingClientRect().top`),
      ).toBeLessThan(1500);
    }
  });

  it('opens and scrolls with 5,000 scenarios, whose details are unpacked when they are asked for', async () => {
    const result = sampleResult();
    const passed = result.scenarios.filter(
      ({ outcome }) => outcome.status === 'FINISHED' && outcome.result === 'PASSED',
    );
    const scenarios = Array.from({ length: 5000 }, (_, index) => {
      const original = passed[index % passed.length] ?? result.scenarios[0];
      const uri = `features/many/${Math.floor(index / 100)}.feature`;
      return { ...(original as (typeof passed)[number]), uri, line: index, id: `${uri}:${index}` };
    });
    const { page, troubles } = await reader.open(html({ ...result, scenarios }));
    const last = page.locator(entry('features/many/49.feature:4999'));
    await last.scrollIntoViewIfNeeded();
    expect(await last.locator('.packed').count()).toBe(1);
    await last.locator('> summary').click();
    await last.locator('.step').first().waitFor();
    expect(await page.evaluate<number>(`document.querySelectorAll('*').length`)).toBeLessThan(100_000);
    expect(troubles).toEqual([]);
  });

  it('prints what a review needs, and no controls', async () => {
    const { page } = await reader.open(packed);
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('#filter').isVisible()).toBe(false);
    expect(await page.locator('nav').isVisible()).toBe(false);
    expect(await page.locator(`${entry(failed)} .steps`).isVisible()).toBe(true);
    expect(await page.locator('#sign-off').isVisible()).toBe(true);
    const { page: folded } = await reader.open(html(incompleteResult()));
    const note = folded.locator('#open .notes li').first();
    expect(await note.isVisible()).toBe(false);
    await folded.emulateMedia({ media: 'print' });
    expect(await note.isVisible()).toBe(true);
    const pdf = await page.pdf({ preferCSSPageSize: true });
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    expect(pdf.length).toBeGreaterThan(50_000);
  });
});
