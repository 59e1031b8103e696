import { departures } from '../../contract/expectation.ts';
import { answer, type Answer } from '../answer.ts';
import type { Behaviour } from '../behaviour.ts';
import type { Call } from '../call.ts';
import { edited } from './edit.ts';
import { isCallOf, type Operator } from './operator.ts';
import type { DefectArguments } from '../../contract/types/defects.ts';

/** Tells an error with another status, reason code or message than its own. */
export const tellErrorAs: Operator = (behaviour, { status, reasonCode, message, ...given }) =>
  withAnswer(behaviour, given, (told) => {
    const withInfo = withJson(told, (json) => {
      const { statusInfo, ...envelope } = json as { readonly statusInfo: object };
      const changes = { ...(reasonCode !== undefined && { reasonCode }), ...(message !== undefined && { message }) };
      return { ...envelope, statusInfo: { ...statusInfo, ...changes } };
    });
    return { ...withInfo, status: status ?? told.status };
  });

/** Changes the content of answers: of successes, or of refusals for one reason. */
export const editAnswer: Operator = (behaviour, given) =>
  withAnswer(behaviour, given, (told) => withJson(told, (json) => edited(json, given)));

/** Gives a success with such a content another status. */
export const tellStatus: Operator = (behaviour, { when = {}, status, ...given }) =>
  withAnswer(behaviour, given, (told) =>
    departures(when, jsonOf(told)).length > 0 ? told : { ...told, status: status ?? told.status },
  );

/** Leaves out a header field of an answer. */
export const sendWithout: Operator = (behaviour, { withoutField, ...given }) =>
  withAnswer(behaviour, given, ({ fields = {}, ...told }) => ({
    ...told,
    fields: Object.fromEntries(Object.entries(fields).filter(([name]) => name !== withoutField)),
  }));

/** Spoils the signature or the digest of answers, as the control API does for one. What has no content has no digest to spoil. */
export const spoilAnswer: Operator = (behaviour, { spoiling, ...given }) =>
  withAnswer(behaviour, given, (told) =>
    spoiling === undefined || told.content.length === 0 || told.fate !== undefined ? told : { ...told, fate: spoiling },
  );

/** Signs everything, and publishes its key, under another id. */
export const signAs: Operator = (behaviour, { keyid = '' }) => {
  const published = editAnswer(behaviour, { operation: 'auth/jwks', pointer: '/keys/0/kid', value: keyid });
  const spoiling = { operator: 'name-key', arguments: { keyid } } as const;
  return { ...published, answer: (first, call) => ({ fate: spoiling, ...published.answer(first, call) }) };
};

/** The same behaviour with some of its answers made otherwise: refusals for one reason, or of none, successes. */
function withAnswer(
  behaviour: Behaviour,
  { operation, refusal }: Pick<DefectArguments, 'operation' | 'refusal'>,
  made: (told: Answer) => Answer,
): Behaviour {
  const fits = (told: Answer, call: Call | undefined) => isCallOf(operation, call) && told.refusal === refusal;
  return {
    ...behaviour,
    answer(first, call) {
      const told = behaviour.answer(first, call);
      return fits(told, call) ? made(told) : told;
    },
  };
}

/** The same answer with another content; one without content, or of another type than JSON, stays as it is. */
export function withJson(told: Answer, change: (json: unknown) => unknown): Answer {
  if (!isJson(told)) return told;
  return { ...told, content: answer(told.status, change(jsonOf(told)) as object).content };
}

function jsonOf(told: Answer): unknown {
  return isJson(told) ? JSON.parse(told.content.toString('utf8')) : undefined;
}

const isJson = ({ content, contentType }: Answer): boolean => content.length > 0 && contentType === undefined;
