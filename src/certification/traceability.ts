import { nearest } from '../contract/suggestion.ts';
import type { Requirement } from '../contract/types/requirements.ts';
import type { PlannedScenario } from './run.ts';
import { unseenCharacters } from './unseen-characters.ts';
import { isReserved, knownTags, requirementIds } from './tags.ts';

/** A place where requirements and scenarios do not fit together. */
export interface TraceProblem {
  /** `file:line` */
  readonly where: string;
  /** A sentence without its full stop. */
  readonly message: string;
  readonly advice: string;
  /** A name that does not exist: a mistake, where the others are gaps. */
  readonly unknown?: true;
}

export interface TracedScenario extends Pick<PlannedScenario, 'id' | 'name' | 'tags' | 'own'> {
  /** Where each of its tags stands. */
  readonly tagPlaces: Readonly<Record<string, string>>;
}

export interface Traced {
  readonly catalogue: readonly Requirement[];
  /** Every scenario that there is, whatever is selected. */
  readonly scenarios: readonly TracedScenario[];
  /** What a scenario may need of its target (`@needs:…`). */
  readonly abilities: readonly string[];
  /** Where the catalogue has a requirement, by its id. */
  readonly placeOf: (id: string) => string;
}

type Check = (traced: Traced) => readonly TraceProblem[];

const checks: readonly Check[] = [unknownTags, withoutRequirement, withoutScenario, shownAndAttested];

/** Whatever would let a requirement go unshown, or a scenario show nothing, without anyone noticing. */
export const traceabilityProblems: Check = (traced) => checks.flatMap((check) => check(traced));

/** Once for each place, however many scenarios inherit the tag. A user's feature may have any other tags as well, such as @smoke. */
function unknownTags({ catalogue, abilities, scenarios }: Traced): TraceProblem[] {
  const known = new Set(knownTags(catalogue, abilities));
  const places = new Map(
    scenarios.flatMap(({ id, tags, tagPlaces, own }) =>
      tags
        .filter((tag) => !known.has(tag) && (own !== true || isReserved(tag)))
        .map((tag) => [`${tagPlaces[tag] ?? id} ${tag}`, tag] as const),
    ),
  );
  return [...places].map(([place, tag]) => ({
    where: place.slice(0, -tag.length - 1),
    message: `Unknown ${nounOf(tag)} ${tag}${unseenCharacters(tag)}`,
    advice: meant(tag, [...known]),
    unknown: true,
  }));
}

const nounOf = (tag: string): string =>
  requirementIds([tag]).length > 0 ? 'requirement' : isReserved(tag) ? 'need' : 'tag';

function withoutRequirement({ scenarios }: Traced): TraceProblem[] {
  return scenarios
    .filter(({ tags }) => requirementIds(tags).length === 0)
    .map(({ id, name }) => ({
      where: id,
      message: `The scenario "${name}" names no requirement`,
      advice: 'Tag it with the id of the requirement that it shows.',
    }));
}

function withoutScenario({ catalogue, scenarios, placeOf }: Traced): TraceProblem[] {
  const shown = new Set(scenarios.flatMap(({ tags }) => requirementIds(tags)));
  return catalogue
    .filter(({ id, review }) => review === undefined && !shown.has(id))
    .map(({ id, level }) => ({
      where: placeOf(id),
      message: `${id} (${level}) has no scenario`,
      advice: `Tag one with @${id}, or say under review why a person must attest it.`,
    }));
}

function shownAndAttested({ catalogue, scenarios }: Traced): TraceProblem[] {
  return catalogue
    .filter(({ review }) => review !== undefined)
    .flatMap(({ id }) => {
      const places = scenarios.flatMap(({ tagPlaces }) => tagPlaces[`@${id}`] ?? []);
      return [...new Set(places)].map((where) => ({
        where,
        message: `${id} needs a manual attestation, but a scenario covers it`,
        advice: `Take @${id} away here, or review from ${id} in the catalogue.`,
      }));
    });
}

function meant(tag: string, known: readonly string[]): string {
  const likely = nearest(tag, known);
  if (likely !== undefined) return `Did you mean ${likely}?`;
  if (requirementIds([tag]).length > 0)
    return 'Add it to requirements.yaml, or write a tag that is no requirement in another form, such as @ticket:ABC-12.';
  const listed = known.filter((other) => other.startsWith(isReserved(tag) ? '@needs:' : '@') && other.includes(':'));
  return `Valid tags: ${listed.join(', ')}.`;
}
