import type { FastifyReply } from 'fastify';
import { seconds, type Clock } from '../../clock.ts';
import { fieldValues, type ResponseMessage } from '../../signing/message.ts';
import type { Answer } from '../answer.ts';
import { callId } from '../identifiers.ts';
import type { Nopan } from '../nopan.ts';
import { refused } from '../pipeline.ts';
import type { AnswerSpoil } from '../state/organization.ts';
import { signedAnswer } from './signed-answer.ts';
import { spoiltAnswer } from './spoilt-answer.ts';
import { unreadable } from './unreadable.ts';

/** Sends an answer, signed at the time of this clock. */
export function sendSigned(reply: FastifyReply, answer: Answer, clock: Clock, nopan: Nopan): FastifyReply {
  return send(reply, signedAnswer(answer, seconds(clock), nopan));
}

/** Sends an answer that is spoilt in the way that the control API was told. */
export async function sendSpoilt(
  reply: FastifyReply,
  answer: Answer,
  spoil: AnswerSpoil,
  clock: Clock,
  nopan: Nopan,
): Promise<FastifyReply> {
  return send(reply, await spoiltAnswer(answer, seconds(clock), spoil, nopan));
}

function send(reply: FastifyReply, { status, fields, body }: ResponseMessage): FastifyReply {
  for (const [name] of fields) {
    const values = fieldValues(fields, name);
    void reply.header(name, values.length === 1 ? values[0] : values);
  }
  return reply.code(status).send(body.length === 0 ? undefined : body);
}

/** Refuses a request that reached no operation. */
export function refuse(reply: FastifyReply, thrown: Error, nopan: Nopan): FastifyReply {
  return sendSigned(reply, refused(unreadable(thrown), callId(nopan.randomness), nopan), nopan.clock, nopan);
}
