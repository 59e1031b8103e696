import { randomUUID } from 'node:crypto';
import type { JsonObject } from '../../contract/json.ts';
import { isObject } from '../../contract/merge-patch.ts';
import type { Answer, Mode } from '../behaviour.ts';
import { eachObject } from './json.ts';

const certified = { exitCode: 0 } as const;

const rewritten =
  (pattern: RegExp, replacement: string) =>
  (json: JsonObject): JsonObject =>
    JSON.parse(JSON.stringify(json).replace(pattern, replacement)) as JsonObject;

/** An error of another reason code, or of other words. */
const error =
  (change: (info: { reasonCode: string; message: string }, status: number) => object) =>
  (json: JsonObject, { status }: { status: number }): JsonObject => {
    const info = json['statusInfo'];
    if (status < 300 || !isObject(info ?? null)) return json;
    const changed = change(info as unknown as { reasonCode: string; message: string }, status);
    return { ...json, statusInfo: { ...(info as JsonObject), ...(changed as JsonObject) } };
  };

const without = (json: JsonObject, names: readonly string[]): JsonObject =>
  Object.fromEntries(Object.entries(json).filter(([name]) => !names.includes(name)));

const approve = /^\/mock\/payment\/[^/]+\/approve$/;

/** Statuses whose reason code no page shows (specs/protocol.yaml, errors). */
const untold: Readonly<Record<string, string>> = { '413': '4130', '405': '4050', '415': '4150' };

/** What Nopan’s pages leave open, done in another way than the mock’s. */
export const latitude: readonly Mode[] = [
  {
    name: 'approve204',
    title: 'answers an approval with 204',
    joinable: true,
    expected: certified,
    does: {
      signing: {},
      onAnswer: [
        (answer, { path }) =>
          approve.test(path) && answer.status === 200
            ? { ...answer, status: 204, fields: bare(answer.fields), body: Buffer.alloc(0) }
            : answer,
      ],
    },
  },
  {
    name: 'mocksetempty',
    title: 'answers an arrangement without content',
    joinable: true,
    expected: certified,
    does: {
      signing: {},
      onAnswer: [
        (answer, { path }) =>
          path === '/mock/set' && answer.status === 200
            ? { ...answer, fields: [...bare(answer.fields), ['content-length', '0']], body: Buffer.alloc(0) }
            : answer,
      ],
    },
  },
  {
    name: 'bigmember',
    title: 'adds an integer beyond 2^53 to responses',
    expected: certified,
    does: {
      signing: {},
      write: (json) => JSON.stringify(json).replace(/^\{(?=")/, '{"sequence":9223372036854775807,'),
    },
  },
  {
    name: 'offsets',
    title: 'writes times with nanoseconds and an offset',
    expected: certified,
    does: { signing: {}, onJson: [rewritten(/"(\d{4}-\d\d-\d\dT[\d:]{8})(?:\.\d+)?Z"/g, '"$1.123456789+00:00"')] },
  },
  {
    name: 'longids',
    title: 'has call ids, token ids and ids of schemes in other forms',
    joinable: true,
    expected: certified,
    does: {
      signing: {},
      onJson: [
        (json) =>
          eachObject(json, (object) => ({
            ...object,
            ...('callId' in object && { callId: randomUUID() }),
            ...('providerTransactionId' in object && {
              providerTransactionId: `${JSON.stringify(object['providerTransactionId']).slice(1, -1)}-${'x'.repeat(120)}`,
            }),
          })),
      ],
    },
  },
  {
    name: 'errordetails',
    title: 'adds details and unknown codes of schemes',
    joinable: true,
    expected: certified,
    does: {
      signing: {},
      onJson: [
        (json, { status }) => (status < 300 ? json : { ...json, details: [{ field: 'x', issue: 'y' }], traceId: null }),
        (json) =>
          eachObject(json, (object, name) =>
            name === 'providerDetails' && 'providerId' in object
              ? { ...object, providerStatusInfo: { reasonCode: 'ZZ99', message: 'Unheard of' } }
              : object,
          ),
      ],
    },
  },
  {
    name: 'wording',
    title: 'says errors in other words',
    joinable: true,
    expected: certified,
    does: { signing: {}, onJson: [error(({ message }) => ({ message: `Sorry: ${message.toLowerCase()}` }))] },
  },
  {
    name: 'othercodes',
    title: 'uses its own reason codes if no page documents one',
    expected: certified,
    does: {
      signing: {},
      onJson: [
        error(({ reasonCode }, status) => ({
          reasonCode: reasonCode === '3001' ? '3007' : (untold[String(status)] ?? reasonCode),
        })),
      ],
    },
  },
  {
    name: 'othermessages',
    title: 'names fields of errors in other words',
    joinable: true,
    expected: certified,
    does: {
      signing: {},
      onJson: [
        (json) =>
          isObject(json['fields'] ?? null)
            ? {
                ...json,
                fields: Object.fromEntries(Object.keys(json['fields'] as object).map((key) => [key, 'invalid'])),
              }
            : json,
      ],
    },
  },
  {
    name: 'bare',
    title: 'leaves out of successes what the document does not require',
    expected: certified,
    does: {
      signing: {},
      onJson: [
        (json, { status, path }) =>
          status < 300 && path.startsWith('/payments/') && !path.endsWith('/events')
            ? without(json, ['metadata', 'processingAccountId', 'paymentDetails', 'clientTransactionId'])
            : json,
      ],
    },
  },
  {
    name: 'nolists',
    title: 'has no empty lists and no sums of nothing in histories',
    joinable: true,
    expected: certified,
    does: {
      signing: {},
      onJson: [
        (json, { path }) =>
          path.endsWith('/events')
            ? eachObject(json, (object) =>
                Object.fromEntries(
                  Object.entries(object).filter(
                    ([name, value]) =>
                      !(Array.isArray(value) && value.length === 0) &&
                      !(/^(?:captured|refunded)Amount$/.test(name) && value === 0),
                  ),
                ),
              )
            : json,
      ],
    },
  },
  {
    name: 'refundlater',
    title: 'says of refunds first that they are ACCEPTED',
    joinable: true,
    expected: certified,
    does: {
      signing: {},
      onJson: [
        (json, { path }) =>
          path === '/payments/refund' && json['status'] === 'APPROVED'
            ? { ...json, status: 'ACCEPTED', statusInfo: { reasonCode: '-1', message: 'Request accepted' } }
            : json,
      ],
    },
  },
  {
    name: 'twins409',
    title: 'answers a request whose twin is under way with 409',
    joinable: true,
    expected: certified,
    does: {
      signing: {},
      onAnswer: [
        (answer) =>
          answer.status === 423
            ? { ...answer, status: 409, body: Buffer.from(answer.body.toString().replace('"5003"', '"3002"')) }
            : answer,
      ],
    },
  },
  {
    name: 'finalize422',
    title: 'rejects a finalization before the approval',
    expected: certified,
    mock: { 'payments.beforeApproval': 'rejected' },
    does: {},
  },
  {
    name: 'finalize422set',
    title: 'the same, which is set',
    joinable: true,
    expected: certified,
    mock: { 'payments.beforeApproval': 'rejected' },
    settings: { 'payments.beforeApproval': 'rejected' },
    does: {},
  },
  {
    name: 'approveput',
    title: 'takes approvals by PUT alone',
    expected: certified,
    mock: { 'payments.approvalMethod': 'PUT' },
    does: {},
  },
  {
    name: 'approveputset',
    title: 'the same, which is set',
    joinable: true,
    expected: certified,
    mock: { 'payments.approvalMethod': 'PUT' },
    settings: { 'payments.approvalMethod': 'PUT' },
    does: {},
  },
  {
    name: 'keyrotates',
    title: 'signs with another key of the same id from the 150th request on, and publishes that',
    joinable: true,
    expected: certified,
    does: { signing: { rotatesAt: 150 } },
  },
  {
    name: 'nextkey',
    title: 'signs with a key of another id from the 150th request on, and publishes that',
    expected: certified,
    does: { signing: { rotatesAt: 150, nextKeyid: 'nopan-sandbox-2' } },
  },
];

/** The fields without those that speak of content. */
const bare = (fields: Answer['fields']): Answer['fields'] =>
  fields.filter(([name]) => !/^(?:content-|transfer-encoding|signature)/i.test(name));
