import { answer, type Answer } from './answer.ts';
import type { Behaviour } from './behaviour.ts';
import type { Call } from './call.ts';
import type { Guard } from './guards/guard.ts';
import type { Nopan } from './nopan.ts';
import { tell } from './notifications/tell.ts';
import { publishAnswer } from './observation.ts';
import type { Operation, WritingOperation } from './operations/operation.ts';
import { noteFinding, reportServed } from './served-call.ts';
import { envelope, Refusal, refusalOf } from './refusal.ts';

/** Serves calls of one operation. Never throws: what goes wrong is an answer too. */
export type Pipeline = (call: Call) => Promise<Answer>;

type Stage = (call: Call) => Promise<Answer>;

/** Serves a call of any operation, as the mock behaves at that moment. */
export function pipelines(nopan: Nopan): Pipeline {
  const made = new WeakMap<Behaviour, Map<string, Pipeline>>();
  return (call) => {
    const { behaviour } = nopan;
    const known = made.get(behaviour) ?? pipelinesOf(behaviour, nopan);
    made.set(behaviour, known);
    const serve = known.get(call.operation.id);
    if (serve === undefined) throw new Error(`There is no operation ${call.operation.id}`);
    return serve(call);
  };
}

function pipelinesOf({ operations, guards }: Behaviour, nopan: Nopan): Map<string, Pipeline> {
  return new Map(operations.map((operation) => [operation.id, pipelineOf(operation, guards, nopan)]));
}

/** The guards that concern an operation, in their order, around its handler. */
export function pipelineOf(operation: Operation, guards: readonly Guard[], nopan: Nopan): Pipeline {
  const serve = guards
    .filter(({ concerns }) => concerns(operation))
    .reduceRight<Stage>(
      (next, guard) => (call) => guard.handle(call, nopan, () => next(call)),
      (call) => handled(operation, call, nopan),
    );
  return async (call) => {
    const answer = await serve(call).catch((thrown: unknown) => {
      noteFinding(thrown, call, nopan);
      return refused(thrown, call.id, nopan, operation);
    });
    nopan.log?.info({ callId: call.id, operation: operation.id, ...told(call), status: answer.status }, 'answered');
    const final = nopan.behaviour.answer(answer, call);
    publishAnswer(final, call, nopan.behaviour.sound);
    reportServed(final, call, nopan);
    return final;
  };
}

function told({ caller, message, verified }: Call): object {
  return {
    method: message.method,
    path: message.target,
    organization: caller?.id,
    ...(verified && { keyid: verified.keyid, variant: verified.variant, warnings: verified.warnings }),
  };
}

/** The handler's answer; its refusals are answers already here, so that they can be replayed. */
async function handled(operation: Operation, call: Call, nopan: Nopan): Promise<Answer> {
  if (operation.writes) return nopan.storage.transaction(() => written(operation, call, nopan));
  const { body, contentType } = await operation.handle(call.content, call, nopan);
  return answer(200, body, contentType);
}

/** What a handler changes, the webhooks that tell of it, and its answer for a repeated request: within one transaction. */
function written(operation: WritingOperation, call: Call, nopan: Nopan): Answer {
  const answer = answered(operation, call, nopan);
  // A server's failure is not kept: its retry is processed as if it were the first.
  if (call.keyed !== undefined && answer.status < 500) call.organization.idempotency.keep(call.keyed, answer);
  return answer;
}

function answered({ handle }: WritingOperation, call: Call, nopan: Nopan): Answer {
  try {
    const { body, notifications = [] } = handle(call.content, call, nopan);
    if (nopan.protocol.webhooks.synchronousOutcomes === 'notified') {
      for (const notification of notifications) tell(notification, call.organization, nopan);
    }
    return answer(200, body);
  } catch (thrown) {
    if (thrown instanceof Refusal) {
      noteFinding(thrown, call, nopan);
      return refused(thrown, call.id, nopan);
    }
    throw thrown;
  }
}

/** The answer to a call that something was thrown about. */
export function refused(
  thrown: unknown,
  callId: string,
  { protocol, log }: Nopan,
  { namesFields = true }: Pick<Operation, 'namesFields'> = {},
): Answer {
  const refusal = refusalOf(thrown);
  const { refusal: name, fields, retryAfter, finding } = refusal;
  const error = refusal.error(protocol.errors);
  if (name === 'internal') log?.error({ callId, err: thrown }, 'internal error');
  else log?.info({ callId, refusal: name, fields, ...finding }, 'refused');
  const content = envelope(error, callId, namesFields ? fields : undefined);
  const told: Answer = { ...answer(error.status, content), refusal: name };
  return retryAfter === undefined ? told : { ...told, fields: { 'Retry-After': String(retryAfter) } };
}
