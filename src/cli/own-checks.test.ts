import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it } from 'vitest';
import { packageRoot } from '../contract/locations.ts';
import { cli, readResult, withFolder, type Ended, started } from './fixtures/cli.ts';

const example = join(packageRoot(), 'docs/examples/own-checks');

describe('the worked example', () => {
  it('is certified beside everything of ours, also in worker processes', async () => {
    const [command = ''] = /(?<=^npx --no nopan-certify )run --features docs.*$/m.exec(
      readFileSync(join(packageRoot(), 'docs/own-checks.md'), 'utf8'),
    ) ?? [''];
    await withFolder(async (out) => {
      const options = [...command.split(' '), '--out', out, '--parallel', '2'];
      const { code, stderr } = await cli(options, { cwd: packageRoot() });
      const { verdict, notes, scenarios, requirements } = readResult(out);
      expect([code, verdict], stderr).toEqual([0, 'CERTIFIED']);
      expect(notes.slice(-3)).toEqual([
        "Features of the user's own took part: docs/examples/own-checks/features.",
        "Specs of the user's own took part: docs/examples/own-checks/specs.",
        "Step files of the user's own took part: docs/examples/own-checks/steps.",
      ]);
      const passed = { status: 'FINISHED', result: 'PASSED' };
      expect(scenarios.filter(({ outcome }) => !isDeepStrictEqual(outcome, passed))).toEqual([]);
      const own = scenarios.filter(({ uri }) => uri === 'docs/examples/own-checks/features/order-number.feature');
      expect(own.map(({ name, outcome }) => [name, outcome])).toEqual([
        ['The order number comes back with the payment', { status: 'FINISHED', result: 'PASSED' }],
        ['The order number outlives a refund', { status: 'FINISHED', result: 'PASSED' }],
      ]);
      expect(scenarios.length).toBeGreaterThan(own.length);
      expect(requirements.find(({ id }) => id === 'SHOP-01')).toMatchObject({
        outcome: { status: 'FINISHED', result: 'PASSED' },
        scenarios: own.map(({ id }) => id),
      });
    });
  });

  it('tells editors the schema of each of its specs', () => {
    const specs = join(example, 'specs');
    const files = readdirSync(specs, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.yaml'));
    expect(files).toHaveLength(3);
    for (const file of files) {
      const [first = ''] = readFileSync(join(specs, file), 'utf8').split('\n');
      const schema = /^# yaml-language-server: \$schema=(\S+)$/.exec(first)?.[1] ?? '';
      expect(existsSync(join(specs, dirname(file), schema)), `${file}: ${first}`).toBe(true);
    }
  });

  it('stands in the documentation as it is', () => {
    const text = readFileSync(join(packageRoot(), 'docs/own-checks.md'), 'utf8');
    expect(text).toContain(`\`\`\`js\n${readFileSync(join(example, 'steps/shop.js'), 'utf8')}\`\`\``);
  });
});

/** A copy of the example's features and specs, with changes, in a project of the user's; the step file stays in ours. */
async function inProject<T>(
  changes: Readonly<Record<string, string>>,
  use: (run: (...options: string[]) => Promise<Ended>, cwd: string) => Promise<T>,
): Promise<T> {
  return withFolder(async (cwd) => {
    for (const kind of ['features', 'specs']) cpSync(join(example, kind), join(cwd, kind), { recursive: true });
    for (const [file, text] of Object.entries(changes)) {
      mkdirSync(dirname(join(cwd, file)), { recursive: true });
      writeFileSync(join(cwd, file), text);
    }
    const folders = ['--features', 'features', '--specs', 'specs', '--steps', join(example, 'steps')];
    return use((...options) => cli(['run', ...folders, ...options], { cwd }), cwd);
  });
}

describe("a user's own checks elsewhere", () => {
  const wrong = `@stage:payments
Feature: Order numbers
  @SHOP-01
  Scenario: A number that was never sent
    When I start a payment with:
      | metadata.orderNumber | A-1001 |
    And I look its order up
    Then its order number is "A-1002"

  @SHOP-01
  Scenario: A number that is none
    When I start a payment with:
      | metadata.orderNumber | B2002  |
    And I look its order up
    Then it is accepted
`;

  it('fail like ours, judged by their own schema, and are named so that the run can be repeated', async () => {
    await inProject({ 'features/wrong.feature': wrong }, async (run, cwd) => {
      const { code } = await run('features/wrong.feature', '--out', 'out');
      const { verdict, scenarios, notes } = readResult(join(cwd, 'out'));
      expect([code, verdict]).toEqual([1, 'NOT CERTIFIED']);
      expect(scenarios.map(({ id, failure }) => [id, failure?.message, failure?.expected, failure?.actual])).toEqual([
        ['features/wrong.feature:4', 'The payment has the wrong value at /metadata/orderNumber', 'A-1002', 'A-1001'],
        [
          'features/wrong.feature:11',
          'The response to shop/order breaks its contract: /metadata/orderNumber must be text that matches ^[A-Z]-[0-9]{4}$',
          'text that matches ^[A-Z]-[0-9]{4}$',
          '"B2002"',
        ],
      ]);
      expect(scenarios[0]?.failure?.repeat).toBe(
        `${started(cwd)} run features/wrong.feature:4 --features features --specs specs --steps ${join(example, 'steps')}`,
      );
      expect(notes).toContain("Specs of the user's own took part: specs.");
      const repeated = await run(...(scenarios[0]?.failure?.repeat ?? '').split(' ').slice(3, 4), '--out', 'out');
      expect([repeated.code, readResult(join(cwd, 'out')).scenarios.length]).toEqual([1, 1]);
    });
  });

  it('leave out nothing of ours unless the selection does', async () => {
    await inProject({}, async (run) => {
      const { code, stdout } = await run('--dry-run');
      expect(code).toBe(0);
      expect(stdout).toContain('(features/order-number.feature:6)\n');
      expect(stdout).toContain('(features/token/access-token.feature:');
    });
  });

  it('are told apart from ours where they have the same path', async () => {
    const changes = { 'features/versioning/version.feature': wrong };
    await inProject(changes, async (run) => {
      const { stdout } = await run('--dry-run');
      expect(stdout).toMatch(/ \(features\/versioning\/version\.feature:\d+\)\n/);
      expect(stdout).toContain('A number that is none  (./features/versioning/version.feature:11)\n');
    });
  });
});

describe('a folder of checks that the configuration names', () => {
  const project = (changes: Readonly<Record<string, readonly [string, string]>>, cwd: string): void => {
    cpSync(example, join(cwd, 'checks'), { recursive: true });
    mkdirSync(join(cwd, 'node_modules'));
    symlinkSync(packageRoot(), join(cwd, 'node_modules/nopan-certify'));
    writeFileSync(join(cwd, 'nopan-certify.config.yaml'), 'checks: ./checks\n');
    writeFileSync(join(cwd, 'package.json'), '{ "type": "module" }');
    mkdirSync(join(cwd, 'reports'));
    writeFileSync(join(cwd, 'reports/report.html'), 'of an earlier run');
    for (const [file, [before, after]] of Object.entries(changes)) {
      const text = readFileSync(join(cwd, 'checks', file), 'utf8');
      expect(text).toContain(before);
      writeFileSync(join(cwd, 'checks', file), text.replaceAll(before, after));
    }
  };

  it('takes part, with tags of its own and parameters that a step file passes', async () => {
    await withFolder(async (cwd) => {
      const changes = {
        'features/order-number.feature': ['@SHOP-01\n', '@SHOP-01 @smoke\n'],
        'specs/requests/shop/order.yaml': ['${transactionId}', '${order}'],
        'steps/shop.js': [
          "call('shop/order')",
          "call('shop/order', { parameters: { order: this.conversation.variables.transactionId } })",
        ],
      } as const;
      project(changes, cwd);
      const { code, stderr } = await cli(['run', '--tags', '@smoke', '--out', 'out', '--quiet'], { cwd });
      const { scenarios, basis } = readResult(join(cwd, 'out'));
      expect([code, stderr]).toEqual([4, '']);
      expect(scenarios.map(({ tags, outcome }) => [tags, outcome])).toEqual([
        [['@stage:payments', '@SHOP-01', '@smoke'], { status: 'FINISHED', result: 'PASSED' }],
      ]);
      expect(basis?.own).toEqual({ features: 'checks/features', specs: 'checks/specs', steps: 'checks/steps' });
    });
  });

  it.each([['run'], ['run', '--dry-run', '--quiet'], ['trace', '--json']])(
    'is checked as a whole before anything is sent: %s',
    async (...command) => {
      await withFolder(async (cwd) => {
        const changes = {
          'features/order-number.feature': ['I look its order up', 'I look its orders up'],
          'specs/requests/shop/order.yaml': ['${transactionId}', '${transactonId}'],
          'specs/workflows/ordered-payment.yaml': ['${amount}', '${amont}'],
          'specs/requirements.yaml': ['SHOP-01', 'SHOP-02'],
        } as const;
        project(changes, cwd);
        const { code, stdout, stderr } = await cli(command, { cwd });
        expect([code, readdirSync(join(cwd, 'reports'))]).toEqual([2, ['report.html']]);
        const list = `"${started(cwd)} steps" lists all steps.`;
        const problems = [
          'checks/features/order-number.feature:5: error: Unknown requirement @SHOP-01. Did you mean @SHOP-02?',
          `checks/features/order-number.feature:9:5: error: Undefined step "I look its orders up". Did you mean "I look its order up"? ${list}`,
          'checks/features/order-number.feature:12: error: Unknown requirement @SHOP-01. Did you mean @SHOP-02?',
          `checks/features/order-number.feature:17:5: error: Undefined step "I look its orders up". Did you mean "I look its order up"? ${list}`,
          'checks/specs/requests/shop/order.yaml:8:9: error: Unknown variable ${transactonId}. Did you mean ${transactionId}?',
          'checks/specs/requirements.yaml:2:7: error: SHOP-02 (MUST) has no scenario. Tag one with @SHOP-02, or say under review why a person must attest it.',
          'checks/specs/workflows/ordered-payment.yaml:12:33: error: Unknown variable ${amont}. Did you mean ${amount}?',
        ];
        if (command[0] === 'trace') {
          expect((JSON.parse(stdout) as { problems: unknown[] }).problems).toHaveLength(problems.length);
          return;
        }
        const isDry = command.length > 1;
        expect((isDry ? stdout : stderr).split('\n')).toEqual([
          ...(isDry ? [] : ['nopan-certify: 7 problems in features, steps, specs or requirements; nothing was sent']),
          ...problems,
          '',
        ]);
      });
    },
  );
});

describe('broken checks are told with their place, and nothing is sent', () => {
  const requirement = readFileSync(join(example, 'specs/requirements.yaml'), 'utf8');
  const order = readFileSync(join(example, 'specs/requests/shop/order.yaml'), 'utf8');
  const workflow = readFileSync(join(example, 'specs/workflows/ordered-payment.yaml'), 'utf8');
  const ours = (path: string) => join(packageRoot(), 'specs', path);
  const copied = (path: string) => readFileSync(ours(path), 'utf8');

  it.each([
    [
      'a request spec with a misspelt key',
      { 'specs/requests/shop/order.yaml': order.replace('summary:', 'sumary:') },
      'sumary is not a known property (ERR_SPEC)',
      'specs/requests/shop/order.yaml:3:1',
    ],
    [
      'a request spec of ours',
      { 'specs/requests/payments/status.yaml': copied('requests/payments/status.yaml') },
      'Duplicate request spec: payments/status (ERR_SPEC)',
      'specs/requests/payments/status.yaml:2:5',
      `another name than that of ${ours('requests/payments/status.yaml')}:2:5`,
    ],
    [
      'a schema that is not there',
      { 'specs/requests/shop/order.yaml': order.replace('shop/order.response', 'shop/order.respons') },
      'There is no schema shop/order.respons (ERR_SPEC)',
      'specs/requests/shop/order.yaml:11:18',
      'a file specs/schemas/shop/order.respons.json',
    ],
    [
      'a schema of ours',
      { 'specs/schemas/error.json': copied('schemas/error.json') },
      'Duplicate schema id: error (ERR_SCHEMA)',
      'specs/schemas/error.json',
      `another name than that of ${ours('schemas/error.json')}`,
    ],
    [
      'a schema that is no JSON',
      { 'specs/schemas/shop/order.response.json': '{\n  "type": object\n}' },
      'The schema shop/order.response cannot be read: ',
      'specs/schemas/shop/order.response.json:2:11',
    ],
    [
      'a schema that ends too early',
      { 'specs/schemas/shop/order.response.json': '{\n  "type": "object",' },
      'The schema shop/order.response cannot be read: ',
      'specs/schemas/shop/order.response.json:2:20',
    ],
    [
      'a schema with an unknown keyword',
      { 'specs/schemas/shop/order.response.json': '{ "tpye": "object" }' },
      'The schema shop/order.response is not valid: unknown keyword: "tpye" (ERR_SCHEMA)',
      'specs/schemas/shop/order.response.json:1:3',
    ],
    [
      'a workflow by an id of ours',
      { 'specs/workflows/approval.yaml': workflow.replace('id: ordered-payment', 'id: approval') },
      'Duplicate workflow: approval (ERR_SPEC)',
      'specs/workflows/approval.yaml:2:5',
      `another name than that of ${ours('workflows/approval.yaml')}:2:5`,
    ],
    [
      'a workflow by a title of ours',
      { 'specs/workflows/ordered-payment.yaml': workflow.replace('an ordered payment', 'a captured payment') },
      'Duplicate workflow: a captured payment (ERR_SPEC)',
      'specs/workflows/ordered-payment.yaml:3:8',
      `another name than that of ${ours('workflows/captured-payment.yaml')}:3:8`,
    ],
    [
      'a requirement by an id of ours',
      { 'specs/requirements.yaml': requirement.replace('SHOP-01', 'TLS-01') },
      "The prefix of TLS-01 is one of nopan-certify's own (ERR_CATALOGUE)",
      'specs/requirements.yaml:2:7',
      `another prefix than that of ${ours('requirements.yaml')}:`,
    ],
    [
      'a requirement without its level',
      { 'specs/requirements.yaml': requirement.replace('  level: MUST\n', '') },
      '0.level is required (ERR_CATALOGUE)',
      'specs/requirements.yaml:2:3',
    ],
    [
      'a folder that nothing looks for',
      { 'specs/request/shop/order.yaml': order },
      'Nothing looks for request (ERR_SPEC)',
      'specs/request',
      'requests, workflows, schemas, requirements.yaml',
    ],
    [
      'a feature that cannot be parsed',
      { 'features/broken.feature': 'Feature: x\n  Scenario: y\n    Given z\n    Gven z\n' },
      'The feature file cannot be read: ',
      'features/broken.feature:4',
    ],
  ] as const)('%s', async (_, changes, message, where, expected: string | undefined = '') => {
    await inProject(changes, async (run, cwd) => {
      const { code, stdout, stderr } = await run('--out', 'out');
      expect(stderr).toContain(`nopan-certify: ${message}`);
      expect(stderr).toMatch(new RegExp(`^  at        ${where.replaceAll('.', '\\.')}$`, 'm'));
      if (expected !== '') expect(stderr).toContain(`  expected  ${expected}`);
      expect([code, stdout, existsSync(join(cwd, 'out'))]).toEqual([2, '', false]);
    });
  });

  it.each([
    ['--features', 'There is no feature in specs (ERR_USAGE)\n  at        --features specs\n'],
    ['--specs', 'Nothing looks for specs (ERR_SPEC)\n'],
  ])('a folder that holds something else, for %s', async (option, told) => {
    await inProject({}, async (_, cwd) => {
      const { code, stderr } = await cli(['run', option, option === '--specs' ? '.' : 'specs'], { cwd });
      expect([code, stderr.includes(told)], stderr).toEqual([2, option === '--features']);
    });
  });

  it.each(['--features', '--specs'])('a folder that is not there, for %s', async (option) => {
    const { code, stderr } = await cli(['run', option, 'nowhere']);
    expect(code).toBe(2);
    expect(stderr).toContain(`nopan-certify: There is no folder nowhere (ERR_USAGE)\n  at        ${option} nowhere\n`);
  });
});
