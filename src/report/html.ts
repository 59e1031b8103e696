import { createRequire } from 'node:module';
import type * as Library from 'eta';
import type { Result } from '../contract/types/result.ts';
import { icons } from './html/icons.ts';
import { pageOf } from './html/page.ts';
import { style } from './html/style.ts';
import { templates } from './html/templates.ts';
import { withVisibleControls } from './text.ts';

const require = createRequire(import.meta.url);

/**
 * The result as one HTML page that needs nothing else: no network, no script. Every value in it is escaped by the templates, and
 * control characters are made visible.
 */
export const html = (result: Result): string => engine().render('@page', { ...pageOf(result), style, icons });

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
