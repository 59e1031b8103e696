import { answer, type Answer } from './answer.ts';
import type { Call } from './call.ts';
import type { Guard } from './guards/guard.ts';
import type { Nopan } from './nopan.ts';
import type { Operation } from './operations/operation.ts';
import { envelope, refusalOf } from './refusal.ts';

/** Serves calls of one operation. Never throws: what goes wrong is an answer too. */
export type Pipeline = (call: Call) => Promise<Answer>;

type Stage = (call: Call) => Promise<Answer>;

/** The guards that concern an operation, in their order, around its handler. */
export function pipelineOf(operation: Operation, guards: readonly Guard[], nopan: Nopan): Pipeline {
  const serve = guards
    .filter(({ concerns }) => concerns(operation))
    .reduceRight<Stage>(
      (next, guard) => (call) => guard.handle(call, nopan, () => next(call)),
      (call) => handled(call, nopan),
    );
  return async (call) => {
    const answer = await serve(call).catch((thrown: unknown) => refused(thrown, call.id, nopan));
    nopan.log?.info({ callId: call.id, operation: operation.id, ...told(call), status: answer.status }, 'answered');
    return answer;
  };
}

function told({ caller, verified }: Call): object {
  return {
    organization: caller?.id,
    ...(verified && { keyid: verified.keyid, variant: verified.variant, warnings: verified.warnings }),
  };
}

/** The handler's answer; its refusals are answers already here, so that they can be replayed. */
async function handled(call: Call, nopan: Nopan): Promise<Answer> {
  try {
    const { body, notifications = [] } = await call.operation.handle(call.content, call, nopan);
    if (nopan.protocol.webhooks.synchronousOutcomes === 'notified') {
      for (const notification of notifications) nopan.dispatcher.dispatch(call.organization, notification);
    }
    return answer(200, body);
  } catch (thrown) {
    return refused(thrown, call.id, nopan);
  }
}

/** The answer to a call that something was thrown about. */
export function refused(thrown: unknown, callId: string, { protocol, log }: Nopan): Answer {
  const { refusal, fields, finding } = refusalOf(thrown);
  const error = protocol.errors[refusal];
  if (refusal === 'internal') log?.error({ callId, err: thrown }, 'internal error');
  else log?.info({ callId, refusal, fields, ...finding }, 'refused');
  return answer(error.status, envelope(error, callId, fields));
}
