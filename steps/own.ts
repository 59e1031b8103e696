/**
 * What step files of a user's own are written with, so that they talk to the Cucumber and the conversation of this package.
 *
 * @example
 * ```js
 * import { When } from 'nopan-certify/steps';
 *
 * When('I look its order up', async function () {
 *   await this.conversation.call('shop/order');
 * });
 * ```
 */
export { defineParameterType, Given, Then, When, type DataTable } from '@cucumber/cucumber';
export { expectAccepted, expectOutcome, expectRefused } from '../src/conversation/answer.ts';
export { expectEqual, expectTexts, unmet } from '../src/conversation/expectation.ts';
export { patchOf, textsOf } from '../src/conversation/tables.ts';
export { CertifyError } from '../src/errors.ts';
export type { Scenario } from './world.ts';
