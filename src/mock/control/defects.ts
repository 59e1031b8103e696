import { activateDefects } from '../defects/activate.ts';
import { defectsOf } from '../defects/catalogue.ts';
import { taking, type ControlRoute } from './route.ts';

/** Ways in which the mock is broken, for all organizations. */
export const defects: readonly ControlRoute[] = [
  {
    method: 'GET',
    path: '/defects',
    summary: 'Lists the ways to break the mock, and which of them it is broken in.',
    handle: ({ nopan }) => ({
      defects: defectsOf(nopan).map((defect) => ({ ...defect, active: nopan.defects.includes(defect.id) })),
    }),
  },
  {
    method: 'PUT',
    path: '/defects',
    summary:
      'Breaks the mock in some ways (specs/defects.yaml), in place of those before; in none, and it is sound again.',
    ...taking('defects', ({ nopan, body }) => {
      activateDefects(body.defects, nopan);
      return { defects: nopan.defects };
    }),
  },
];
