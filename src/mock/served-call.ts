import type { Answer } from './answer.ts';
import type { Call } from './call.ts';
import { explained } from './explained.ts';
import { leniencies, type Leniency } from './leniencies.ts';
import type { Nopan } from './nopan.ts';
import { refusalOf, type Finding } from './refusal.ts';

/** A call as the mock's log shows it. */
export interface ServedCall {
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  readonly at: number;
  readonly method: string;
  /** Path and query as received; empty when they could not be read. */
  readonly target: string;
  readonly status: number;
  /** Of a rejected call. */
  readonly reasonCode?: string;
  readonly reason?: string;
  readonly fix?: string;
  /** What the mock tolerated and a sandbox may reject. */
  readonly tolerated: readonly Leniency[];
}

export type Watcher = (served: ServedCall) => void;

/** Why an error was responded, completed by what is known about its kind. */
function findingOf(thrown: unknown): Pick<Finding, 'reason' | 'advice'> {
  const refusal = refusalOf(thrown);
  const { reason, advice } = refusal.finding;
  const known = explained[refusal.refusal];
  const fields = Object.entries(refusal.fields ?? {}).map(([name, text]) => `${name}: ${text}`);
  const given = reason === refusal.refusal ? undefined : reason;
  return { reason: given ?? (fields.join('; ') || known.reason), advice: advice ?? known.fix };
}

/** Remembers why a call is rejected, which can take time to find out, where somebody looks at it. */
export function noteFinding(thrown: unknown, call: Call, { watch }: Nopan): void {
  if (watch !== undefined) call.finding = findingOf(thrown);
}

/** To be called with each response, whether a handler or a guard made it. */
export function reportServed(answer: Answer, call: Call, nopan: Nopan): void {
  if (nopan.watch === undefined) return;
  const { method, target } = call.message;
  nopan.watch({
    ...{ at: nopan.clock.now(), method, target, status: answer.status },
    ...(answer.refusal !== undefined && rejection(answer, call, nopan)),
    tolerated: answer.refusal === undefined ? leniencies(call, nopan) : [],
  });
}

/** A kept response that is returned again has no finding of its own. */
function rejection(answer: Answer, { finding, clock }: Call, nopan: Nopan): Partial<ServedCall> {
  const { reason = 'the response to the first request with this Idempotency-Key, returned again', advice } =
    finding ?? {};
  const ahead = Math.floor((clock.now() - nopan.clock.now()) / dayMs);
  const moved =
    ahead > 0 ? `The clock of this organization is ${ahead} days ahead: reset it (control API, clock).` : undefined;
  const fix = moved === undefined ? advice : [moved, advice].filter(Boolean).join(' ');
  return { ...reasonCodeOf(answer), reason, ...(fix !== undefined && { fix }) };
}

const dayMs = 86_400_000;

/** The same for a request that reached no operation. */
export function reportUnreached(
  answer: Answer,
  thrown: unknown,
  { method = '', target = '' }: { readonly method?: string; readonly target?: string },
  { watch, clock }: Nopan,
): void {
  if (watch === undefined) return;
  const { reason, advice } = findingOf(thrown);
  watch({
    ...{ at: clock.now(), method, target, status: answer.status, ...reasonCodeOf(answer), reason, tolerated: [] },
    ...(advice !== undefined && { fix: advice }),
  });
}

/** A defect may have changed the error envelope. */
function reasonCodeOf({ content }: Answer): Pick<ServedCall, 'reasonCode'> {
  const reasonCode = /"reasonCode":"([^"]{1,20})"/.exec(content.toString())?.[1];
  return reasonCode === undefined ? {} : { reasonCode };
}
