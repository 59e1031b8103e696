import type { Result } from '../contract/types/result.ts';

type Target = Result['target'];

/** What is derived of a target from what was recorded of it. */
export type Derived = Pick<Target, 'official' | 'defects' | 'note'>;

export function targetStanding(target: Pick<Target, 'kind' | 'baseUrl'>, defects?: readonly string[]): Derived {
  if (isOfficial(target)) return { official: true };
  if (defects !== undefined) return { official: false, defects: [...defects], note: broken(defects) };
  return { official: false, note: target.kind === 'mock' ? imitation : unknown };
}

/** Nopan's sandbox (Nopan, SK-TEST). Whatever answers elsewhere is someone else's. */
const officialOrigin = 'https://api.sandbox.nopan.dev';

const isOfficial = ({ kind, baseUrl }: Pick<Target, 'kind' | 'baseUrl'>): boolean =>
  kind === 'sandbox' && URL.canParse(baseUrl) && new URL(baseUrl).origin === officialOrigin;

const broken = (defects: readonly string[]): string =>
  `This mock was broken on purpose, to see whether the certification notices: ${defects.join(', ')} (specs/defects.yaml). Nothing is certified here.`;

const imitation =
  'The mock imitates Nopan from public documents and is not Nopan’s. Certified against it means: the conversation with it met every mandatory requirement of this catalogue.';

const unknown =
  'This address is not that of Nopan’s sandbox: a mock, or something between. What was shown here was shown of it.';
