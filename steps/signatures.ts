import { Then } from '@cucumber/cucumber';
import {
  expectAlterationNoticed,
  expectSignedAnew,
  expectSignedByNopan,
  expectSignedWith,
  expectVerifies,
} from '../src/conversation/signature.ts';
import { expectOnlySpoiltDistrusted, type distrusts } from '../src/conversation/trial.ts';
import { fetchVerifier } from '../src/conversation/published-keys.ts';
import type { Scenario } from './world.ts';

Then('the answer is signed by Nopan', function (this: Scenario) {
  expectSignedByNopan(this.conversation.last);
});

Then('the answer is signed with the key {string}', function (this: Scenario, keyid: string) {
  expectSignedWith(this.conversation.last, keyid);
});

Then('the second answer was signed anew', function (this: Scenario) {
  const { previous, last, specification } = this.conversation;
  expectSignedAnew(previous, last, specification.protocol.signature.label);
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
