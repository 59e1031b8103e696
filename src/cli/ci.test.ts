import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { packageRoot } from '../contract/locations.ts';
import { cli } from './fixtures/cli.ts';

const actionFolder = join(packageRoot(), '.github/actions/certify');
const read = (path: string): string => readFileSync(join(packageRoot(), path), 'utf8');

interface Step {
  readonly id?: string;
  readonly name?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly shell?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly with?: Readonly<Record<string, unknown>>;
}

interface Action {
  readonly inputs: Readonly<Record<string, { readonly description: string; readonly default: string }>>;
  readonly outputs: Readonly<Record<string, { readonly description: string; readonly value: string }>>;
  readonly runs: { readonly using: string; readonly steps: readonly Step[] };
}

const text = read('.github/actions/certify/action.yml');
const action = parse(text) as Action;
const { steps } = action.runs;

/** What stands in `${{ … }}`. */
const expressions = (source: string): string[] =>
  [...source.matchAll(/\$\{\{ *(.*?) *\}\}/g)].map(([, expression = '']) => expression);

describe('the composite action', () => {
  it('says for each step what runs it', () => {
    expect(action.runs.using).toBe('composite');
    for (const step of steps) {
      expect([step.name, step.uses === undefined]).toEqual([step.name, step.run !== undefined]);
      if (step.run !== undefined) expect([step.name, step.shell]).toEqual([step.name, 'bash']);
      if (step.uses !== undefined) expect(step.uses).toMatch(/^[\w-]+\/[\w-]+@v\d+$/);
    }
  });

  it('names only inputs, steps and outputs that there are', () => {
    const known = [
      ...Object.keys(action.inputs).map((name) => `inputs.${name}`),
      ...Object.keys(action.outputs).map((name) => `steps.certify.outputs.${name}`),
      'steps.install.outputs.program',
    ];
    const used = expressions(text.replaceAll('${env:…}', ''));
    expect(used.filter((expression) => !known.includes(expression))).toEqual([]);
    expect(known.filter((name) => !used.includes(name))).toEqual([]);
    expect(steps.filter(({ id }) => id === 'certify')).toHaveLength(1);
  });

  it('puts no input into a script, where it could be another command', () => {
    for (const { run = '' } of steps) expect(expressions(run)).toEqual([]);
  });

  it('has every input and output in docs/ci.md', () => {
    const document = read('docs/ci.md');
    const rows = [...document.matchAll(/^\| `([\w-]+)` /gm)].map(([, name]) => name);
    expect(rows).toEqual([...Object.keys(action.inputs), ...Object.keys(action.outputs)]);
  });
});

describe('the shell steps of the action', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'action-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  const file = (name: string): string => join(folder, name);
  const written = (name: string): string => (existsSync(file(name)) ? readFileSync(file(name), 'utf8') : '');

  /** What a step wrote to GITHUB_OUTPUT, as the runner takes it. */
  const outputs = (): Record<string, string> =>
    Object.fromEntries(
      written('output')
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
    );

  /** Leaves the program where a project has it installed. */
  function leaveProgram(): void {
    mkdirSync(file('node_modules/.bin'), { recursive: true });
    const main = join(packageRoot(), 'dist/src/cli/main.js');
    writeFileSync(file('node_modules/.bin/nopan-certify'), `#!/bin/sh\nexec node '${main}' "$@"\n`, { mode: 0o755 });
  }

  /** Runs the action as far as the verdict, with the program installed; tells what the run printed. */
  function certify(inputs: Readonly<Record<string, string>>): { status: number | null; stdout: string } {
    leaveProgram();
    run('Install nopan-certify');
    return run('Certify', inputs);
  }

  /** Runs a step as a composite action does; `npm` is a script that tells how it was called. */
  function run(name: string, inputs: Readonly<Record<string, string>> = {}): { status: number | null; stdout: string } {
    const step = steps.find((each) => each.name === name);
    if (step?.run === undefined) throw new Error(`There is no step ${name}`);
    mkdirSync(file('bin'), { recursive: true });
    writeFileSync(file('bin/npm'), '#!/bin/sh\necho "npm $*"\n');
    chmodSync(file('bin/npm'), 0o755);
    const resolved = Object.entries(step.env ?? {}).map(([variable, expression]) => [
      variable,
      valueOf(expressions(expression)[0] ?? '', inputs),
    ]);
    const { status, stdout } = spawnSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', step.run], {
      cwd: folder,
      encoding: 'utf8',
      env: {
        PATH: `${file('bin')}:${join(process.execPath, '..')}:${process.env['PATH'] ?? ''}`,
        GITHUB_ACTIONS: 'true',
        GITHUB_ACTION_PATH: actionFolder,
        RUNNER_TEMP: file('temp'),
        GITHUB_OUTPUT: file('output'),
        GITHUB_STEP_SUMMARY: file('summary'),
        ...(Object.fromEntries(resolved) as Record<string, string>),
      },
    });
    return { status, stdout };
  }

  const valueOf = (expression: string, inputs: Readonly<Record<string, string>>): string => {
    const name = expression.split('.').at(-1) ?? '';
    return expression.startsWith('inputs.')
      ? (inputs[name] ?? action.inputs[name]?.default ?? '')
      : (outputs()[name] ?? '');
  };

  it('install what the project depends on, unless it is there', () => {
    expect(run('Install nopan-certify')).toEqual({ status: 0, stdout: 'npm ci --no-audit --no-fund\n' });
    expect(outputs()).toEqual({ program: file('node_modules/.bin/nopan-certify') });
    leaveProgram();
    expect(run('Install nopan-certify')).toEqual({ status: 0, stdout: '' });
  });

  it('install the packed program that is named, outside the project', () => {
    writeFileSync(file('packed.tgz'), '');
    const install = `npm install --prefix ${file('temp')}/nopan-certify --no-audit --no-fund --`;
    for (const [name, path] of [
      ['packed.tgz', file('packed.tgz')],
      ['https://shop.example/packed.tgz', 'https://shop.example/packed.tgz'],
    ] as const)
      expect(run('Install nopan-certify', { package: name })).toEqual({ status: 0, stdout: `${install} ${path}\n` });
    expect(outputs()).toEqual({ program: file('temp/nopan-certify/node_modules/.bin/nopan-certify') });
  });

  it('certify, with outputs and a summary, and fail with the exit code at the end only', () => {
    const inputs = { tags: '@TOK-01 and not @needs:clock', out: 'the reports' };
    expect(certify(inputs)).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('INCOMPLETE') as string,
    });
    const { requirements = '', ...others } = outputs();
    expect(others).toMatchObject({
      ...{ verdict: 'INCOMPLETE', 'exit-code': '4' },
      ...{ result: 'the reports/result.json', summary: 'the reports/summary.md', report: 'the reports/report.html' },
    });
    expect(JSON.parse(requirements)).toMatchObject({ failed: 0 });
    expect(run('Job summary').status).toBe(0);
    expect(written('summary')).toMatch(/^## ⚠️ INCOMPLETE$/m);
    expect(run('Verdict').status).toBe(4);
    expect(run('Verdict', { shard: '1/3' }).status).toBe(0);
  });

  it('mark what was not shown, but not what a shard leaves to the others', () => {
    const tags = '@stage:versioning';
    expect(certify({ tags, format: 'json' }).stdout).toMatch(/^::warning /m);
    expect(outputs()).not.toHaveProperty('report');
    expect(run('Certify', { tags, shard: '1/2' }).stdout).not.toMatch(/^::/m);
  });

  it('have neither verdict nor summary when nothing was run, not even those of an earlier run', () => {
    mkdirSync(file('reports'));
    writeFileSync(file('reports/result.json'), '{"certification":{"verdict":"CERTIFIED","summary":{}}}');
    expect(certify({ tags: '@broken and (' }).status).toBe(0);
    expect(outputs()).toEqual({ program: file('node_modules/.bin/nopan-certify'), 'exit-code': '2' });
    expect(run('Job summary').status).toBe(0);
    expect(written('summary')).toBe('');
    expect(run('Verdict', { shard: '1/3' }).status).toBe(2);
  });

  it('take an input for what it is, and for no command', () => {
    certify({ tags: '$(touch injected) @none', config: '; touch injected' });
    expect(existsSync(file('injected'))).toBe(false);
    expect(outputs()['exit-code']).toBe('2');
  });
});

interface Job {
  readonly script?: readonly string[];
  readonly extends?: string;
  readonly stage?: string;
  readonly steps?: readonly Step[];
  readonly needs?: string;
}

describe('the templates', () => {
  const github = parse(read('docs/ci/github.yml')) as { readonly jobs: Readonly<Record<string, Job>> };
  const gitlab = ['docs/ci/gitlab.yml', 'docs/ci/gitlab-shards.yml'].map((path) => {
    const { stages = ['test'], ...jobs } = parse(read(path)) as { readonly stages?: readonly string[] };
    return { stages, jobs: new Map(Object.entries<Job>(jobs)) };
  });

  it('give the action only inputs that it has, and jobs only needs that there are', () => {
    const jobs = Object.values(github.jobs);
    const uses = jobs
      .flatMap(({ steps: all = [] }) => all)
      .filter(({ uses: used = '' }) => used.includes('actions/certify@'));
    expect(uses).toHaveLength(1);
    for (const { with: inputs = {} } of uses)
      expect(Object.keys(inputs).filter((name) => action.inputs[name] === undefined)).toEqual([]);
    for (const { needs } of jobs) expect([undefined, ...Object.keys(github.jobs)]).toContain(needs);
  });

  it('name stages and templates of GitLab that there are', () => {
    for (const { stages, jobs } of gitlab) {
      for (const { stage, extends: template } of jobs.values()) {
        expect([undefined, ...stages]).toContain(stage);
        expect([undefined, ...jobs.keys()]).toContain(template);
      }
    }
  });

  it('run with options that there are', async () => {
    const { stdout: help } = await cli(['run', '--help']);
    const scripts = gitlab.flatMap(({ jobs }) => [...jobs.values()].flatMap(({ script = [] }) => script));
    const start = 'npx --no nopan-certify run ';
    const runs = scripts.filter((line) => line.startsWith(start)).map((line) => line.slice(start.length));
    expect(runs).toHaveLength(2);
    for (const [option] of runs.join(' ').matchAll(/--[a-z-]+/g)) expect(help).toContain(`  ${option} `);
  });
});
