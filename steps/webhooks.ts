import { Given, Then, type DataTable } from '@cucumber/cucumber';
import { expectTexts } from '../src/conversation/expectation.ts';
import { expectAlterationNoticed, expectAuthentic } from '../src/conversation/notification.ts';
import { textsOf } from '../src/conversation/tables.ts';
import type { Scenario } from './world.ts';

Given(
  'my endpoint answers the first notification of the next payment with {int}',
  async function (this: Scenario, status: number) {
    const { receiver } = await this.conversation.party.endpoint();
    receiver.answerNext(this.conversation.references.reserveOrder(), status, 1);
  },
);

Then('I am notified by {word}', async function (this: Scenario, type: string) {
  this.notification = await this.conversation.inbox.next(type);
});

Then('I am notified by {word} with:', async function (this: Scenario, type: string, table: DataTable) {
  this.notification = await this.conversation.inbox.next(type);
  expectTexts(type, this.notification.payload, textsOf(table.raw()));
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
