import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { schemasDir } from '../contract/locations.ts';
import { loadSchemas } from '../contract/schemas.ts';
import type { Result, ScenarioResult } from '../contract/types/result.ts';
import { readResult } from '../cli/result-file.ts';
import { formatNames, formats, type Format } from '../report/formats.ts';
import { writeReports } from '../report/write.ts';

/** How long the outputs of one result take, how large they are, and what the process held meanwhile. */
export interface Writing {
  readonly formats: readonly { readonly name: Format; readonly ms: number; readonly bytes: number }[];
  /** Of all of them, written as a run writes them. */
  readonly allMs: number;
  /** Before anything was written: Node.js, this program and the result, in memory (RSS). */
  readonly heldMb: number;
  /** The most that the process held. */
  readonly peakMb: number;
}

/** A process that reads a result, makes it as long as it is asked to, writes all outputs of it, and prints what that took. */
const [folder = '', size = ''] = process.argv.slice(2);
const result = resized(readResult(folder, { schemas: loadSchemas(schemasDir) }), Number(size));
const heldMb = process.memoryUsage.rss() / 2 ** 20;
// Neither is made from the result: Chromium prints the one, and Cucumber writes the other.
const made = formatNames.filter((name) => name !== 'messages');
const out = mkdtempSync(join(tmpdir(), 'nopan-certify-bench-'));
try {
  const start = performance.now();
  writeReports(result, out, { formats: made });
  const allMs = performance.now() - start;
  const peakMb = process.resourceUsage().maxRSS / 1024;
  const each = made.map((name) => {
    const begin = performance.now();
    writeReports(result, out, { formats: [name] });
    return { name, ms: performance.now() - begin, bytes: statSync(join(out, formats[name].file)).size };
  });
  process.stdout.write(JSON.stringify({ formats: each, allMs, heldMb, peakMb } satisfies Writing));
} finally {
  rmSync(out, { recursive: true });
}

/** The first scenarios of a result, or all of them again and again under other names, none of which shares its evidence. */
function resized(whole: Result, length: number): Result {
  const originals = whole.scenarios;
  const scenarios = Array.from({ length }, (_, index): ScenarioResult => {
    const scenario = originals[index % originals.length];
    if (scenario === undefined) throw new Error('the result has no scenario');
    const times = Math.floor(index / originals.length);
    return times === 0 ? scenario : again(scenario, times);
  });
  const known = new Set(scenarios.map(({ id }) => id));
  const requirements = whole.requirements.map((requirement) => ({
    ...requirement,
    scenarios: requirement.scenarios.filter((id) => known.has(id)),
  }));
  return { ...whole, scenarios, requirements };
}

function again(scenario: ScenarioResult, times: number): ScenarioResult {
  const copy = JSON.parse(JSON.stringify(scenario)) as ScenarioResult;
  const uri = scenario.uri.replace(/\.feature$/, `-${times}.feature`);
  return { ...copy, uri, id: `${uri}:${copy.line}` };
}
