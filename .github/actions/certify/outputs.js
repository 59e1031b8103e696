// Prints the outputs of the action, name=value, from the reports in a folder; nothing when there was no run.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = process.argv[2];
const paths = { result: join(folder, 'result.json'), summary: join(folder, 'summary.md') };
const report = join(folder, 'report.html');

// A killed run leaves a marker in place of its result.
const certification = existsSync(paths.result) && JSON.parse(readFileSync(paths.result, 'utf8')).certification;

if (certification) {
  const { verdict, summary } = certification;
  const counts = { requirements: JSON.stringify(summary.requirements), scenarios: JSON.stringify(summary.scenarios) };
  for (const [name, value] of Object.entries({ verdict, ...counts, ...paths, ...(existsSync(report) && { report }) })) {
    // A line break in the name of a folder would be another output.
    console.log(`${name}=${value.replaceAll(/[\r\n]/g, '')}`);
  }
}
