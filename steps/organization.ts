import { Given, When } from '@cucumber/cucumber';
import { untilGivenUp } from '../src/conversation/delivery-log.ts';
import { approvalSeconds } from '../src/conversation/settings.ts';
import type { Scenario } from './world.ts';

Given('an organization of my own', async function (this: Scenario) {
  await this.conversation.enrol();
});

Given(
  'Nopan takes {int} request(s) of mine in {time}',
  async function (this: Scenario, requests: number, seconds: number) {
    await this.conversation.party.limitRate(requests, seconds);
  },
);

Given('my endpoint is registered for {word} only', async function (this: Scenario, type: string) {
  await this.conversation.party.receiveWebhooks(type);
});

When('my client certificate and my signing key are renewed', async function (this: Scenario) {
  await this.conversation.renewCredentials();
});

When('time passes until nothing is left to deliver', async function (this: Scenario) {
  await untilGivenUp(this.conversation.party);
});

When('the access token expires', async function (this: Scenario) {
  await this.conversation.outliveAccessToken();
});

When(
  'all but {int} seconds of the time that {word} gives pass',
  async function (this: Scenario, seconds: number, provider: string) {
    const { protocol } = this.conversation.specification;
    await this.conversation.letPass(approvalSeconds(provider, protocol) - seconds);
  },
);

When('more than the time that {word} gives passes', async function (this: Scenario, provider: string) {
  const { protocol } = this.conversation.specification;
  await this.conversation.letPass(approvalSeconds(provider, protocol) + 10);
});

When('more than the time for a refund passes', async function (this: Scenario) {
  await this.conversation.letPass(this.conversation.specification.protocol.schemes.refundSeconds + 60);
});

When('{time} pass(es)', async function (this: Scenario, seconds: number) {
  await this.conversation.letPass(seconds);
});
