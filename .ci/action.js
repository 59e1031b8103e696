// Runs the steps of the GitHub action in the current folder, as its runner does, with the packed program that is named.
import { spawnSync } from 'node:child_process';
import { appendFileSync, mkdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';

const folder = join(import.meta.dirname, '../.github/actions/certify');
const action = parse(readFileSync(join(folder, 'action.yml'), 'utf8'));
const runner = resolve('..', 'runner');
mkdirSync(runner);
const files = { GITHUB_OUTPUT: join(runner, 'output'), GITHUB_STEP_SUMMARY: join(runner, 'summary') };
for (const file of Object.values(files)) appendFileSync(file, '');

/** What the steps so far wrote to GITHUB_OUTPUT. */
const outputs = () =>
  Object.fromEntries(
    readFileSync(files.GITHUB_OUTPUT, 'utf8')
      .split('\n')
      .map((line) => line.split(/=(.*)/)),
  );

const valueOf = (expression) => {
  const name = expression.split('.').at(-1);
  if (!expression.startsWith('inputs.')) return outputs()[name] ?? '';
  return name === 'package' ? process.argv[2] : (action.inputs[name]?.default ?? '');
};

for (const { name, run, env = {} } of action.runs.steps) {
  if (run === undefined) continue;
  console.log(`- ${name}`);
  const given = Object.entries(env).map(([key, text]) => [
    key,
    text.replace(/\$\{\{ *(.*?) *\}\}/, (_, expression) => valueOf(expression)),
  ]);
  const { status } = spawnSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', run], {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...files, RUNNER_TEMP: runner, GITHUB_ACTION_PATH: folder, ...Object.fromEntries(given) },
  });
  if (status !== 0) process.exit(status ?? 1);
}
