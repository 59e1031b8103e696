import { describe, expect, it } from 'vitest';
import type { Delivery, Exchange, ScenarioResult } from '../contract/types/result.ts';
import { coverageOf } from './coverage.ts';
import { exchange } from './fixtures/run.ts';
import type { Universe } from './universe.ts';

const universe: Universe = {
  operations: { 'payments/initiate': ['200', 'default'], 'payments/status': ['200', 'default'], 'mock/set': ['204'] },
  statuses: ['200', '401', '500'],
  reasonCodes: ['-1', '4992', '9999'],
  webhookTypes: ['PAYMENT_INITIATE', 'PAYMENT_REFUND'],
  providers: ['BLIK', 'WERO'],
  settings: {
    'signature.profile': ['http-message-signature', 'detached-jws'],
    'signature.requestDigest': ['sha-256', 'sha-512'],
    'signature.responseDigest': ['sha-256', 'sha-512'],
    'signature.ecdsaEncoding': ['ieee-p1363', 'der'],
    'signature.signatureParamsForm': ['rfc9421', 'labelled'],
  },
};

const initiate = (status: number, providerId: string, answer: object): Exchange => ({
  ...exchange,
  spec: 'payments/initiate#blik+auto-capture',
  request: {
    ...exchange.request,
    fields: [['content-digest', 'sha-256=:abk=:, sha-512=:abk=:']],
    body: JSON.stringify({ providerDetails: { providerId } }),
  },
  response: { status, fields: [['Content-Digest', 'sha-512=:abk=:']], body: JSON.stringify(answer) },
  signature: {
    request: { profile: 'detached-jws', keyid: 'k', algorithm: 'ES256', base: '' },
    response: { verified: status === 200, signatureParamsForm: 'rfc9421', ecdsaEncoding: 'der' },
  },
});

const delivery = (notificationType: string, hmacVerified: boolean): Delivery => ({
  ...{ id: 'd', receivedAt: '2026-01-19T12:00:00.000Z', fields: [], answeredWith: 202 },
  ...{ notificationType, hmacVerified, body: '{"statusInfo":{"reasonCode":"9999"}}' },
});

const scenarioOf = (exchanges: Exchange[], deliveries: Delivery[] = []): ScenarioResult => ({
  ...{ id: 'a:1', name: 'a', feature: 'A', uri: 'a', line: 1, tags: ['@SIG-01'], requirements: ['SIG-01'] },
  outcome: { status: 'FINISHED', result: 'PASSED' },
  steps: [{ keyword: 'When', text: 'a', status: 'PASSED', durationMs: 1, exchanges, deliveries }],
});

const coverage = coverageOf(
  [
    scenarioOf([
      initiate(200, 'BLIK', { statusInfo: { reasonCode: '-1' } }),
      initiate(401, 'WERO', { statusInfo: { reasonCode: '4992' } }),
    ]),
    scenarioOf(
      [
        { ...exchange, response: { status: 200, fields: [], body: '{"events":[{"statusInfo":{"reasonCode":"-1"}}]}' } },
        { ...exchange, response: { status: 200, fields: [], body: '[cut to 5]\n{"reasonCode":"777"' } },
        {
          id: '2',
          spec: 'mock/set',
          startedAt: exchange.startedAt,
          request: exchange.request,
          signature: {},
          timings: exchange.timings,
        },
      ],
      [delivery('PAYMENT_INITIATE', true), delivery('PAYMENT_REFUND', false)],
    ),
  ],
  universe,
);

const of = (name: string) => coverage.values.find((covered) => covered.name === name);

describe('coverageOf', () => {
  it('counts the answers of each operation, whatever its variant, by status', () => {
    expect(coverage.operations).toEqual([
      {
        name: 'payments/initiate',
        seen: [
          { value: '200', count: 1 },
          { value: '401', count: 1 },
        ],
        unseen: [],
        known: 2,
      },
      { name: 'payments/status', seen: [{ value: '200', count: 2 }], unseen: ['default'], known: 2 },
      { name: 'mock/set', seen: [], unseen: ['204'], known: 1 },
    ]);
    expect(of('statuses')).toEqual({
      name: 'statuses',
      seen: [
        { value: '200', count: 3 },
        { value: '401', count: 1 },
      ],
      unseen: ['500'],
      known: 3,
    });
  });

  it('finds reason codes at any depth of what came back, and passes over a content that was cut', () => {
    expect(of('reason codes')).toEqual({
      name: 'reason codes',
      seen: [
        { value: '-1', count: 2 },
        { value: '4992', count: 1 },
        { value: '9999', count: 1 },
      ],
      unseen: [],
      known: 3,
    });
  });

  it('takes a webhook for seen only when its HMAC verifies, and a provider only when the request was accepted', () => {
    expect(of('webhook types')).toMatchObject({
      seen: [{ value: 'PAYMENT_INITIATE', count: 1 }],
      unseen: ['PAYMENT_REFUND'],
    });
    expect(of('providers')).toMatchObject({ seen: [{ value: 'BLIK', count: 1 }], unseen: ['WERO'] });
  });

  it('reads settings of the wire off accepted requests and verified answers', () => {
    expect(of('signature.profile')).toMatchObject({
      seen: [{ value: 'detached-jws', count: 2 }],
      unseen: ['http-message-signature'],
    });
    expect(of('signature.requestDigest')?.seen.map(({ value }) => value)).toEqual(['sha-256', 'sha-512']);
    expect(of('signature.responseDigest')).toMatchObject({
      seen: [{ value: 'sha-512', count: 1 }],
      unseen: ['sha-256'],
    });
    expect(of('signature.ecdsaEncoding')).toMatchObject({ seen: [{ value: 'der', count: 1 }], unseen: ['ieee-p1363'] });
    expect(of('signature.signatureParamsForm')).toMatchObject({
      seen: [{ value: 'rfc9421', count: 1 }],
      unseen: ['labelled'],
    });
  });

  it('has seen nothing where something before the target answered', () => {
    const failure = { code: 'ERR_TARGET', message: '500 Internal Server Error from https://127.0.0.1, not signed' };
    const busy = { ...initiate(500, 'BLIK', { statusInfo: { reasonCode: '9999' } }), failure };
    const { operations, values } = coverageOf([scenarioOf([busy])], universe);
    expect([...operations, ...values].flatMap(({ seen }) => seen)).toEqual([]);
  });

  it('has seen nothing of a run without exchanges, whatever its scenarios are tagged with', () => {
    const { operations, values } = coverageOf([scenarioOf([])], universe);
    expect([...operations, ...values].flatMap(({ seen }) => seen)).toEqual([]);
    expect(values.find(({ name }) => name === 'providers')?.unseen).toEqual(['BLIK', 'WERO']);
  });
});
