import type { FastifyReply } from 'fastify';
import { seconds, type Clock } from '../../clock.ts';
import type { Answer } from '../answer.ts';
import { callId } from '../identifiers.ts';
import type { Nopan } from '../nopan.ts';
import { refused } from '../pipeline.ts';
import { signedAnswer } from './signed-answer.ts';
import { unreadable } from './unreadable.ts';

/** Sends an answer, signed at the time of this clock. */
export function sendSigned(reply: FastifyReply, answer: Answer, clock: Clock, nopan: Nopan): FastifyReply {
  const { status, fields, body } = signedAnswer(answer, seconds(clock), nopan);
  return reply
    .code(status)
    .headers(Object.fromEntries(fields))
    .send(body.length === 0 ? undefined : body);
}

/** Refuses a request that reached no operation. */
export function refuse(reply: FastifyReply, thrown: Error, nopan: Nopan): FastifyReply {
  return sendSigned(reply, refused(unreadable(thrown), callId(nopan.randomness), nopan), nopan.clock, nopan);
}
