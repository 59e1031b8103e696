import { X509Certificate } from 'node:crypto';
import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, test } from 'vitest';
import { withFolder } from '../../../cli/fixtures/cli.ts';
import { withServedMock } from '../../../cli/fixtures/served-mock.ts';
import { packageRoot } from '../../../contract/locations.ts';
import { installed } from '../../../credentials/fixtures/openssl.ts';
import { beginning, examples, list, refusal, type Step } from './examples.ts';

const run = promisify(execFile);
const separator = '-- next --';
const steps = [list, refusal, ...Object.values(examples).flat()];

describe.runIf(installed('curl'))('pasted into a shell beside "nopan-certify mock"', () => {
  const printed = new Map<Step, string>();
  let certificate: X509Certificate;

  beforeAll(async () => {
    await withFolder(async (folder) => {
      await withServedMock(join(folder, 'nopan-mock'), [], async () => {
        for (const [step, output] of await pasted(folder)) printed.set(step, output);
      });
      certificate = new X509Certificate(readFileSync(join(folder, 'nopan-mock/second/client-cert.pem')));
    });
  });

  test.each(steps)('$text', (step) => {
    const lastLine = printed.get(step)?.trim().split('\n').at(-1) ?? '';
    if (step !== refusal) expect(lastLine).not.toMatch(/^\{"error":/);
    if (step.answer !== undefined) expect(JSON.parse(lastLine, varying)).toEqual(JSON.parse(step.answer, varying));
  });

  test('what a file is written from is a certificate', () => {
    expect(certificate.subject).toMatch(/^CN=org-/m);
  });
});

/** What each step prints, all of them in one shell. Whatever a command writes to standard error fails it. */
async function pasted(folder: string): Promise<(readonly [Step, string])[]> {
  const script = [beginning, ...steps.map(({ shell }) => shell)].join(`\necho '${separator}'\n`);
  const { stdout, stderr } = await run('sh', ['-euc', script], { cwd: folder, env: environment(folder) });
  expect(stderr).toBe('');
  const [, ...outputs] = stdout.split(separator);
  return steps.map((step, index) => [step, outputs[index] ?? ''] as const);
}

/** A home in which curl ends an answer with a new line and shows no progress, and an npx that starts this package. */
function environment(folder: string): NodeJS.ProcessEnv {
  const [home, bin] = [join(folder, 'home'), join(folder, 'bin')];
  for (const made of [home, bin]) mkdirSync(made);
  writeFileSync(join(home, '.curlrc'), 'silent\nshow-error\nwrite-out = "\\n"\n');
  const main = join(packageRoot(), 'dist/src/cli/main.js');
  writeFileSync(join(bin, 'npx'), `#!/bin/sh\nshift 2\nexec '${process.execPath}' '${main}' "$@"\n`, { mode: 0o755 });
  return { ...process.env, HOME: home, PATH: `${bin}:${process.env['PATH'] ?? ''}` };
}

/** Values that are others each time. */
const changing = ['organizationId', 'contractualEntityId', 'webhookSecret', 'now'];

/** What stays of a value: its form. */
function varying(name: string, value: unknown): unknown {
  if (!changing.includes(name)) return value;
  return name === 'now'
    ? String(value).replaceAll(/\d/g, '0')
    : String(value).replace(/[0-9a-z]{12}$|^[\w-]{43}$/, (match) => `${match.length} characters`);
}
