import { Then, type DataTable } from '@cucumber/cucumber';
import {
  expectFetched,
  expectIdempotencyKeys,
  expectMutualTls,
  expectSeparateKeys,
  expectVersion,
} from '../src/conversation/request.ts';
import { expectCovered } from '../src/conversation/signature.ts';
import { withSetting } from '../src/conversation/settings.ts';
import type { Scenario } from './world.ts';

Then('the connection used TLS 1.3 and our client certificate', function (this: Scenario) {
  expectMutualTls(this.conversation.last, this.conversation.party.credentials, 'TLSv1.3');
});

Then('the key that signed the request is not the key of the client certificate', function (this: Scenario) {
  expectSeparateKeys(this.conversation.last, this.conversation.party.credentials);
});

Then('the signature of the request covers:', function (this: Scenario, table: DataTable) {
  expectCovered(this.conversation.last, table.raw().flat());
});

Then('{int} access token(s) was/were fetched', function (this: Scenario, count: number) {
  expectFetched(this.conversation.exchanges, 'auth/token', count);
});

Then("Nopan's keys were fetched {frequency}", function (this: Scenario, times: number) {
  expectFetched(this.conversation.exchanges, 'auth/jwks', times);
});

Then('every request that changed something carried its own idempotency key', function (this: Scenario) {
  const { turns, specification } = this.conversation;
  expectIdempotencyKeys(turns, specification.protocol.idempotency.header);
});

Then('the request named version {string}', function (this: Scenario, version: string) {
  const { last, specification } = this.conversation;
  expectVersion(last, specification.protocol.version.header, withSetting(version, specification.protocol));
});
