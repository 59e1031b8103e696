import { Then } from '@cucumber/cucumber';
import { expectAlterationNoticed, expectSignedByNopan, expectVerifies } from '../src/conversation/signature.ts';
import { expectOnlySpoiltDistrusted, type distrusts } from '../src/conversation/trial.ts';
import { fetchVerifier } from '../src/conversation/published-keys.ts';
import type { Scenario } from './world.ts';

Then('the answer is signed by Nopan', function (this: Scenario) {
  expectSignedByNopan(this.conversation.last);
});

Then('the answer is signed with one of these keys', async function (this: Scenario) {
  expectVerifies(this.conversation.last, await fetchVerifier(this.conversation));
});

Then('the same answer with another {word} is not', async function (this: Scenario, part: string) {
  expectAlterationNoticed(this.conversation.last, part, await fetchVerifier(this.conversation));
});

Then(
  'only the second answer is not trusted, since {distrust}',
  function (this: Scenario, reason: keyof typeof distrusts) {
    expectOnlySpoiltDistrusted(this.trial, reason);
  },
);
