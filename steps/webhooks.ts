import { Given, Then, type DataTable } from '@cucumber/cucumber';
import { expectNoContradiction } from '../src/conversation/expectation.ts';
import { settled } from '../src/conversation/delivery-log.ts';
import {
  expectAgreement,
  expectAlterationNoticed,
  expectAuthentic,
  expectDeliveries,
  expectGrowingPauses,
  expectMembersOf,
  expectOwnIds,
} from '../src/conversation/notification.ts';
import { withSettings } from '../src/conversation/settings.ts';
import { textsOf } from '../src/conversation/tables.ts';
import type { Scenario } from './world.ts';

/** More than Nopan ever makes. */
const everyDelivery = 100;

Given(
  'my endpoint answers the first notification of the next payment with {int}',
  async function (this: Scenario, status: number) {
    const { receiver } = await this.conversation.party.endpoint();
    receiver.answerNext(this.conversation.references.reserveOrder(), status, 1);
  },
);

Given(
  'my endpoint answers every notification of the next payment with {int}',
  async function (this: Scenario, status: number) {
    const { receiver } = await this.conversation.party.endpoint();
    receiver.answerNext(this.conversation.references.reserveOrder(), status, everyDelivery);
  },
);

Then('the notification has:', function (this: Scenario, table: DataTable) {
  expectMembersOf(this.notification, Object.keys(textsOf(table.raw())));
});

Then('I am notified of nothing else', async function (this: Scenario) {
  await settled(this.conversation.party);
  await this.conversation.inbox.expectNothingElse();
});

Then('status and history say the same', async function (this: Scenario) {
  const status = await this.conversation.aside('payments/status');
  const history = await this.conversation.aside('payments/events');
  expectAgreement(this.notification, status.json, history.json);
});

Then('each event has a notification id of its own', async function (this: Scenario) {
  expectOwnIds(await this.conversation.inbox.arrived());
});

Then('the notification was delivered {int} time(s) in all', async function (this: Scenario, count: number) {
  expectDeliveries(await this.conversation.inbox.attemptsOf(this.notification), count);
});

Then('the pauses between the deliveries grew', async function (this: Scenario) {
  expectGrowingPauses(await this.conversation.inbox.attemptsOf(this.notification));
});

Then('I am notified by {word}', async function (this: Scenario, type: string) {
  this.notification = await this.conversation.inbox.next(type);
});

Then('I am notified by {word} with:', async function (this: Scenario, type: string, table: DataTable) {
  const texts = withSettings(textsOf(table.raw()), this.conversation.specification.protocol);
  this.notification = await this.conversation.inbox.next(type, texts['/status']);
  expectNoContradiction(type, this.notification.payload, texts, ['/status']);
});

Then('I am notified of the approval', async function (this: Scenario) {
  const { inbox, abilities } = this.conversation;
  this.notification = await inbox.nextOfApproval(abilities.includes('synchronous-webhooks'));
});

Then('the same notification is delivered again', async function (this: Scenario) {
  this.notification = await this.conversation.inbox.again(this.notification);
});

Then('the notification is authentic', function (this: Scenario) {
  expectAuthentic(this.notification, this.conversation.specification.schemas);
});

Then('the same notification with another body is not', async function (this: Scenario) {
  await expectAlterationNoticed(this.notification, await this.conversation.party.endpoint());
});
