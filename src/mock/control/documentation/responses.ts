const certificate = '-----BEGIN CERTIFICATE-----\nMIIB…\n-----END CERTIFICATE-----\n';

const organization = {
  organizationId: 'org-7c1xw0p3kq9d',
  name: 'Second shop',
  contractualEntityId: 'entity-m4zt82vhj5an',
  processingAccountIds: ['web', 'app'],
};

const issued = { serialNumber: '5E3F0C9A7B1D2E4F60718293A4B5C6D7', notAfter: '2027-03-01T12:00:00.000Z' };
const clock = { now: '2026-03-01T12:00:00.000Z', frozen: false };
const key = { keyid: 'key-1', validUntil: '2027-03-01T12:00:00.000Z', revoked: false };
const endpoint = { url: 'https://localhost:8444/nopan', types: ['PAYMENT_REFUND'] };
const delivery = {
  deliveryId: '0001772366400000-3b1a2c4d-5e6f-4a7b-8c9d-0e1f2a3b4c5d-0',
  url: endpoint.url,
  notificationId: '3b1a2c4d-5e6f-4a7b-8c9d-0e1f2a3b4c5d',
  notificationType: 'PAYMENT_REFUND',
  transactionId: 'p9vhkuj92yav',
  body: '{"notificationId":"3b1a2c4d-…","transactionId":"p9vhkuj92yav",…}',
  startedAt: 1772366400000,
  dueAt: 1772366430000,
  attempts: [{ at: '2026-03-01T12:00:00.000000Z', status: 503 }],
  state: 'pending',
};
const fault = { fault: 'delay', milliseconds: 2000, operation: 'payments/status', times: 3 };
const rateLimit = { requests: 5, perSeconds: 10 };
const protocol = {
  acceptedVariants: 'every',
  extraComponents: 'accepted',
  profile: 'http-message-signature',
  signatureParamsForm: 'rfc9421',
  ecdsaEncoding: 'ieee-p1363',
  requestDigest: 'sha-256',
};

/** The success response to each call, by method and path. A list has one item of each kind. */
export const responses: Readonly<Record<string, object>> = {
  'POST /organizations': { ...organization, webhookSecret: 'tuTU9Ez0TYQcs0mbWkVlNCIDdUqOfwWIu3pjnHHpXiw' },
  'GET /organizations': { organizations: [organization] },
  'GET /organizations/:id': {
    ...organization,
    certificates: [{ ...issued, revoked: false }],
    keys: [{ keyid: 'key-1', algorithm: 'ecdsa-p256-sha256', revoked: false, validUntil: key.validUntil }],
    endpoints: [endpoint],
    clock,
    rateLimit,
  },
  'DELETE /organizations/:id': {},
  'POST /organizations/:id/accounts': organization,
  'POST /organizations/:id/certificates': { certificate, ...issued },
  'DELETE /organizations/:id/certificates/:serialNumber': { ...issued, revoked: true },
  'POST /certificates/server': { certificate },
  'POST /organizations/:id/keys': { keyid: 'key-1' },
  'PATCH /organizations/:id/keys/:keyid': key,
  'DELETE /organizations/:id/keys/:keyid': { ...key, revoked: true },
  'POST /organizations/:id/tokens': { accessToken: 'eyJhbGciOiJFUzI1NiIsInR5cCI6IkpXVCJ9.…' },
  'GET /organizations/:id/clock': clock,
  'POST /organizations/:id/clock': clock,
  'GET /organizations/:id/webhooks': { endpoints: [endpoint] },
  'PUT /organizations/:id/webhooks': { endpoints: [endpoint] },
  'POST /organizations/:id/webhook-secret': { webhookSecret: 'tuTU9Ez0TYQcs0mbWkVlNCIDdUqOfwWIu3pjnHHpXiw' },
  'GET /organizations/:id/deliveries': { deliveries: [delivery] },
  'GET /organizations/:id/faults': { faults: [fault] },
  'PUT /organizations/:id/faults': { faults: [fault] },
  'DELETE /organizations/:id/faults': { faults: [] },
  'GET /defects': {
    defects: [
      {
        id: 'idempotency-ignored',
        title: 'forgets idempotency keys',
        operator: 'without-guard',
        arguments: { guard: 'idempotency' },
        requirement: 'IDM-02',
        also: ['IDM-03'],
        active: false,
      },
    ],
  },
  'PUT /defects': { defects: ['idempotency-ignored'] },
  'PUT /organizations/:id/rate-limit': { rateLimit },
  'GET /protocol': protocol,
  'PUT /protocol': protocol,
  'GET /life-cycle': {
    lifeCycle: [
      {
        action: 'cancel',
        by: 'client',
        from: ['PENDING', 'APPROVED'],
        conditions: ['nothing of it is captured'],
        outcomes: ['CANCELED', 'DECLINED'],
      },
    ],
  },
};
