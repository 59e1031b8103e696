import { Then, When } from '@cucumber/cucumber';
import {
  expectAttempts,
  expectGrowingPauses,
  expectNewToken,
  expectPausesAskedFor,
  expectSameRequest,
  expectSignedAnew,
} from '../src/conversation/insistence.ts';
import type { Call, Manner } from './vocabulary.ts';
import type { Scenario } from './world.ts';

When('I {call} with retries', async function (this: Scenario, { spec, ...options }: Call) {
  await this.conversation.insist(spec, options);
});

When('I {call} {manner}, with retries', async function (this: Scenario, { spec, ...options }: Call, manner: Manner) {
  await this.conversation.insist(spec, { ...options, ...manner(this.conversation) });
});

Then('the request was sent {frequency}', function (this: Scenario, times: number) {
  expectAttempts(this.conversation.insistence, times);
});

Then('the request was sent {frequency} with the same key and content', function (this: Scenario, times: number) {
  expectAttempts(this.conversation.insistence, times);
  expectSameRequest(this.conversation.insistence);
});

Then('it was signed anew each time', function (this: Scenario) {
  expectSignedAnew(this.conversation.insistence);
});

Then('the pauses grew', function (this: Scenario) {
  expectGrowingPauses(this.conversation.insistence);
});

Then('the pauses were as long as Nopan asked for', function (this: Scenario) {
  expectPausesAskedFor(this.conversation.insistence);
});

Then('a new access token was fetched and the request repeated with it', function (this: Scenario) {
  const { insistence, exchanges, specification } = this.conversation;
  expectNewToken(insistence, specification.protocol.errors.tokenExpired, exchanges);
});
