import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { folder, told } from './fixtures/folder.ts';
import { requestsDir, schemasDir, workflowsDir } from './locations.ts';
import { loadRequestSpecs } from './request-spec.ts';
import { loadSchemas } from './schemas.ts';
import { loadWorkflows, parametersOf } from './workflow.ts';

const schemas = loadSchemas(schemasDir);
const specs = loadRequestSpecs(requestsDir, schemas);
const workflows = loadWorkflows(workflowsDir, schemas, specs);

test('included workflows stand in their place, and their parameters are asked for too', () => {
  const { title, parameters, calls } = workflows.get('captured-payment');
  expect(title).toBe('a captured payment');
  expect(parameters).toEqual({ amount: 2500 });
  const overridePlace = expect.any(Function) as () => string;
  expect(calls).toEqual([
    {
      overridePlace,
      call: 'payments/initiate',
      variant: 'deferred-capture',
      with: { paymentDetails: { amount: '${amount}' } },
      expect: { '/status': 'PENDING' },
      where: expect.stringMatching(/authorized-payment\.yaml:10:5$/) as string,
    },
    { overridePlace, call: 'mock/approve', where: expect.any(String) as string },
    {
      overridePlace,
      call: 'payments/finalize',
      poll: { until: { '/status': 'APPROVED' }, seconds: 10 },
      where: expect.any(String) as string,
    },
    {
      overridePlace,
      call: 'payments/capture',
      with: { paymentDetails: { amount: '${amount}' } },
      expect: { '/status': 'APPROVED' },
      where: expect.stringMatching(/captured-payment\.yaml:8:5$/) as string,
    },
  ]);
});

test('values of included workflows have their place', () => {
  const { calls, parameterPlace } = workflows.get('captured-payment');
  expect(calls[0]?.overridePlace('/paymentDetails/amount')).toMatch(/authorized-payment\.yaml:14:17$/);
  expect(parameterPlace('/amount')).toMatch(/authorized-payment\.yaml:\d+:\d+$/);
});

test('parameters have defaults, of which variables are filled in', () => {
  expect(parametersOf(workflows.get('captured-payment'), { amount: 5 }, {})).toEqual({ amount: 5 });
  expect(parametersOf(workflows.get('declined-payment'), {}, { 'unique.payer': () => 'payer-1' })).toEqual({
    payerId: 'payer-1',
  });
  expect(told(() => parametersOf(workflows.get('declined-payment'), {}, {}))).toMatchObject({
    code: 'ERR_VARIABLE',
    message: 'There is no variable ${unique.payer}',
    where: 'specs/workflows/declined-payment.yaml:7:12',
  });
});

describe('a broken workflow is refused', () => {
  const head = (id: string) => `id: ${id}\ntitle: to ${id}\nsummary: s\nsteps:\n`;

  /** What is told of workflow `a`, its folder cut from the places. */
  function toldOf(steps: string, others: Readonly<Record<string, string>> = {}) {
    const dir = folder({ 'a.yaml': head('a') + steps, ...others });
    const { where = '', ...rest } = told(() => loadWorkflows(dir, schemas, specs));
    return { where: where.replace(join(dir, '/'), ''), ...rest };
  }

  test('it calls what does not exist', () => {
    expect(toldOf('  - call: payments/initate\n')).toEqual({
      code: 'ERR_SPEC',
      message: 'There is no request spec payments/initate',
      where: 'a.yaml:5:11',
      expected: 'the id of a request spec',
      actual: 'payments/initate',
      advice: 'Did you mean payments/initiate?',
    });
  });

  test('it asks for a variant that does not exist', () => {
    expect(toldOf('  - call: payments/initiate\n    variant: blik+defered-capture\n')).toMatchObject({
      message: 'payments/initiate has no variant defered-capture',
      where: 'a.yaml:6:14',
      advice: 'Did you mean deferred-capture?',
    });
  });

  test('it includes what does not exist', () => {
    expect(toldOf('  - workflow: b\n')).toMatchObject({ message: 'There is no workflow b', where: 'a.yaml:5:15' });
  });

  test('it includes itself', () => {
    expect(toldOf('  - workflow: b\n', { 'b.yaml': `${head('b')}  - workflow: a\n` })).toEqual({
      code: 'ERR_SPEC',
      message: 'The workflow includes itself: a → b → a',
      where: 'b.yaml:5:15',
      expected: 'a chain of workflows that ends',
      advice: 'Remove one of the inclusions.',
    });
  });

  test.each([
    [
      '  - call: payments/status\n    expect: { /status: A }\n    poll: { until: { /status: A }, seconds: 1 }\n',
      'steps.0.expect must not be there',
      'a.yaml:6:13',
    ],
    ['  - workflow: a\n    variant: blik\n', 'steps.0.variant must not be there', 'a.yaml:6:14'],
    ['  - variant: blik\n', 'steps.0.call is required', 'a.yaml:5:5'],
    [
      '  - call: payments/status\n    expect: { status: A }\n',
      'steps.0.expect.status is not a known property',
      'a.yaml:6:15',
    ],
    [
      '  - call: payments/status\n    poll: { until: { /status: A } }\n',
      'steps.0.poll.seconds is required',
      'a.yaml:6:11',
    ],
    ['  []\n', 'steps must have at least 1 item(s)', 'a.yaml:5:3'],
  ])('its steps are not steps: %j', (steps, message, where) => {
    expect(toldOf(steps)).toMatchObject({ code: 'ERR_SPEC', message, where });
  });
});
