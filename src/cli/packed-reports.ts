import type { Result } from '../contract/types/result.ts';
import { CertifyError } from '../errors.ts';
import type { Member } from '../package/member.ts';
import type { Package } from '../package/read-package.ts';
import type { Reports } from '../package/standing.ts';
import { agreementOf, type Agreement } from '../report/agreement.ts';
import { packageVersion } from './package-version.ts';

const folder = 'reports/';

const writtenIn = (members: readonly Member[]) =>
  members.flatMap(({ name, content }) =>
    name.startsWith(folder) ? [{ file: name.slice(folder.length), content }] : [],
  );

/** Which reports of a package its result gives, as far as this version can tell: another one may have written them otherwise. */
export function reportsOf({ result, members }: Package): Reports {
  const written = writtenIn(members);
  const named = (files: readonly string[]): string[] => files.map((file) => folder + file);
  if (result.tool.version !== packageVersion())
    return { agree: [], differ: [], unproven: named(written.map(({ file }) => file)) };
  const { agree, differ, unproven }: Agreement = agreementOf(result, written);
  return { agree: named(agree), differ: named(differ), unproven: named(unproven) };
}

/** @throws ERR_INPUT when a report is there that an earlier run has left, or that was changed */
export function assertAgree(result: Result, members: readonly Member[], where: string): void {
  const { differ } = agreementOf(result, writtenIn(members));
  if (differ.length === 0) return;
  throw new CertifyError('ERR_INPUT', 'Reports are there that are not of this result', {
    where,
    expected: 'reports that the result gives',
    actual: differ.join(', '),
    advice: 'An earlier run has left them, or they were changed: remove them, or run the certification again.',
  });
}
