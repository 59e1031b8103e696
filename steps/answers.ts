import { Then, type DataTable } from '@cucumber/cucumber';
import { expectAllowed } from '../src/conversation/access-token.ts';
import {
  expectAccepted,
  expectAnswer,
  expectCallIds,
  expectEnvelope,
  expectMembers,
  expectNamedField,
  expectNoMembers,
  expectOneMember,
  expectOutcome,
  expectRefused,
  expectRejected,
  expectRetryAfter,
  expectSameAnswer,
  expectSameRefusal,
} from '../src/conversation/answer.ts';
import { expectNoContradiction, expectTexts } from '../src/conversation/expectation.ts';
import { expectOnePayment, expectOneResult, expectTwoPayments } from '../src/conversation/effects.ts';
import { expectHistory, expectInHistory, expectMoved, waitsForRefunds } from '../src/conversation/history.ts';
import { expectOnlySpoiltCutOff, expectOnlySpoiltTurnedAway } from '../src/conversation/trial.ts';
import { expectRows } from '../src/conversation/report.ts';
import { textsOf } from '../src/conversation/tables.ts';
import { allows, errorCalled, withSetting } from '../src/conversation/settings.ts';
import { refusalOfSpoilt, settledRefusal } from '../src/conversation/settled-refusal.ts';
import type { Refusal } from '../src/conversation/answer.ts';
import type { Scenario } from './world.ts';

/** An error by its status and reason code in specs/protocol.yaml, with the current settings. */
function settled({ conversation: { specification } }: Scenario, named: Refusal): Refusal {
  return settledRefusal(named, specification.protocol.errors, specification.statedErrors);
}

Then('it is accepted', function (this: Scenario) {
  expectAccepted(this.conversation.last);
});

Then('the access token allows {string}', function (this: Scenario, scopes: string) {
  const { protocol } = this.conversation.specification;
  expectAllowed(this.conversation.last, withSetting(scopes, protocol), protocol.token);
});

Then('the answer says:', function (this: Scenario, table: DataTable) {
  expectTexts('The answer', expectAccepted(this.conversation.last).json, textsOf(table.raw()));
});

Then('nothing in the answer contradicts:', function (this: Scenario, table: DataTable) {
  expectNoContradiction('The answer', expectAccepted(this.conversation.last).json, textsOf(table.raw()));
});

Then('the answer has one of:', function (this: Scenario, table: DataTable) {
  expectOneMember(this.conversation.last, Object.keys(textsOf(table.raw())));
});

Then('the answer has:', function (this: Scenario, table: DataTable) {
  expectMembers(this.conversation.last, Object.keys(textsOf(table.raw())));
});

Then('the answer does not have:', function (this: Scenario, table: DataTable) {
  expectNoMembers(this.conversation.last, Object.keys(textsOf(table.raw())));
});

Then('the payment/capture/cancellation is {word}', function (this: Scenario, status: string) {
  expectOutcome(this.conversation.last, { status });
});

Then('the refund is {word}', function (this: Scenario, status: string) {
  const { conversation } = this;
  const alternatives = status === 'APPROVED' && waitsForRefunds(conversation) ? ['ACCEPTED'] : [];
  expectOutcome(conversation.last, { status }, alternatives);
});

Then(
  'the payment is {word}, or refused with status {int} and reason code {string} where {string} is {string}',
  function (this: Scenario, status: string, code: number, reasonCode: string, id: string, value: string) {
    const { last, specification } = this.conversation;
    if (allows(id, value, specification.protocol)) expectRefused(last, settled(this, { status: code, reasonCode }));
    else expectOutcome(last, { status });
  },
);

Then(
  'the payment/capture/refund/cancellation is {word} for the reason {string}',
  function (this: Scenario, status: string, reasonCode: string) {
    expectOutcome(this.conversation.last, { status, reasonCode });
  },
);

Then('the payment is {word}, since its payer declined it', function (this: Scenario, status: string) {
  const { reasonCode } = this.conversation.specification.protocol.outcomes.declinedByPayer;
  expectOutcome(this.conversation.last, { status, reasonCode });
});

Then('the payment is {word}, since its time is over', function (this: Scenario, status: string) {
  const { reasonCode } = this.conversation.specification.protocol.outcomes.expired;
  expectOutcome(this.conversation.last, { status, reasonCode });
});

Then('the history says:', async function (this: Scenario, table: DataTable) {
  await expectHistory(this.conversation, textsOf(table.raw()));
});

Then('{int} capture(s) is/are in its history', async function (this: Scenario, count: number) {
  await expectInHistory(this.conversation, 'captures', count);
});

Then('{int} refund(s) is/are in its history', async function (this: Scenario, count: number) {
  await expectInHistory(this.conversation, 'refunds', count);
});

Then('{int} of the payment is captured', async function (this: Scenario, amount: number) {
  await expectMoved(this.conversation, 'captured', amount);
});

Then('{int} of the payment is refunded', async function (this: Scenario, amount: number) {
  await expectMoved(this.conversation, 'refunded', amount);
});

Then(
  'it is refused with status {int} and reason code {string}',
  function (this: Scenario, status: number, reasonCode: string) {
    expectRefused(this.conversation.last, settled(this, { status, reasonCode }));
  },
);

Then('it is rejected', function (this: Scenario) {
  expectRejected(this.conversation.last);
});

Then('it is rejected with the error {string}', function (this: Scenario, name: string) {
  expectRefused(this.conversation.last, errorCalled(name, this.conversation.specification.protocol));
});

Then(
  'it is refused with status {int} and reason code {string}, unless {string} allows {string}',
  function (this: Scenario, status: number, reasonCode: string, id: string, value: string) {
    const { last, specification } = this.conversation;
    if (allows(id, value, specification.protocol)) expectAccepted(last);
    else expectRefused(last, settled(this, { status, reasonCode }));
  },
);

Then(
  'it is refused with status {int} and reason code {string}, or with status {int} and reason code {string} where {string} is {string}',
  function (
    this: Scenario,
    status: number,
    reasonCode: string,
    otherStatus: number,
    otherCode: string,
    id: string,
    value: string,
  ) {
    const { last, specification } = this.conversation;
    const isOther = allows(id, value, specification.protocol);
    expectRefused(
      last,
      settled(this, isOther ? { status: otherStatus, reasonCode: otherCode } : { status, reasonCode }),
    );
  },
);

Then(
  'it is accepted, or refused with status {int} and reason code {string} where {string} is {string}',
  function (this: Scenario, status: number, reasonCode: string, id: string, value: string) {
    const { last, specification } = this.conversation;
    if (allows(id, value, specification.protocol)) expectRefused(last, settled(this, { status, reasonCode }));
    else expectAccepted(last);
  },
);

Then(
  '{int} of the payment is {movement}, or {int} where {string} is {string}',
  async function (
    this: Scenario,
    amount: number,
    movement: 'captured' | 'refunded',
    other: number,
    id: string,
    value: string,
  ) {
    const isOther = allows(id, value, this.conversation.specification.protocol);
    await expectMoved(this.conversation, movement, isOther ? other : amount);
  },
);

Then(
  'only the second is refused, with status {int} and reason code {string}',
  function (this: Scenario, status: number, reasonCode: string) {
    const { protocol } = this.conversation.specification;
    const tampering = this.conversation.specification.tamperings.byTitle(this.trial.title);
    const refusal = refusalOfSpoilt(settled(this, { status, reasonCode }), tampering, protocol);
    expectOnlySpoiltTurnedAway(this.trial, refusal, protocol);
  },
);

Then(
  'only the second is refused, with status {int} and reason code {string}, unless {string} is {string}',
  function (this: Scenario, status: number, reasonCode: string, id: string, value: string) {
    const { protocol } = this.conversation.specification;
    const { before, spoilt, after } = this.trial;
    if (allows(id, value, protocol)) for (const turn of [before, spoilt, after]) expectAccepted(turn);
    else expectOnlySpoiltTurnedAway(this.trial, settled(this, { status, reasonCode }), protocol);
  },
);

Then('only the second is refused, by TLS itself', function (this: Scenario) {
  expectOnlySpoiltCutOff(this.trial);
});

Then('the refusal, if it is one, names the field {string}', function (this: Scenario, field: string) {
  const { last } = this.conversation;
  if (expectAnswer(last).status >= 400) expectNamedField(last, field);
});

Then('the refusal names the field {string}', function (this: Scenario, field: string) {
  const { last, specification } = this.conversation;
  expectNamedField(last, withSetting(field, specification.protocol));
});

Then('both refusals have a call id, and not the same', function (this: Scenario) {
  expectCallIds(this.conversation.previous, this.conversation.last);
});

Then('the refusal has a message and a call id', function (this: Scenario) {
  expectEnvelope(this.conversation.last);
});

Then('I am told when to ask again, unless {string} is {string}', function (this: Scenario, id: string, value: string) {
  const { last, specification } = this.conversation;
  if (!allows(id, value, specification.protocol)) expectRetryAfter(last);
});

Then('both refusals are the same', function (this: Scenario) {
  expectSameRefusal(this.conversation.previous, this.conversation.last);
});

Then('each was answered like the first, or told to wait', function (this: Scenario) {
  expectOneResult(this.simultaneous, this.conversation.specification.protocol.errors);
});

Then('one payment was started', function (this: Scenario) {
  expectOnePayment(this.conversation.turns);
});

Then('two payments were started', function (this: Scenario) {
  expectTwoPayments(this.conversation.previous, this.conversation.last);
});

Then('{int} row(s) of the report is/are about the payment', function (this: Scenario, count: number) {
  expectRows(this.conversation.last, this.conversation.variables, count);
});

Then('both answers are the same', function (this: Scenario) {
  expectSameAnswer(this.conversation.previous, this.conversation.last);
});
