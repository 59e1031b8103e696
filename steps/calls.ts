import { Given, When, type DataTable } from '@cucumber/cucumber';
import { arrangeForNext, arrangeForPayer, arrangement, type MockedStep } from '../src/conversation/arrangement.ts';
import type { JsonObject } from '../src/contract/json.ts';
import { joinedPatches } from '../src/contract/merge-patch.ts';
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

Given(
  'the {mockedStep} will be {word} for the reason {string}',
  async function (this: Scenario, step: MockedStep, status: string, reasonCode: string) {
    await arrangeForPayer(this.conversation, arrangement(step, { status, reasonCode }));
  },
);

Given('the {mockedStep} will be {word}', async function (this: Scenario, step: MockedStep, status: string) {
  await arrangeForPayer(this.conversation, arrangement(step, { status }));
});

Given(
  'the {mockedStep} will be {word} for the reason {string}, once',
  async function (this: Scenario, step: MockedStep, status: string, reasonCode: string) {
    await arrangeForPayer(this.conversation, { ...arrangement(step, { status, reasonCode }), oneTime: true });
  },
);

Given(
  'the {mockedStep} will fail at the scheme for the reason {string}',
  async function (this: Scenario, step: MockedStep, reasonCode: string) {
    await arrangeForPayer(this.conversation, arrangement(step, { reasonCode }));
  },
);

Given(
  'the payer lacks the money, whatever the {mockedStep} would be',
  async function (this: Scenario, step: MockedStep) {
    const { steps } = arrangement(step, { status: 'APPROVED' }) as { steps: JsonObject };
    await arrangeForPayer(this.conversation, { scenario: 'INSUFFICIENT_FUNDS', steps });
  },
);

Given(
  'the {mockedStep} of the next payment will be {word}',
  async function (this: Scenario, step: MockedStep, status: string) {
    await arrangeForNext(this.conversation, arrangement(step, { status }));
  },
);

Given('the payer decides, and has the money', async function (this: Scenario) {
  await arrangeForPayer(this.conversation, { type: 'PASSTHROUGH', scenario: 'OK' });
});

When('the payer approves it', async function (this: Scenario) {
  await this.conversation.approve();
});

When('the time to approve it is over', async function (this: Scenario) {
  await this.conversation.aside('mock/expire');
});

When('the payer declines it', async function (this: Scenario) {
  await this.conversation.aside('mock/decline');
});

When('I {call}', async function (this: Scenario, { spec, ...options }: Call) {
  await this.conversation.call(spec, options);
});

When('I {call} {manner}', async function (this: Scenario, { spec, ...options }: Call, manner: Manner) {
  await this.conversation.call(spec, { ...options, ...manner(this.conversation) });
});

When('I {call} with:', async function (this: Scenario, { spec, overrides = {}, ...options }: Call, table: DataTable) {
  await this.conversation.call(spec, { ...options, overrides: joinedPatches(overrides, patchOf(table.raw())) });
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

When(
  'I {call} {int} times at once with one key',
  async function (this: Scenario, { spec, ...options }: Call, times: number) {
    this.simultaneous = await this.conversation.atOnce(spec, times, options);
  },
);

When('I repeat the request with the same key under a new access token', async function (this: Scenario) {
  await this.conversation.repeat({}, { token: await this.conversation.newToken() });
});

When('I repeat the request with the same key', async function (this: Scenario) {
  await this.conversation.repeat();
});

When('I repeat the request with the same key, but with:', async function (this: Scenario, table: DataTable) {
  await this.conversation.repeat(patchOf(table.raw()));
});
