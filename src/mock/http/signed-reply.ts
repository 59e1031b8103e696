import type { FastifyReply } from 'fastify';
import { seconds, type Clock } from '../../clock.ts';
import { fieldValues, type ResponseMessage } from '../../signing/message.ts';
import type { Answer } from '../answer.ts';
import { callId } from '../identifiers.ts';
import type { Nopan } from '../nopan.ts';
import { publishRefusal } from '../observation.ts';
import { refused } from '../pipeline.ts';
import { reportUnreached } from '../served-call.ts';
import { hasHungUp, noteHungUp } from './hung-up.ts';
import { signedAnswer } from './signed-answer.ts';
import { spoiltAnswer } from './spoilt-answer.ts';
import { unreadable } from './unreadable.ts';

/** Sends an answer, signed at the time of this clock, unless something else is to happen to it. */
export async function sendAnswer(
  reply: FastifyReply,
  answer: Answer,
  clock: Clock,
  nopan: Nopan,
): Promise<FastifyReply> {
  const { fate } = answer;
  if (fate === undefined) return send(reply, signedAnswer(answer, seconds(clock), nopan));
  if (fate !== 'lost') return send(reply, await spoiltAnswer(answer, seconds(clock), fate, nopan));
  reply.hijack();
  reply.raw.destroy();
  return reply;
}

function send(reply: FastifyReply, { status, fields, body }: ResponseMessage): FastifyReply {
  for (const [name] of fields) {
    const values = fieldValues(fields, name);
    void reply.header(name, values.length === 1 ? values[0] : values);
  }
  return reply.code(status).send(body.length === 0 ? undefined : body);
}

/** Rejects a request that reached no operation, unless its client hung up before sending it. */
export async function refuse(reply: FastifyReply, thrown: Error, nopan: Nopan): Promise<FastifyReply> {
  if (hasHungUp(reply.request.raw)) {
    noteHungUp(reply.request.raw.socket, nopan.log);
    return reply.hijack();
  }
  const id = callId(nopan.randomness);
  const answer = nopan.behaviour.answer(refused(unreadable(thrown), id, nopan), undefined);
  const { method, url: path } = reply.request;
  nopan.log?.info({ callId: id, method, path, status: answer.status }, 'answered');
  publishRefusal(answer, nopan.behaviour.sound, reply.request);
  reportUnreached(answer, unreadable(thrown), { method, target: path }, nopan);
  return sendAnswer(reply, answer, nopan.clock, nopan);
}
