import { Refusal, type RefusalName } from '../refusal.ts';
import type { MockSetting, MockSettings, MockStep } from '../state/mock-settings.ts';
import { lifeCycle, type Ending, type MockedAction } from './life-cycle.ts';
import type { Payment, ProviderDetails, StatusInfo } from './payment.ts';

/** How the scheme answers a step. */
export interface Outcome<A extends MockedAction> {
  readonly status: Ending<A>;
  readonly statusInfo: StatusInfo;
  /** What a mock says in the scheme's place. */
  readonly provider?: Partial<ProviderDetails>;
  /** True: nobody has decided, neither the payer nor a mock in the scheme's place. */
  readonly isOpen?: boolean;
}

type Scenario = NonNullable<MockSetting['scenario']>;

/** What goes with a status when nothing else is said. 1000 is the only reason for a decline that Nopan's pages show. */
const statusInfos: Readonly<Record<Ending<MockedAction>, StatusInfo>> = {
  ACCEPTED: { reasonCode: '-1', message: 'Request accepted' },
  PENDING: { reasonCode: '-1', message: 'Awaiting user consent' },
  APPROVED: { reasonCode: '-1', message: 'Request processed successfully' },
  CANCELED: { reasonCode: '-1', message: 'Request processed successfully' },
  DECLINED: { reasonCode: '1000', message: 'Non sufficient funds' },
};

/** Where lacking money shows: when it is taken from the payer, present or not (assumed). */
const takesMoney: readonly MockedAction[] = ['finalize', 'charge'];

/**
 * Errors on the way to the scheme: a mock's step that names one, and no status, ends with it (assumed: the pages promise that a time-out
 * can be mocked, and the schema has no other place for it).
 */
const providerErrors: Readonly<Record<string, RefusalName>> = {
  8001: 'providerTimeout',
  8003: 'unsupportedOperation',
  8004: 'provider',
};

/**
 * The outcome of a step, from the first that has something to say: a mock's scenario (it overrides the steps, OAS), a mock's step,
 * the payer. Without a mock every step succeeds, and finalize once the payer has approved.
 *
 * A Standard Mock is told what happens, so it does not wait for the payer. Pass-through leaves the payer where a scheme has one and
 * only changes what comes of the approval; its steps mean nothing.
 *
 * @throws {Refusal} when a mock says that the scheme cannot be reached
 */
export function outcomeOf<A extends MockedAction>(action: A, payment: Payment, mocks: MockSettings): Outcome<A> {
  const mock = mocks.take(action, payment);
  if (mock?.type !== 'MOCK') return outcomeAtScheme(action, payment, mock?.scenario);
  if (mock.scenario !== undefined) return outcome(endingIn(mock.scenario, action));
  const step = mock.steps?.[`${action}Step`];
  const error = step?.status === undefined ? providerErrors[step?.statusInfo?.reasonCode ?? ''] : undefined;
  if (error !== undefined) throw new Refusal(error, { reason: 'A mock says so' });
  const told = step?.status as Ending<A> | undefined;
  if (told !== undefined) return outcome(told, step);
  const { status, ...rest } = outcomeAtScheme(action, payment);
  return { ...rest, ...outcome(status, step) };
}

/** What a scheme makes of a step, with a payer who may not have decided yet. */
function outcomeAtScheme<A extends MockedAction>(action: A, { payerApproved }: Payment, scenario: Scenario = 'OK') {
  const waits = action === 'finalize' && !payerApproved;
  return waits ? { ...outcome<A>('PENDING'), isOpen: true } : outcome<A>(endingIn(scenario, action));
}

function endingIn<A extends MockedAction>(scenario: Scenario, action: A): Ending<A> {
  const declined = scenario === 'INSUFFICIENT_FUNDS' && takesMoney.includes(action);
  return declined ? 'DECLINED' : lifeCycle[action].outcomes[0];
}

function outcome<A extends MockedAction>(
  status: Ending<A>,
  { statusInfo, providerDetails }: MockStep = {},
): Outcome<A> {
  return {
    status,
    statusInfo: { ...statusInfos[status], ...statusInfo },
    ...(providerDetails !== undefined && { provider: providerDetails }),
  };
}
