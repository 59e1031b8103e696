import { answering } from '../processes.ts';
import { batch, type Batch } from './batch.ts';
import { lives, type Lives } from './lives.ts';

/** The process that loads a server. */
export type Order = ({ readonly order: 'batch' } & Batch) | ({ readonly order: 'lives' } & Lives);

answering((question) => {
  const order = question as Order;
  return order.order === 'batch' ? batch(order) : lives(order);
});
