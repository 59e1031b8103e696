import { Then, type DataTable } from '@cucumber/cucumber';
import {
  expectAccepted,
  expectCallIds,
  expectNamedField,
  expectOutcome,
  expectRefused,
  expectSameAnswer,
} from '../src/conversation/answer.ts';
import { expectTexts } from '../src/conversation/expectation.ts';
import { expectHistory } from '../src/conversation/history.ts';
import { expectOnlySpoiltCutOff, expectOnlySpoiltTurnedAway } from '../src/conversation/trial.ts';
import { textsOf } from '../src/conversation/tables.ts';
import type { Scenario } from './world.ts';

Then('it is accepted', function (this: Scenario) {
  expectAccepted(this.conversation.last);
});

Then('the answer says:', function (this: Scenario, table: DataTable) {
  expectTexts('The answer', expectAccepted(this.conversation.last).json, textsOf(table.raw()));
});

Then(/^the (?:payment|capture|refund) is ([A-Z]+)$/, function (this: Scenario, status: string) {
  expectOutcome(this.conversation.last, { status });
});

Then('the payment is {word} for the reason {string}', function (this: Scenario, status: string, reasonCode: string) {
  expectOutcome(this.conversation.last, { status, reasonCode });
});

Then('{int} of the payment is captured', async function (this: Scenario, amount: number) {
  await expectHistory(this.conversation, { '/paymentDetails/capturedAmount': String(amount) });
});

Then('{int} of the payment is refunded', async function (this: Scenario, amount: number) {
  await expectHistory(this.conversation, { '/paymentDetails/refundedAmount': String(amount) });
});

Then(
  'it is refused with status {int} and reason code {string}',
  function (this: Scenario, status: number, reasonCode: string) {
    expectRefused(this.conversation.last, { status, reasonCode });
  },
);

Then(
  'only the second is refused, with status {int} and reason code {string}',
  function (this: Scenario, status: number, reasonCode: string) {
    const { protocol } = this.conversation.specification;
    expectOnlySpoiltTurnedAway(this.trial, { status, reasonCode }, protocol);
  },
);

Then('only the second is refused, by TLS itself', function (this: Scenario) {
  expectOnlySpoiltCutOff(this.trial);
});

Then('the refusal names the field {string}', function (this: Scenario, field: string) {
  expectNamedField(this.conversation.last, field);
});

Then('both refusals have a call id, and not the same', function (this: Scenario) {
  expectCallIds(this.conversation.previous, this.conversation.last);
});

Then('both answers are the same', function (this: Scenario) {
  expectSameAnswer(this.conversation.previous, this.conversation.last);
});
