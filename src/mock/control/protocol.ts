import { requestProfiles } from '../../signing/request-signature.ts';
import { lifeCycle } from '../payments/life-cycle.ts';
import type { Nopan } from '../nopan.ts';
import { taking, type ControlRoute } from './route.ts';

/** What the mock accepts of every organization, and what it allows. */
export const protocol: readonly ControlRoute[] = [
  {
    method: 'GET',
    path: '/protocol',
    summary: 'Tells which variants of a signature are accepted.',
    handle: ({ nopan }) => accepted(nopan),
  },
  {
    method: 'PUT',
    path: '/protocol',
    summary:
      'Says which variants of a signature are accepted from now on; what is not named is as the mock was started with.',
    ...taking('protocol', ({ nopan, body }) => {
      const { signature, jws } = nopan.protocol;
      nopan.profiles = requestProfiles({ signature: { ...signature, ...body }, jws });
      return accepted(nopan);
    }),
  },
  {
    method: 'GET',
    path: '/life-cycle',
    summary: 'Tells what can be done with a payment in which status, on what conditions, and what can come of it.',
    handle: () => ({
      lifeCycle: Object.entries(lifeCycle).map(([action, { by, from, conditions, outcomes }]) => ({
        ...{ action, by, from, outcomes },
        conditions: conditions.map(({ text }) => text),
      })),
    }),
  },
];

function accepted({ profiles }: Nopan): object {
  const { scheme: profile, acceptedVariants, extraComponents, request } = profiles;
  const { signatureParamsForm, ecdsaEncoding, digest: requestDigest } = request;
  return { acceptedVariants, extraComponents, profile, signatureParamsForm, ecdsaEncoding, requestDigest };
}
