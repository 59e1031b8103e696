import { sep } from 'node:path';
import { expect, test } from 'vitest';
import { folder } from './fixtures/folder.ts';
import { requestsDir, schemasDir, workflowsDir } from './locations.ts';
import { loadRequestSpecs } from './request-spec.ts';
import { loadSchemas } from './schemas.ts';
import { unknownVariables } from './unknown-variables.ts';
import { loadWorkflows } from './workflow.ts';

const schemas = loadSchemas(schemasDir);

const request = `id: order
summary: An order
source: Shop
request:
  method: GET
  path: /orders/\${transactonId}
  query: { account: '\${account.id}', order: '\${unique.ordre}' }
responses:
  200: { capture: { orderId: /id } }
variants:
  other: { summary: Other, merge: { query: { order: '\${orderId}', other: '\${nothing-like-it}' } } }
`.replace('nothing-like-it', 'completelyDifferent');

const workflow = `id: ordered
title: an ordered payment
summary: Ordered
parameters: { amount: 5, payer: '\${payerIdd}' }
steps:
  - call: order
  - call: payments/initiate
    with: { paymentDetails: { amount: '\${amont}' }, metadata: { order: '\${orderId}' } }
`;

test('finds variables of the user that nothing sets, with their places', () => {
  const requests = folder({ 'order.yaml': request });
  const workflows = folder({ 'ordered.yaml': workflow });
  const specs = loadRequestSpecs([requestsDir, requests], schemas);
  const states = loadWorkflows([workflowsDir, workflows], schemas, specs);
  const known = ['account.id', 'unique.order', 'payerId', 'protocol.token.path'];
  const own = (file: string): boolean => [requests, workflows].some((dir) => file.startsWith(dir + sep));
  const found = unknownVariables({ requests: specs, workflows: states }, known, own);
  expect(found.map(({ name, where, likely }) => [name, where.split('/').at(-1), likely])).toEqual([
    ['transactonId', 'order.yaml:6:9', 'transactionId'],
    ['unique.ordre', 'order.yaml:7:45', 'unique.order'],
    ['completelyDifferent', 'order.yaml:11:74', undefined],
    ['payerIdd', 'ordered.yaml:4:33', 'payerId'],
    ['amont', 'ordered.yaml:8:39', 'amount'],
  ]);
  expect(unknownVariables({ requests: specs, workflows: states }, known, () => false)).toEqual([]);
});
