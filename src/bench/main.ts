import { sections } from './sections.ts';

/** `npm run bench`: medians, each beside a floor measured in the same run. `npm run bench -- mock` takes the sections it names. */
const named = process.argv.slice(2);
const unknown = named.filter((name) => sections[name] === undefined);
if (unknown.length > 0) {
  console.error(`There is no section ${unknown.join(', ')}: take some of ${Object.keys(sections).join(', ')}.`);
  process.exitCode = 2;
} else {
  for (const name of named.length > 0 ? named : Object.keys(sections)) await sections[name]?.();
}
