import { Given, When } from '@cucumber/cucumber';
import type { Scenario } from './world.ts';

Given('an organization of my own', async function (this: Scenario) {
  await this.conversation.enrol();
});

When('{time} pass(es)', async function (this: Scenario, seconds: number) {
  await this.conversation.letPass(seconds);
});
