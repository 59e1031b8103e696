import type { Attempt } from '../attempt.ts';
import type { Deviation } from '../deviation.ts';
import { contentLineDeviations } from './content-lines.ts';
import { parameterDeviations } from './parameters.ts';
import { primitiveDeviations } from './primitive.ts';
import { requestLineDeviations } from './request-lines.ts';
import { spellingDeviations } from './spelling.ts';
import { structureDeviations } from './structure.ts';

/** Every known way to make a signature over another base than the right one; what explains most signatures first. */
export const signatureDeviations: readonly Deviation<Attempt>[] = [
  ...contentLineDeviations,
  ...requestLineDeviations,
  ...structureDeviations,
  ...parameterDeviations,
  ...spellingDeviations,
  ...primitiveDeviations,
];
