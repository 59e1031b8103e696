import type { Attempt } from '../attempt.ts';
import type { Deviation } from '../deviation.ts';
import { lineDeviations } from './lines.ts';
import { parameterDeviations } from './parameters.ts';
import { primitiveDeviations } from './primitive.ts';
import { spellingDeviations } from './spelling.ts';
import { structureDeviations } from './structure.ts';

/** Every known way to make a signature over another base than the right one; what explains most signatures first. */
export const signatureDeviations: readonly Deviation<Attempt>[] = [
  ...lineDeviations,
  ...structureDeviations,
  ...parameterDeviations,
  ...spellingDeviations,
  ...primitiveDeviations,
];
