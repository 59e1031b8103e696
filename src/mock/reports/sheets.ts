import { feesOf, summed } from './fees.ts';
import { lifeCycleRows } from './life-cycle-rows.ts';
import { payoutsOf } from './payouts.ts';
import { sheet, type Sheet } from './sheet.ts';

/**
 * The table of each report. Documented are the columns `transaction_id`, `status`, `event_type`, `fee_type`, `payout_id`,
 * `gross_debit` and `gross_credit`, and that there are timestamps, the origin of fees, amounts in the processing currency, net
 * amounts, counts and bank references (REPORT). The names of the latter and every other column are assumed, and so is all of
 * INVOICE. Amounts are minor units, as everywhere in the API; times are UTC.
 */
export const sheets = {
  TRANSACTION_DETAILS: sheet(lifeCycleRows, {
    transaction_id: ({ payment }) => payment.transactionId,
    client_transaction_id: ({ payment }) => payment.clientTransactionId,
    transaction_type: ({ payment }) => payment.transactionType,
    provider_id: ({ payment }) => payment.provider.providerId,
    event_type: ({ event }) => event.type,
    status: ({ event }) => event.status,
    reason_code: ({ event }) => event.reasonCode,
    amount: ({ event }) => event.amount,
    currency: ({ payment }) => payment.details.currency,
    created_at: ({ payment }) => timestamp(payment.decisions[0]?.at),
    event_at: ({ event }) => timestamp(event.at),
  }),
  FEE_DETAILS: sheet(feesOf, {
    transaction_id: ({ transactionId }) => transactionId,
    fee_type: ({ type }) => type,
    origin: ({ origin }) => origin,
    amount: ({ amount }) => amount,
    currency: ({ currency }) => currency,
    charged_at: ({ at }) => timestamp(at),
  }),
  BANK_ADDENDUM: sheet(payoutsOf, {
    payout_id: ({ id }) => id,
    bank_reference: ({ bankReference }) => bankReference,
    capture_count: ({ captures }) => captures,
    refund_count: ({ refunds }) => refunds,
    total: ({ net }) => net,
    currency: ({ currency }) => currency,
  }),
  SETTLEMENT: sheet(payoutsOf, {
    payout_id: ({ id }) => id,
    gross_credit: ({ grossCredit }) => grossCredit,
    gross_debit: ({ grossDebit }) => grossDebit,
    fees: ({ fees }) => fees,
    net: ({ net }) => net,
    currency: ({ currency }) => currency,
    bank_reference: ({ bankReference }) => bankReference,
  }),
  INVOICE: sheet((activity) => summed(feesOf(activity)), {
    fee_type: ({ type }) => type,
    origin: ({ origin }) => origin,
    quantity: ({ quantity }) => quantity,
    amount: ({ amount }) => amount,
    currency: ({ currency }) => currency,
  }),
} as const satisfies Record<string, Sheet>;

export type ReportType = keyof typeof sheets;

function timestamp(time: number | undefined): string | undefined {
  return time === undefined ? undefined : new Date(time).toISOString();
}
