import { shown } from './difference.ts';
import type { Judgeable } from './judged-again.ts';

/** Members of a subject that only a configuration and its credentials give. */
const fromConfiguration = ['organization', 'company', 'processingAccounts', 'certificate', 'keyid'] as const;

/** Where a result names somebody else than its evidence shows; undefined: nowhere. */
export function subjectProblem({ subject, target, scenarios }: Judgeable): string | undefined {
  if (subject === undefined) return undefined;
  if (target.kind === 'mock') {
    const given = fromConfiguration.find((name) => subject[name] !== undefined);
    return given && `/run/subject/${given} is there; the embedded mock has no configuration`;
  }
  const exchanges = scenarios.flatMap(({ steps }) => steps.flatMap((step) => step.exchanges));
  const claims = [
    ['certificate/sha256', subject.certificate?.sha256, exchanges.flatMap(({ tls }) => tls?.clientCertificate ?? [])],
    ['keyid', subject.keyid, exchanges.flatMap(({ signature }) => signature.request?.keyid ?? [])],
  ] as const;
  const foreign = claims.find(
    ([, claimed, used]) => claimed !== undefined && used.length > 0 && !used.includes(claimed),
  );
  return foreign && `/run/subject/${foreign[0]} is ${shown(foreign[1])}; no exchange on record was made with it`;
}
