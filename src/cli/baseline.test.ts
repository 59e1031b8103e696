import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { certifiedResult } from '../report/fixtures/sample.ts';
import { schemasDir } from '../contract/locations.ts';
import { loadSchemas } from '../contract/schemas.ts';
import { comparableResult, earlierResult, withChanges } from './baseline.ts';
import { leaveResult, withFolder } from './fixtures/cli.ts';

const schemas = loadSchemas(schemasDir);
const result = certifiedResult();

it('compares with what the last run left in the output folder', async () => {
  await withFolder(async (out) => {
    expect(await earlierResult({ out }, schemas)).toBeUndefined();
    leaveResult(join(out, 'result.json'), result);
    const earlier = comparableResult(await earlierResult({ out }, schemas), result, { out });
    expect(earlier).toMatchObject({ from: out });
    expect(withChanges(result, earlier).changes).toMatchObject({
      baseline: { startedAt: result.startedAt, verdict: 'CERTIFIED', partial: false },
    });
  });
});

it('says why not, and goes on, where nobody named it', async () => {
  await withFolder(async (out) => {
    leaveResult(join(out, 'result.json'), result);
    const other = { ...result, target: { ...result.target, name: 'another mock' } };
    const earlier = comparableResult(await earlierResult({ out }, schemas), other, { out });
    expect(earlier).toEqual({
      problem: `its target was ${result.target.name}, and this one is another mock (${out})`,
    });
    expect(withChanges(result, earlier)).toBe(result);

    writeFileSync(join(out, 'result.json'), '{ "formatVersion": 3 }');
    const unread = await earlierResult({ out }, schemas);
    expect(unread).toMatchObject({ problem: expect.stringContaining('it is of format 3, and this version') as string });
    expect(comparableResult(unread, result, { out })).toBe(unread);
  });
});

it('rejects a named one that cannot be read, or is about something else', async () => {
  await withFolder(async (out) => {
    const baseline = join(out, 'main');
    await expect(earlierResult({ out, baseline }, schemas)).rejects.toMatchObject({ code: 'ERR_INPUT' });
    mkdirSync(baseline);
    leaveResult(join(baseline, 'result.json'), result);
    const earlier = await earlierResult({ out, baseline }, schemas);
    const other = { ...result, subject: { organization: 'org-2' } };
    expect(() => comparableResult(earlier, other, { out, baseline })).toThrow(
      expect.objectContaining({
        code: 'ERR_USAGE',
        message: 'The baseline cannot be compared with this run: it is about no organization, and this run about org-2',
        where: `--baseline ${baseline}`,
      }) as Error,
    );
  });
});
