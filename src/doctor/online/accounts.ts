import { plan } from '../../contract/plan.ts';
import { valueAt } from '../../contract/pointer.ts';
import { adviceFor } from '../../conversation/advice.ts';
import { References } from '../../conversation/references.ts';
import { answerText, reasonCodeOf } from '../../client/refusal.ts';
import type { ReceivedResponse } from '../../client/exchanged.ts';
import { CertifyError } from '../../errors.ts';
import { systemRandomness } from '../../randomness.ts';
import { ok, type Check, type Verdict } from '../check.ts';
import { calling } from './needs.ts';
import type { OnlineSubject } from './subject.ts';

/** Each processing account takes a payment: one is started for it, and canceled at once. */
export const accountChecks: readonly Check<OnlineSubject>[] = [
  {
    id: 'credentials.accounts',
    heading: 'Credentials at the target',
    title: 'processing accounts take a payment',
    source: 'OAS',
    needs: [...calling, 'target.clock', 'credentials.certificate', 'credentials.keyid', 'credentials.token'],
    examine: accounts,
  },
];

async function accounts(subject: OnlineSubject): Promise<Verdict> {
  const { processingAccounts } = subject.configuration.value;
  for (const [index, account] of processingAccounts.entries()) {
    const response = await startAndCancel(subject, account);
    if (response !== undefined && response.status >= 200 && response.status < 300) continue;
    throw new CertifyError('ERR_ASSERTION', `No payment can be started with the processing account ${account}`, {
      where: subject.configuration.origin(`/processingAccounts/${index}`).where,
      expected: `POST /payments/initiate to be accepted for ${subject.configuration.value.organization}`,
      actual: response === undefined ? 'no response' : answerText(response.status, response.json),
      advice: adviceFor(reasonCodeOf(response?.json)),
      blame: 'integration',
    });
  }
  return ok(`${processingAccounts.join(', ')}: started and canceled`);
}

async function startAndCancel(subject: OnlineSubject, account: string): Promise<ReceivedResponse | undefined> {
  const { party, specification } = await subject.environment();
  const variables = {
    ...party.variables,
    ...new References(systemRandomness).variables(),
    'account.id': account,
  };
  const send = async (name: string, more: Record<string, string> = {}): Promise<ReceivedResponse | undefined> => {
    const request = plan(specification.requests, name, { variables: { ...variables, ...more } });
    return (await party.client.send(request)).response;
  };
  const started = await send('payments/initiate');
  const transactionId = valueAt(started?.json, '/transactionId');
  if (typeof transactionId === 'string') {
    const reference = valueAt(started?.json, '/clientTransactionId');
    await send('payments/cancel', {
      transactionId,
      clientTransactionId: typeof reference === 'string' ? reference : transactionId,
    });
  }
  return started;
}
