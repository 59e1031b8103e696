import { engine } from './html.ts';
import { icons } from './html/icons.ts';
import { historyPage } from './history/page.ts';
import type { HistoryPoint } from './history/point.ts';
import { style } from './history/style.ts';
import { templates } from './history/templates.ts';

/** Many results as one HTML page that needs nothing else: what became of verdicts, counts and latencies, target by target. */
export const history = (points: readonly HistoryPoint[], unreadable: readonly string[]): string =>
  engine(templates).render('@page', { ...historyPage(points, unreadable), style, icons });
