import { defineParameterType, Given, Then } from '@cucumber/cucumber';
import { expectArrangedCut, refused, type Fault, type Moment } from '../src/conversation/fault.ts';
import type { Scenario } from './world.ts';

/** What a call is called when it is Nopan who does it. */
const operations: Readonly<Record<string, string>> = {
  start: 'payments/initiate',
  finalization: 'payments/finalize',
  charge: 'payments/charge',
  capture: 'payments/capture',
  cancellation: 'payments/cancel',
  refund: 'payments/refund',
  'status request': 'payments/status',
};

/** Calls to come: `next capture`, `next 2 refunds`. */
defineParameterType({
  name: 'occasion',
  regexp: new RegExp(`next (\\d+ )?(${Object.keys(operations).join('|')})s?`),
  transformer: (times: string | null, name: string): Pick<Fault, 'operation' | 'times'> => ({
    operation: operations[name] ?? name,
    times: Number(times ?? 1),
  }),
});

defineParameterType({ name: 'moment', regexp: /before|after/, transformer: (word: string) => word as Moment });

type Occasion = Pick<Fault, 'operation' | 'times'>;

Given(
  'Nopan cuts the connection {moment} it has done the {occasion}',
  async function (this: Scenario, when: Moment, occasion: Occasion) {
    await this.conversation.faults.arrange({ ...occasion, fault: 'drop', when });
  },
);

Given(
  'Nopan answers the {occasion} with status {int} and reason code {string}',
  async function (this: Scenario, occasion: Occasion, status: number, reasonCode: string) {
    const { statedErrors } = this.conversation.specification;
    await this.conversation.faults.arrange(refused(occasion, 'before', { status, reasonCode }, statedErrors));
  },
);

Given(
  'Nopan does the {occasion}, but answers with status {int} and reason code {string}',
  async function (this: Scenario, occasion: Occasion, status: number, reasonCode: string) {
    const { statedErrors } = this.conversation.specification;
    await this.conversation.faults.arrange(refused(occasion, 'after', { status, reasonCode }, statedErrors));
  },
);

Then('the connection was cut', async function (this: Scenario) {
  expectArrangedCut(this.conversation.last, await this.conversation.faults.arrangements());
});
