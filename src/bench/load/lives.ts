import { openConnections } from './batch.ts';
import type { Connection, Endpoint } from './connection.ts';
import { requestSigner, type Sender, type Sent } from './signed-requests.ts';

/** Whole lives of payments, five requests each, over so many connections. */
export interface Lives {
  readonly endpoint: Endpoint;
  readonly sender: Sender;
  readonly account: string;
  /** The body of payments/initiate. */
  readonly initiate: string;
  readonly connections: number;
  readonly payments: number;
}

/** How many requests a payment's life takes. */
export const requestsOfALife = 5;

/** Payments that are started, approved, finalized, refunded, and asked for. */
export async function lives(order: Lives): Promise<void> {
  const { endpoint, sender, connections, payments } = order;
  const signed = requestSigner(endpoint.baseUrl, sender);
  const open = await openConnections(endpoint, connections);
  let left = payments;
  try {
    await Promise.all(
      open.map(async (connection) => {
        while (left-- > 0) await live(connection, signed, order);
      }),
    );
  } finally {
    for (const connection of open) connection.close();
  }
}

async function live(connection: Connection, signed: (sent: Sent) => Buffer, order: Lives): Promise<void> {
  const { account: processingAccountId, initiate } = order;
  const started = await call({ method: 'POST', target: '/payments/initiate', body: initiate });
  const { transactionId } = JSON.parse(started) as { transactionId: string };
  const payment = { processingAccountId, transactionId };
  const refund = {
    ...payment,
    clientTransactionId: 'UNIQUE',
    paymentDetails: { amount: 100, description: 'Part of it' },
  };
  await call({ method: 'POST', target: `/mock/payment/${transactionId}/approve` });
  await call({ method: 'POST', target: '/payments/finalize', body: JSON.stringify(payment) });
  await call({ method: 'POST', target: '/payments/refund', body: JSON.stringify(refund) });
  await call({ method: 'GET', target: `/payments/${transactionId}/status` });

  async function call(sent: Sent): Promise<string> {
    const { status, body } = await connection.exchange(signed(sent));
    if (status !== 200) throw new Error(`${sent.target} was answered with ${status}: ${body.toString()}`);
    return body.toString();
  }
}
