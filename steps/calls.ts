import { Given, When, type DataTable } from '@cucumber/cucumber';
import { patchOf } from '../src/conversation/tables.ts';
import type { Call, Manner } from './vocabulary.ts';
import type { Scenario } from './world.ts';

Given('{state}', async function (this: Scenario, title: string) {
  await this.conversation.reach(title);
});

Given('{state} of {int}', async function (this: Scenario, title: string, amount: number) {
  await this.conversation.reach(title, { amount });
});

Given('the payer lacks the money', async function (this: Scenario) {
  await this.conversation.aside('mock/set#insufficient-funds+by-payer');
});

When('the payer approves it', async function (this: Scenario) {
  await this.conversation.aside('mock/approve');
});

When('I {call}', async function (this: Scenario, { spec, ...options }: Call) {
  await this.conversation.call(spec, options);
});

When('I {call} {manner}', async function (this: Scenario, { spec, ...options }: Call, manner: Manner) {
  await this.conversation.call(spec, { ...options, ...manner(this.conversation) });
});

When('I {call} with:', async function (this: Scenario, { spec, overrides }: Call, table: DataTable) {
  await this.conversation.call(spec, { overrides: { ...overrides, ...patchOf(table.raw()) } });
});

When(
  'I {call} three times, the second time {tampering}',
  async function (this: Scenario, { spec }: Call, title: string) {
    this.trial = await this.conversation.spoil(spec, title);
  },
);

When(
  'I {call} three times, the second time answered {tampering}',
  async function (this: Scenario, { spec }: Call, title: string) {
    this.trial = await this.conversation.spoilAnswer(spec, title);
  },
);

When('I repeat the request with the same key', async function (this: Scenario) {
  await this.conversation.repeat();
});

When('I repeat the request with the same key, but with:', async function (this: Scenario, table: DataTable) {
  await this.conversation.repeat(patchOf(table.raw()));
});
