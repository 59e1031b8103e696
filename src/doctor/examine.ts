import { CertifyError } from '../errors.ts';
import type { Check, Finding, Verdict } from './check.ts';

/**
 * Makes every check, one after the other. One that needs another which failed is skipped, so that a reader sees each
 * problem once, and all of them at once.
 *
 * @param before what was found earlier, for checks that need it
 */
export async function examine<Subject>(
  checks: readonly Check<Subject>[],
  subject: Subject,
  before: readonly Finding[] = [],
): Promise<Finding[]> {
  const findings: Finding[] = [];
  const blocked = new Map(before.filter(isError).map(({ id, title }) => [id, title]));
  for (const check of checks) {
    if (check.when?.(subject) === false) continue;
    const failed = check.needs?.map((id) => blocked.get(id)).find((title) => title !== undefined);
    const finding = failed === undefined ? await made(check, subject) : findingOf(check, needed(failed));
    findings.push(finding);
    if (failed !== undefined) blocked.set(check.id, failed);
    else if (isError(finding)) blocked.set(check.id, check.title);
  }
  return findings;
}

const isError = ({ outcome }: Finding): boolean => outcome === 'error';

const needed = (title: string): Verdict => ({
  outcome: 'skipped',
  found: `it needs "${title}", which is not in order`,
});

async function made<Subject>(check: Check<Subject>, subject: Subject): Promise<Finding> {
  try {
    return findingOf(check, await check.examine(subject));
  } catch (error) {
    if (!(error instanceof CertifyError)) throw error;
    return findingOf(check, problem(error));
  }
}

function findingOf<Subject>(
  { id, heading, title, source }: Check<Subject>,
  verdict: Omit<Finding, 'id' | 'heading' | 'title'>,
): Finding {
  return { id, heading, title, ...verdict, ...(source !== undefined && { source }) };
}

function problem({ code, message, where, expected, actual, advice, blame }: CertifyError) {
  return {
    outcome: 'error' as const,
    found: message,
    ...(where !== undefined && { where }),
    ...(expected !== undefined && { expected }),
    ...(actual !== undefined && { actual }),
    ...(advice !== undefined && { advice }),
    code,
    blame,
  };
}
