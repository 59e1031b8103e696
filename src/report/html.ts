import { hash } from 'node:crypto';
import { createRequire } from 'node:module';
import type * as Library from 'eta';
import type { Result } from '../contract/types/result.ts';
import { DetailsStore, type Limits } from './html/details.ts';
import { icons } from './html/icons.ts';
import { pageOf } from './html/page.ts';
import { detailsView } from './html/scenario.ts';
import { script } from './html/script.ts';
import { style } from './html/style.ts';
import { templates } from './html/templates.ts';
import { withVisibleControls } from './text.ts';

const require = createRequire(import.meta.url);

/** The only script that a browser may run in the page (Content Security Policy Level 3, section 2.3.1). */
const scriptDigest = `sha256-${hash('sha256', script, 'base64')}`;

/**
 * The result as one HTML page that needs nothing else: no network, and no script to be read. Every value in it is escaped by the
 * templates, and control characters are made visible.
 */
export function* html(result: Result, limits?: Limits): Generator<string> {
  const eta = engine();
  const page = pageOf(result);
  const scenarios = page.features.flatMap((feature) => feature.scenarios);
  const details = new DetailsStore(scenarios, (each) => eta.render('@details', detailsView(each)), limits);
  yield eta.render('@opening', { ...page, style, icons, scriptDigest });
  for (const feature of page.features) {
    yield eta.render('@feature', feature);
    for (const scenario of feature.scenarios) {
      yield eta.render('@scenario', { ...scenario, details: details.of(scenario) });
      yield packed(details.full());
    }
    yield '</section>\n';
  }
  yield packed(details.full(true));
  yield eta.render('@closing', { ...page, script });
}

const packed = (full: ReturnType<DetailsStore['full']>): string =>
  full === undefined ? '' : `<script type="application/gzip" id="pack-${full.pack}">${full.content}</script>\n`;

/** Renders pages of these parts; whatever they show is escaped. */
export function engine(parts: Readonly<Record<string, string>> = templates): Library.Eta {
  // Loaded when it is needed, and at once: a report is also written while the process exits.
  const eta = new (require('eta') as typeof Library).Eta({ cache: true, escapeFunction: escaped });
  for (const [name, template] of Object.entries(parts)) eta.loadTemplate(`@${name}`, template);
  return eta;
}

const escaped = (value: unknown): string => {
  const text = withVisibleControls(String(value));
  if (!/[&<>"']/.test(text)) return text;
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
};
