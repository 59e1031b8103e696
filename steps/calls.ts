import { Given, When, type DataTable } from '@cucumber/cucumber';
import { patchOf } from './tables.ts';
import type { Call } from './vocabulary.ts';
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

When('I {call} with:', async function (this: Scenario, { spec, ...options }: Call, table: DataTable) {
  await this.conversation.call(spec, { ...options, overrides: patchOf(table) });
});

When('I {call} with the same client reference', async function (this: Scenario, { spec }: Call) {
  await this.conversation.call(spec, { overrides: { clientTransactionId: '${clientTransactionId}' } });
});

When('I {call} with an access token for {string}', async function (this: Scenario, { spec }: Call, scope: string) {
  await this.conversation.call(spec, { send: { scope } });
});

When('I {call} with the access token of before', async function (this: Scenario, { spec }: Call) {
  await this.conversation.call(spec, { send: { token: this.conversation.earlierToken } });
});

When('I {call} using a detached JWS', async function (this: Scenario, { spec }: Call) {
  await this.conversation.call(spec, { send: { profile: 'detached-jws' } });
});

When('I {call} without a version', async function (this: Scenario, { spec }: Call) {
  await this.conversation.call(spec, { send: { version: null } });
});

When('I {call} for version {string}', async function (this: Scenario, { spec }: Call, version: string) {
  await this.conversation.call(spec, { send: { version } });
});

When(
  'I {call} three times, the second time {tampering}',
  async function (this: Scenario, { spec }: Call, title: string) {
    this.trial = await this.conversation.spoil(spec, title);
  },
);

When('I repeat the request with the same key', async function (this: Scenario) {
  await this.conversation.repeat();
});

When('I repeat the request with the same key, but with:', async function (this: Scenario, table: DataTable) {
  await this.conversation.repeat(patchOf(table));
});
