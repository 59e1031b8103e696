import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020, type AnySchemaObject } from 'ajv/dist/2020.js';
import ajvFormats from 'ajv-formats';
import { describe, expect, test } from 'vitest';
import { folder, told } from './fixtures/folder.ts';
import { schemasDir } from './locations.ts';
import { loadSchemas } from './schemas.ts';

const schemas = loadSchemas(schemasDir);

describe('every schema of the package', () => {
  const metaSchema = new Ajv2020();
  ajvFormats.default(metaSchema);

  test.each(schemas.ids)('%s is a schema of draft 2020-12, and compiles', (id) => {
    const schema = JSON.parse(readFileSync(join(schemasDir, `${id}.json`), 'utf8')) as AnySchemaObject;
    expect(schema.$schema).toBe('https://json-schema.org/draft/2020-12/schema');
    expect(schema).not.toHaveProperty('$id');
    expect(metaSchema.validateSchema(schema), metaSchema.errorsText()).toBe(true);
    expect(() => schemas.violations(id, null)).not.toThrow();
  });
});

const payment = {
  transactionId: 'p9vhkuj92yav',
  processingAccountId: 'pa-1',
  clientTransactionId: 'order-1',
  status: 'DECLINED',
  statusInfo: { reasonCode: '1000', message: 'Non sufficient funds' },
};

describe('answers', () => {
  test('a declined payment may lack its details', () => {
    expect(schemas.violations('payments/finalize.response', payment)).toEqual([]);
  });

  test('a field that is not known yet is no violation', () => {
    expect(schemas.violations('payments/status.response', { ...payment, settledAt: '2026-01-19' })).toEqual([]);
  });

  test('what is always there must be there, and a known field has its type', () => {
    const broken = { ...payment, statusInfo: undefined, status: undefined, metadata: { basket: 7 } };
    expect(schemas.violations('payments/status.response', JSON.parse(JSON.stringify(broken)))).toEqual([
      { pointer: '/status', keyword: 'required', message: 'is required', expected: 'a value', actual: 'nothing' },
      { pointer: '/metadata/basket', keyword: 'type', message: 'must be text', expected: 'text', actual: 'a number' },
    ]);
  });

  test('a timestamp is a date-time of RFC 3339', () => {
    const at = (registeredAt: unknown) =>
      schemas.violations('payments/initiate.response', { ...payment, providerDetails: { registeredAt } });
    expect(at('2026-01-19T14:32:05.987654Z')).toEqual([]);
    expect(at('2026-01-19')).toMatchObject([
      { pointer: '/providerDetails/registeredAt', message: 'must be a date-time' },
    ]);
    expect(at(1748505211886)).toMatchObject([{ pointer: '/providerDetails/registeredAt', message: 'must be text' }]);
  });

  test('a public key set has no private key in it', () => {
    const key = { kty: 'EC', kid: 'nopan-sandbox', crv: 'P-256', x: 'x', y: 'y' };
    expect(schemas.violations('auth/jwks.response', { keys: [key] })).toEqual([]);
    expect(schemas.violations('auth/jwks.response', { keys: [{ ...key, d: 'd' }] })).toMatchObject([
      { pointer: '/keys/0/d', message: 'must not be there' },
    ]);
  });
});

describe('requests', () => {
  const capture = {
    processingAccountId: 'pa-1',
    clientTransactionId: 'capture-1',
    transactionId: 'p9vhkuj92yav',
    paymentDetails: { amount: 100 },
  };

  test.each([
    [{ ...capture }, []],
    [{ ...capture, paymentDetails: {} }, ['/paymentDetails/amount is required']],
    [{ ...capture, paymentDetails: { amount: 0 } }, ['/paymentDetails/amount must be at least 1']],
    [{ ...capture, paymentDetails: { amount: 1.5 } }, ['/paymentDetails/amount must be a whole number']],
    [{ ...capture, transactionId: '' }, ['/transactionId must not be empty']],
    [{ ...capture, amount: 100 }, ['/amount is not a known property']],
    [[], [' must be an object']],
  ])('a capture %j: %j', (body, problems) => {
    const violations = schemas.violations('payments/capture.request', body);
    expect(violations.map(({ pointer, message }) => `${pointer} ${message}`)).toEqual(problems);
  });

  test('a step of the mock has the outcomes of its own operation only', () => {
    const mock = (steps: object) =>
      schemas.violations('mock/set.request', {
        processingAccountId: 'pa-1',
        key: { type: 'PAYER_ID', value: 'payer-1' },
        type: 'MOCK',
        steps,
      });
    expect(mock({ cancelStep: { status: 'CANCELED' }, refundStep: { status: 'ACCEPTED' } })).toEqual([]);
    expect(mock({ cancelStep: { status: 'APPROVED' } })).toMatchObject([
      { pointer: '/steps/cancelStep/status', message: 'must be one of CANCELED, DECLINED' },
    ]);
    expect(mock({ initiate: { status: 'PENDING' } })).toMatchObject([
      { pointer: '/steps/initiate', keyword: 'additionalProperties' },
    ]);
  });
});

describe('webhooks', () => {
  const notification = {
    notificationId: 'fc5adbcd-5f08-4d09-9307-08d950809f0d',
    notificationType: 'PAYMENT_CAPTURE',
    transactionId: 'p9vhkuj92yav',
    clientTransactionId: 'order-1',
    status: 'APPROVED',
    statusInfo: { reasonCode: '-1', message: 'OK' },
  };

  test('a capture may leave its amounts out, and gives them in minor units', () => {
    const capture = (amounts: object) =>
      schemas.violations('webhooks/PAYMENT_CAPTURE', { ...notification, ...amounts }).map(({ pointer }) => pointer);
    expect(capture({})).toEqual([]);
    expect(capture({ amount: 100, capturedAmount: 100 })).toEqual([]);
    expect(capture({ amount: '100', capturedAmount: 1.5 })).toEqual(['/amount', '/capturedAmount']);
  });

  test('each type has its own schema', () => {
    expect(schemas.violations('webhooks/PAYMENT_INITIATE', notification)).toMatchObject([
      { pointer: '/notificationType', message: 'must be "PAYMENT_INITIATE"', actual: '"PAYMENT_CAPTURE"' },
    ]);
  });
});

describe('a folder of schemas', () => {
  test('a schema that does not exist', () => {
    expect(told(() => schemas.violations('payments/inititate.response', {}))).toEqual({
      code: 'ERR_SCHEMA',
      message: 'There is no schema payments/inititate.response',
      where: schemasDir,
      expected: 'a file payments/inititate.response.json',
      advice: 'Did you mean payments/initiate.response?',
    });
  });

  test('references are relative file paths', () => {
    const dir = folder({
      'common.json': '{ "$defs": { "id": { "type": "string" } } }',
      'a/b/c.json': '{ "$ref": "../../common.json#/$defs/id" }',
    });
    expect(loadSchemas(dir).violations('a/b/c', 5)).toMatchObject([{ keyword: 'type', message: 'must be text' }]);
  });

  test.each([
    ['{ "type": "object", "requird": ["a"] }', 'unknown keyword: "requird"', ':1:21'],
    ['{ "$ref": "other.json#/$defs/none" }', "can't resolve reference other.json#/$defs/none", ':1:11'],
    ['{ "type": "string", "format": "dat" }', 'unknown format "dat" ignored in schema at path "#"', ':1:31'],
  ])('a schema that is not valid: %s', (text, problem, place) => {
    const dir = folder({ 'broken.json': text });
    expect(told(() => loadSchemas(dir).violations('broken', {}))).toMatchObject({
      code: 'ERR_SCHEMA',
      message: `The schema broken is not valid: ${problem}`,
      where: join(dir, 'broken.json') + place,
    });
  });

  test('a schema that is not JSON', () => {
    const dir = folder({ 'broken.json': '{' });
    expect(told(() => loadSchemas(dir))).toMatchObject({
      code: 'ERR_SCHEMA',
      where: `${join(dir, 'broken.json')}:1:2`,
    });
  });

  test('a folder that is not there', () => {
    const dir = join(folder({}), 'none');
    expect(told(() => loadSchemas(dir))).toMatchObject({ message: 'The folder of schemas cannot be read', where: dir });
  });
});
