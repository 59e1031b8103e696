import { After, AfterAll, AfterStep, Before, BeforeAll, setDefaultTimeout, Status } from '@cucumber/cucumber';
import { inapplicable, type Use } from '../src/certification/applicability.ts';
import { loadCatalogue } from '../src/contract/catalogue.ts';
import type { Requirement } from '../src/contract/types/requirements.ts';
import { attachNotRun, attachSkip } from '../src/conversation/attachment.ts';
import { BrokenPreconditions } from '../src/conversation/broken-preconditions.ts';
import { Conversation } from '../src/conversation/conversation.ts';
import type { Environment } from '../src/conversation/environment.ts';
import { refuseDebuggerBySignal } from '../src/debugger.ts';
import { guardLastWords } from '../src/evidence/last-words.ts';
import { processRedactor } from '../src/evidence/process-redactor.ts';
import { expectedStatuses } from '../src/conversation/expected-statuses.ts';
import { missingAbility } from '../src/conversation/ability.ts';
import type { Connection, Target } from '../src/target/connection.ts';
import type { Scenario } from './world.ts';

let environment: Environment;
let catalogue: readonly Requirement[];
let use: Use;
let embedded: Target | undefined;
let broken: BrokenPreconditions;

// Longer than any deadline inside a step, so that it is the step which says what it has waited for; calls to a shared target
// may also wait for their turn.
setDefaultTimeout(300_000);

// A worker process must not outlive the process that feeds it.
if (process.env['CUCUMBER_WORKER_ID'] !== undefined) {
  refuseDebuggerBySignal();
  process.on('disconnect', () => process.exit(1));
  guardLastWords(processRedactor, (error) => {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    return 1;
  });
}

/** What the runner hands over, in whichever process that is. */
interface Parameters {
  readonly connection?: Connection;
  readonly ownSpecs?: string;
  readonly keepGoing?: boolean;
}

BeforeAll(async function () {
  const { connection, ownSpecs, keepGoing } = this.parameters as Parameters;
  broken = new BrokenPreconditions(keepGoing === true ? Infinity : undefined);
  // A dry run has no use for what sends and receives, and does not wait for it to be loaded.
  const { openEnvironment } = await import('../src/conversation/environment.ts');
  environment = await openEnvironment(connection ?? (await startMock()), ownSpecs, processRedactor);
  const { schemas, protocol } = environment.specification;
  catalogue = loadCatalogue(schemas, ownSpecs);
  use = { ...environment.connection, scheme: protocol.signature.profile };
  // A target that delivers to a public URL does so from the first payment on.
  if (connection?.webhooks) await environment.party.endpoint();
});

AfterAll(async function () {
  await environment.close();
  await embedded?.close();
});

Before(function (this: Scenario, { pickle }) {
  this.conversation = new Conversation(
    environment,
    this.attach,
    expectedStatuses(pickle.steps.map(({ text }) => text)),
  );
  const tags = pickle.tags.map(({ name }) => name);
  const reason = missingAbility(tags, environment.connection) ?? inapplicable(tags, catalogue, use);
  if (reason !== undefined) {
    attachSkip(this.attach, reason);
    return 'skipped';
  }
  if (!broken.block(pickle.steps)) return undefined;
  attachNotRun(this.attach);
  return 'skipped';
});

AfterStep(function (this: Scenario, { pickle, pickleStep, result }) {
  if (result.status !== Status.FAILED || this.failure === undefined) return;
  broken.failed(pickleStep.text, pickle.steps, this.failure);
});

// Only these scenarios read webhooks, so for them only they are delivered.
Before({ tags: '@needs:webhooks' }, async function () {
  await environment.party.receiveWebhooks();
});

After({ tags: '@needs:webhooks' }, async function (this: Scenario, { result }) {
  if (result?.status === Status.SKIPPED) return;
  await environment.party.stopWebhooks();
  if (result?.status !== Status.PASSED) return;
  const { exchanges, inbox } = this.conversation;
  await inbox.expectPlausible(exchanges.map(({ spec }) => spec.split('#')[0] ?? ''));
});

After(async function (this: Scenario) {
  if (environment.connection.kind === 'sandbox') await this.conversation.cancelOpenPayments();
  await this.conversation.close();
});

/** Without a runner that names the target, there is a mock in this process. */
async function startMock(): Promise<Connection> {
  const { startEmbedded } = await import('../src/target/embedded.ts');
  embedded = await startEmbedded();
  return embedded.connection;
}
