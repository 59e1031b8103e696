import type { ReceivedResponse } from '../exchanged.ts';
import type { Interceptor } from '../interceptor.ts';
import type { Judgement } from '../response-signature.ts';

/** Verifies the signature of each response, except one that is known not to be from the target. */
export function verification(judge: (response: ReceivedResponse) => Promise<Judgement>): Interceptor {
  return async (request, next) => {
    const passage = await next(request);
    return passage.response === undefined || passage.failure !== undefined
      ? passage
      : { ...passage, ...(await judge(passage.response)) };
  };
}
