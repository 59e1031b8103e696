import { assertClocksAgree, compareClocks } from '../../conversation/clock-offset.ts';
import { ok, skipped, warning, type Verdict } from '../check.ts';
import type { OnlineSubject } from './subject.ts';

/** More than this part of what is allowed is worth a warning. */
const considerable = 0.1;

/** How far the target's clock is from this one's. @throws ERR_CLOCK when no signature could be accepted */
export async function clockVerdict(subject: OnlineSubject): Promise<Verdict> {
  const { response, at } = await subject.publishedKeys();
  const { protocol } = (await subject.environment()).specification;
  const clocks = compareClocks(response.fields, at, protocol);
  if (clocks === undefined) return skipped('the answers of the target do not tell the time');
  const where = subject.configuration.value.target.baseUrl;
  assertClocksAgree(clocks, where);
  const off = Math.abs(clocks.seconds);
  if (off > clocks.allowed * considerable)
    return warning(`Clocks drift apart: ${clocks.distance}`, { where, ...clocks.details });
  return ok(off <= 1 ? 'in step with the target' : clocks.distance);
}
