import { probeAccount } from '../../conversation/account-probe.ts';
import { adviceFor } from '../../conversation/advice.ts';
import { answerText, reasonCodeOf } from '../../client/refusal.ts';
import { CertifyError } from '../../errors.ts';
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
    const response = await probeAccount(await subject.environment(), account);
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
