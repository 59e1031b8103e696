import type { Protocol } from '../../contract/protocol.ts';
import { CertifyError } from '../../errors.ts';
import { fieldValue, type Fields } from '../../signing/message.ts';
import { parameterUnder } from '../../signing/labelled.ts';
import { ok, skipped, warning, type Verdict } from '../check.ts';
import type { OnlineSubject } from './subject.ts';

/** More than this part of what is allowed is worth a warning. */
const considerable = 0.1;

/** How far the target's clock is from this one's, by the Date field and by the time of the answer's signature. */
export async function clockVerdict(subject: OnlineSubject): Promise<Verdict> {
  const { response, at } = await subject.publishedKeys();
  const { protocol } = (await subject.environment()).specification;
  const { label } = protocol.signature;
  const offsets = [...dateOffset(response.fields, at), ...createdOffset(response.fields, at, label)];
  const [largest] = [...offsets].sort((one, other) => Math.abs(other.seconds) - Math.abs(one.seconds));
  if (largest === undefined) return skipped('the answers of the target do not tell the time');
  const allowed = windowOf(protocol);
  const off = Math.abs(largest.seconds);
  if (off <= allowed * considerable) return ok(off <= 1 ? 'in step with the target' : distance(largest));
  const details = {
    where: subject.configuration.value.target.baseUrl,
    expected: `within ${allowed} s, or signatures are refused`,
    actual: offsets.map(({ by, seconds }) => `${by}: ${seconds} s`).join(', '),
    advice: 'Set the clock of this machine by NTP; if it is right, tell the operator of the target.',
  };
  if (off <= allowed) return warning(`Clocks drift apart: ${distance(largest)}`, details);
  throw new CertifyError('ERR_CLOCK', `Clocks are too far apart: ${distance(largest)}`, details);
}

/** How old a signature may be: its own setting in each profile. */
const windowOf = ({ signature, jws }: Protocol): number =>
  signature.profile === 'detached-jws' ? jws.iatWindowSeconds : signature.createdWindowSeconds;

interface Offset {
  readonly by: string;
  /** Positive: the target is ahead. */
  readonly seconds: number;
}

const distance = ({ seconds }: Offset): string =>
  `the target is ${Math.abs(seconds)} s ${seconds > 0 ? 'ahead of' : 'behind'} this machine`;

/** RFC 9110 section 6.6.1. */
function dateOffset(fields: Fields, at: number): Offset[] {
  const date = Date.parse(fieldValue(fields, 'date') ?? '');
  return Number.isNaN(date) ? [] : [{ by: 'Date', seconds: wholeSeconds(date, at) }];
}

function createdOffset(fields: Fields, at: number, label: string): Offset[] {
  const created = parameterUnder(label, 'created', fieldValue(fields, 'signature-input') ?? '') ?? '';
  return !/^\d{1,12}$/.test(created) ? [] : [{ by: 'created', seconds: wholeSeconds(Number(created) * 1000, at) }];
}

/** Both tell whole seconds, so that the target's time was half a second later on average. */
const wholeSeconds = (told: number, at: number): number => Math.round((told + 500 - at) / 1000);
