import { clock } from './clock.ts';
import { credentials } from './credentials.ts';
import { defects } from './defects.ts';
import { faults } from './faults.ts';
import { limits } from './limits.ts';
import { organizations } from './organizations.ts';
import { protocol } from './protocol.ts';
import type { ControlRoute } from './route.ts';
import { webhooks } from './webhooks.ts';

/** What the control API knows, by topic. */
export const topics: Readonly<Record<string, readonly ControlRoute[]>> = {
  Organizations: organizations,
  Credentials: credentials,
  Time: clock,
  Webhooks: webhooks,
  Faults: faults,
  Defects: defects,
  'Rate limits': limits,
  'The mock as a whole': protocol,
};

const list: ControlRoute = {
  method: 'GET',
  path: '/',
  summary: 'Lists these calls.',
  handle: () => ({
    calls: routes.map(({ method, path, summary, body }) => ({
      ...{ method, path, summary },
      ...(body !== undefined && { schema: `specs/schemas/control/${body}.request.json` }),
    })),
  }),
};

/**
 * The control API: what scenarios and tools need beyond Nopan's own API, the same for the embedded and the standalone mock. Contents
 * and answers are JSON.
 */
export const routes: readonly ControlRoute[] = [list, ...Object.values(topics).flat()];
