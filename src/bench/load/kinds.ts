import type { LoadedMock } from '../loaded-mock.ts';
import { Connection } from './connection.ts';
import { requestSigner, type Sent } from './signed-requests.ts';

/** A kind of request that servers are loaded with. */
export interface Kind {
  readonly name: string;
  readonly sent: Sent;
  /** What the mock answers: JSON. */
  readonly answer: string;
}

/** A request that writes, with 1 KB, and one that reads. */
export async function kindsOf({ endpoint, sender, initiate }: LoadedMock): Promise<readonly Kind[]> {
  const connection = await Connection.open(endpoint);
  const signed = requestSigner(endpoint.baseUrl, sender);
  const answered = async (name: string, sent: Sent): Promise<Kind> => {
    const { body } = await connection.exchange(signed(sent));
    return { name, sent, answer: body.toString() };
  };
  try {
    const writing = await answered('POST /payments/initiate, 1 KB', {
      method: 'POST',
      target: '/payments/initiate',
      body: initiate,
    });
    const { transactionId } = JSON.parse(writing.answer) as { transactionId: string };
    return [
      writing,
      await answered('GET /payments/{id}/status', { method: 'GET', target: `/payments/${transactionId}/status` }),
    ];
  } finally {
    connection.close();
  }
}
