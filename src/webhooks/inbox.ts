import type { Delivery } from '../contract/types/delivery.ts';
import { CertifyError } from '../errors.ts';

export interface WaitOptions {
  /** How long nothing authentic may arrive, in milliseconds: as long as something does, the sender has not done with what was before. */
  readonly timeoutMs: number;
}

/** However much arrives, nobody waits longer, in milliseconds. */
const longestMs = 240_000;

type Predicate = (delivery: Delivery) => boolean;

interface Waiter {
  readonly predicate: Predicate;
  /** Something authentic has arrived. */
  readonly goOn: () => void;
  readonly resolve: (delivery: Delivery) => void;
  readonly reject: (error: CertifyError) => void;
}

/** Anyone can send these: as many are kept, the latest. */
const mostUnverified = 100;
/** How many of the latest deliveries an error names. */
const mostNamed = 20;

/** Deliveries in the order of their arrival, and those who wait for one. */
export class Inbox {
  readonly #deliveries: Delivery[] = [];
  #unverified = 0;
  readonly #waiters = new Set<Waiter>();
  #closed = false;

  add(delivery: Delivery): void {
    this.#deliveries.push(delivery);
    if (!delivery.hmacVerified) this.#limitUnverified();
    for (const waiter of this.#waiters) {
      if (waiter.predicate(delivery)) waiter.resolve(delivery);
      else if (delivery.hmacVerified) waiter.goOn();
    }
  }

  all(predicate: Predicate): readonly Delivery[] {
    return this.#deliveries.filter(predicate);
  }

  /** @throws {CertifyError} ERR_TIMEOUT, ERR_INTERRUPTED. */
  async waitFor(predicate: Predicate, { timeoutMs }: WaitOptions): Promise<Delivery> {
    const arrived = this.#deliveries.find(predicate);
    if (arrived !== undefined) return arrived;
    if (this.#closed) throw interrupted();

    let waiter: Waiter | undefined;
    let timer: NodeJS.Timeout | undefined;
    try {
      return await new Promise<Delivery>((resolve, reject) => {
        const end = performance.now() + longestMs;
        const goOn = (): void => {
          clearTimeout(timer);
          timer = setTimeout(
            () => {
              reject(this.#late(timeoutMs));
            },
            Math.min(timeoutMs, end - performance.now()),
          );
        };
        waiter = { predicate, goOn, resolve, reject };
        this.#waiters.add(waiter);
        goOn();
      });
    } finally {
      clearTimeout(timer);
      if (waiter !== undefined) this.#waiters.delete(waiter);
    }
  }

  close(): void {
    this.#closed = true;
    for (const { reject } of this.#waiters) reject(interrupted());
  }

  #limitUnverified(): void {
    this.#unverified += 1;
    if (this.#unverified <= mostUnverified) return;
    this.#unverified -= 1;
    this.#deliveries.splice(
      this.#deliveries.findIndex(({ hmacVerified }) => !hmacVerified),
      1,
    );
  }

  #late(timeoutMs: number): CertifyError {
    const near = this.#deliveries.find(({ nearMiss }) => nearMiss !== undefined)?.nearMiss;
    return new CertifyError('ERR_TIMEOUT', `No such webhook arrived within ${timeoutMs} ms`, {
      expected: 'a webhook that fits',
      actual: this.#deliveries.length === 0 ? 'none at all' : summaries(this.#deliveries),
      advice:
        near?.advice ??
        'Check that the receiver is registered for this type of webhook, and that the target can reach it.',
    });
  }
}

function summaries(deliveries: readonly Delivery[]): string {
  const named = deliveries.slice(-mostNamed).map(summary);
  const earlier = deliveries.length - named.length;
  return [...(earlier > 0 ? [`${earlier} earlier`] : []), ...named].join('; ');
}

/** Describes a delivery in one line, with everything that differs from a normal webhook. */
function summary(delivery: Delivery): string {
  const { notificationType, clientTransactionId, answeredWith, repeats } = delivery;
  const what = `${notificationType ?? 'unknown content'} of ${clientTransactionId ?? 'no payment'}`;
  const remarks = oddities(delivery).join(', ');
  const repeated = repeats === undefined ? '' : ', once more';
  return `${what}${repeated}${remarks === '' ? '' : ` (${remarks})`}, answered ${answeredWith}`;
}

function oddities({
  method,
  path,
  problem,
  hmacVerified,
  nearMiss,
  fields,
  notificationType,
  contradicts,
}: Delivery): string[] {
  const type = fields.find(([name = '']) => name.toLowerCase() === 'content-type')?.[1];
  return [
    ...(method === undefined || problem?.includes(' method ') === true ? [] : [method === '' ? 'no request' : method]),
    ...(path === undefined ? [] : [`to ${path}`]),
    ...(hmacVerified || method === '' ? [] : [nearMiss ? `HMAC is valid ${nearMiss.how}` : 'invalid HMAC']),
    ...(problem === undefined ? [] : [problem]),
    ...(notificationType === undefined && method !== '' ? [`Content-Type ${type ?? 'missing'}`] : []),
    ...(contradicts === undefined ? [] : ['different content with the same notificationId']),
  ];
}

function interrupted(): CertifyError {
  return new CertifyError('ERR_INTERRUPTED', 'Waiting for a webhook was interrupted', {
    advice: 'Repeat the scenario.',
  });
}
