import type { Defect } from '../contract/types/defects.ts';
import type { Row } from '../contract/types/kill-matrix.ts';
import type { Requirement } from '../contract/types/requirements.ts';
import type { Blame } from '../contract/types/result.ts';
import { concerned } from './selection.ts';
import { hasSymptomOf } from './symptom.ts';
import type { FailedScenario, Observation } from './trial.ts';

/** What a run against a broken mock says of the certification; the schema of the kill matrix tells what each word means. */
export type Judgement = Pick<Row, 'verdict' | 'reason' | 'failed' | 'unrelated' | 'consequences'>;

/** Failures that say something about the target; the others say that it could not be judged. */
const ofTarget: readonly Blame[] = ['api', 'integration'];

/**
 * Judges whether a defect was noticed by the requirement that it violates, and by no mandatory one that it does not.
 *
 * A scenario stands for all requirements that it is tagged with, so that one which carries the violated requirement fails the
 * others in passing, which tells nothing against them. The same goes for a scenario that fails by the very symptom of the violated
 * requirement.
 */
export function judge(
  defect: Pick<Defect, 'requirement' | 'also'>,
  { failures, gaps }: Pick<Observation, 'failures' | 'gaps'>,
  catalogue: readonly Requirement[],
): Judgement {
  const touched = concerned(defect);
  const own = failures.filter(({ requirements }) => requirements.includes(defect.requirement));
  const noticed = own.filter((failure) => ofTarget.includes(failure.class));
  const others = failures.filter(({ requirements }) => !requirements.some((id) => touched.includes(id)));
  const [stopped, strange] = parted(others, (failure) => noticed.some((symptom) => hasSymptomOf(failure, symptom)));

  const failed = namedBy(failures, catalogue);
  const unrelated = namedBy(strange, catalogue).filter(({ level }) => level === 'MUST');
  const related = namedBy(
    failures.filter((failure) => !others.includes(failure)),
    catalogue,
  );
  const consequences = namedBy(stopped, catalogue).filter(
    (each) => !related.includes(each) && !unrelated.includes(each),
  );
  const survival = survivalOf(defect, own, noticed, gaps);
  return {
    ...(survival === undefined ? unlessUnrelated(idsOf(unrelated)) : { verdict: 'survived', reason: survival }),
    failed: idsOf(failed),
    unrelated: idsOf(unrelated),
    consequences: idsOf(consequences),
  };
}

function survivalOf(
  { requirement }: Pick<Defect, 'requirement'>,
  [first]: readonly FailedScenario[],
  noticed: readonly FailedScenario[],
  [gap]: readonly string[],
): string | undefined {
  if (gap !== undefined) return `The run could not judge everything: ${gap}.`;
  if (first === undefined) return `No scenario of ${requirement} failed.`;
  if (noticed.length > 0) return undefined;
  return `${requirement} failed, but not by the target (class ${first.class}): ${first.message} (${first.code}).`;
}

function unlessUnrelated(unrelated: readonly string[]): Pick<Judgement, 'verdict' | 'reason'> {
  if (unrelated.length === 0) return { verdict: 'killed' };
  const reason = `Mandatory requirements failed that it does not violate: ${unrelated.join(', ')}.`;
  return { verdict: 'unrelated', reason };
}

/** The requirements that scenarios are tagged with, in the order of the catalogue. */
const namedBy = (scenarios: readonly FailedScenario[], catalogue: readonly Requirement[]): Requirement[] =>
  catalogue.filter(({ id }) => scenarios.some(({ requirements }) => requirements.includes(id)));

const idsOf = (requirements: readonly Requirement[]): string[] => requirements.map(({ id }) => id);

const parted = <T>(all: readonly T[], fits: (item: T) => boolean): [fitting: T[], others: T[]] => [
  all.filter(fits),
  all.filter((item) => !fits(item)),
];
