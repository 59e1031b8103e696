import type { Assumption, Result, TargetIdentity } from '../contract/types/result.ts';
import { officialStanding } from './official.ts';

type Target = Result['target'];

interface RecordedTarget {
  readonly identity?: TargetIdentity | undefined;
  readonly assumptions: readonly Assumption[];
}

/** The target as a result describes it: its name, and what is proven about its identity. */
export function targetOf(
  {
    kind,
    name,
    baseUrl,
    defects,
  }: Pick<Target, 'kind' | 'name' | 'baseUrl'> & { readonly defects?: readonly string[] },
  { identity, assumptions }: RecordedTarget,
): Target {
  const standing = officialStanding({ baseUrl, identity, assumptions });
  const recorded = { baseUrl, ...(identity && { identity }) };
  if (standing.official) return { kind, name, ...recorded, official: true };
  if (standing.named) {
    const called = name.endsWith(notProven) ? name : name + notProven;
    return { kind, name: called, ...recorded, unproven: [...standing.reasons], official: false, note: named };
  }
  const broken = defects === undefined ? {} : { defects: [...defects] };
  return { kind, name, ...recorded, official: false, ...broken, note: noteOf(kind, defects) };
}

/** Suffix of the name of such a target. */
const notProven = ' (named as Nopan’s sandbox, not proven)';

const named =
  'This target is named as Nopan’s sandbox, but is not proven to be it: the reasons are listed with the verdict. These results hold only for whatever responded.';

const noteOf = (kind: Target['kind'], defects: readonly string[] | undefined): string =>
  defects === undefined ? { mock: imitation, sandbox: unknown }[kind] : broken(defects);

const broken = (defects: readonly string[]): string =>
  `This mock was broken on purpose, to see whether the certification notices: ${defects.join(', ')} (specs/defects.yaml). Nothing is certified here.`;

const imitation =
  'The mock imitates Nopan from public documents and is not Nopan’s. Certified against it means: the conversation with it met every mandatory requirement of this catalogue.';

const unknown = 'This is not Nopan’s sandbox; it may be a mock or a proxy. These results hold for this address only.';
