import type { Protocol } from '../../contract/protocol.ts';
import { approve } from './approve.ts';
import { cancel } from './cancel.ts';
import { capture } from './capture.ts';
import { charge } from './charge.ts';
import { decline } from './decline.ts';
import { downloadReport } from './download-report.ts';
import { events } from './events.ts';
import { expire } from './expire.ts';
import { finalize } from './finalize.ts';
import { initiate } from './initiate.ts';
import { issueToken } from './issue-token.ts';
import { jwkSet } from './jwk-set.ts';
import { handling, type Operation } from './operation.ts';
import { refund } from './refund.ts';
import { searchReports } from './search-reports.ts';
import { setMock } from './set-mock.ts';
import { status } from './status.ts';

const json = 'application/json';
const form = 'application/x-www-form-urlencoded';

const signed = { authentication: 'certificate and signature' } as const;
const reporting = { ...signed, method: 'GET', scope: 'data:reports', query: true, writes: false } as const;
const reading = { ...signed, method: 'GET', scope: 'payments:read', writes: false } as const;
const writing = { ...signed, method: 'POST', scope: 'payments:process', writes: true } as const;
// The token's envelope alone has no place for the names of fields (OAS).
const issuing = { ...signed, method: 'POST', namesFields: false, writes: false } as const;
const publishing = { method: 'GET', writes: false } as const;

/**
 * Every operation of the API (OAS), and two of the mock's own, to decline and to expire. Which scope those below `/mock` demand is
 * not documented (assumed).
 */
export function operations({ token, jwks, payments }: Protocol): readonly Operation[] {
  const authentication = jwks.clientCertificate === 'required' ? 'certificate' : 'none';
  return [
    { ...issuing, id: 'auth/token', path: token.path, content: form, handle: handling(issueToken) },
    { ...publishing, id: 'auth/jwks', path: jwks.path, authentication, handle: jwkSet },
    { ...writing, id: 'payments/initiate', path: '/payments/initiate', content: json, handle: handling(initiate) },
    { ...writing, id: 'payments/finalize', path: '/payments/finalize', content: json, handle: handling(finalize) },
    {
      ...writing,
      id: 'payments/charge',
      path: '/payments/charge',
      content: json,
      openContent: true,
      handle: handling(charge),
    },
    { ...writing, id: 'payments/capture', path: '/payments/capture', content: json, handle: handling(capture) },
    { ...writing, id: 'payments/cancel', path: '/payments/cancel', content: json, handle: handling(cancel) },
    { ...writing, id: 'payments/refund', path: '/payments/refund', content: json, handle: handling(refund) },
    { ...reading, id: 'payments/status', path: '/payments/:transactionId/status', handle: status },
    { ...reading, id: 'payments/events', path: '/payments/:transactionId/events', handle: events },
    { ...reporting, id: 'reports/search', path: '/reports', handle: handling(searchReports) },
    { ...reporting, id: 'reports/download', path: '/reports/download', handle: handling(downloadReport) },
    { ...writing, id: 'mock/set', path: '/mock/set', content: json, handle: handling(setMock) },
    {
      ...writing,
      method: payments.approvalMethod,
      id: 'mock/approve',
      path: '/mock/payment/:transactionId/approve',
      handle: approve,
    },
    { ...writing, id: 'mock/decline', path: '/mock/payment/:transactionId/decline', handle: decline },
    { ...writing, id: 'mock/expire', path: '/mock/payment/:transactionId/expire', handle: expire },
  ];
}
