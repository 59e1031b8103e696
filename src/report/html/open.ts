import { causeSentence } from '../../certification/cause-sentence.ts';
import { standingOf, type Standing } from '../../certification/standing.ts';
import type { RequirementResult, Result } from '../../contract/types/result.ts';
import { oneLine, shortened } from '../text.ts';
import type { CauseGroup } from './causes.ts';
import type { Linked, Segment } from './links.ts';

/** A sentence of the verdict, and where the page says more of it. */
export interface OpenItem {
  readonly segments: readonly Segment[];
  readonly more?: { readonly href: string; readonly text: string };
}

export interface Open {
  readonly title: string;
  /** Whether the items are steps to take, and not reasons. */
  readonly steps: boolean;
  readonly items: readonly OpenItem[];
  /** Those that there is no room for. */
  readonly further: readonly OpenItem[];
  readonly notes: readonly OpenItem[];
}

const [mostItems, longest] = [8, 320];

/** What has to be resolved to become certified, each with a link, and apart from it what is for information. */
export function openOf(
  { verdict, reasons, notes, requirements, subject }: Result,
  causes: readonly CauseGroup[],
  linked: Linked,
): Open {
  const words = ['Failed', 'Flaky', 'Not exercised', 'Warning'];
  const places = new Map(
    causes.flatMap(({ anchor, number, parts }) =>
      parts.flatMap((cause) =>
        words.map(
          (word) => [causeSentence(word, cause, subject), { href: `#${anchor}`, text: `Cause ${number}` }] as const,
        ),
      ),
    ),
  );
  const catalogue = new Map(requirements.map((each) => [each.id, each]));
  const item = (reason: string): OpenItem => {
    const segments = linked(shortened(oneLine(reason), longest));
    const more = places.get(reason) ?? sectionOf(segments, catalogue);
    return { segments, ...(more && { more }) };
  };
  const items = reasons.map(item);
  return {
    title: verdict === 'CERTIFIED' ? 'Why' : 'To become certified',
    steps: verdict !== 'CERTIFIED',
    items: items.slice(0, mostItems),
    further: items.slice(mostItems),
    notes: notes.map(item),
  };
}

const sections: Partial<Record<Standing, OpenItem['more']>> = {
  openForAttestation: { href: '#attestations', text: 'Attestations' },
  attested: { href: '#attestations', text: 'Attestations' },
  notExercised: { href: '#not-exercised', text: 'All of them' },
  notTestable: { href: '#not-exercised', text: 'All of them' },
  notApplicable: { href: '#not-exercised', text: 'All of them' },
};

/** Where the page tells more of the first requirement that a sentence names. */
function sectionOf(
  segments: readonly Segment[],
  catalogue: ReadonlyMap<string, RequirementResult>,
): OpenItem['more'] | undefined {
  const first = segments.map(({ text }) => catalogue.get(text)).find((each) => each !== undefined);
  if (first === undefined) return undefined;
  return first.waiver === undefined ? sections[standingOf(first)] : { href: '#waivers', text: 'Waivers' };
}
