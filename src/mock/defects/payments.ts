import type { DefectArguments } from '../../contract/types/defects.ts';
import type { Behaviour } from '../behaviour.ts';
import type { Call } from '../call.ts';
import type { WritingHandler } from '../operations/operation.ts';
import type { ChargeRequest } from '../payments/requests.ts';
import { Refusal, type RefusalName } from '../refusal.ts';
import { edited } from './edit.ts';
import { withOperation, withWriting, type Operator } from './operator.ts';
import { receivedAs } from './other-call.ts';

/** Takes a request for another than it is. */
export const editRequest: Operator = (behaviour, { operation, ...edit }) =>
  withOperation(behaviour, operation, (each) =>
    each.writes
      ? { ...each, handle: (content, call, nopan) => each.handle(edited(content, edit), call, nopan) }
      : { ...each, handle: (content, call, nopan) => each.handle(edited(content, edit), call, nopan) },
  );

/** Allows an action in other states of a payment than it should be, or on fewer conditions. */
export const changeTransition: Operator = (behaviour, { action, from, condition }) => {
  if (action === undefined) return behaviour;
  const transition = behaviour.lifeCycle[action];
  const conditions = transition.conditions.filter(({ text }) => text !== condition);
  return {
    ...behaviour,
    lifeCycle: { ...behaviour.lifeCycle, [action]: { ...transition, from: from ?? transition.from, conditions } },
  };
};

/** Approves each payment for the payer as soon as it is started, and again on request. */
export const approveAtOnce: Operator = (behaviour) =>
  withWriting(approvedAgain(behaviour), 'payments/initiate', (handle) => (content, call, nopan) => {
    const result = handle(content, call, nopan);
    const payment = paymentOf(call, result.body);
    if (payment !== undefined) call.organization.payments.save({ ...payment, payerApproved: true });
    return result;
  });

const approvedAgain = (behaviour: Behaviour): Behaviour => ({
  ...behaviour,
  lifeCycle: { ...behaviour.lifeCycle, approve: { ...behaviour.lifeCycle.approve, conditions: [] } },
});

/** Does not mind that a client's reference was used before. */
export const acceptReference: Operator = (behaviour, { operation }) =>
  withWriting(
    behaviour,
    operation,
    (handle) => (content, call, nopan) =>
      handledOr(handle, 'alreadyExists')(content, call, nopan) ?? underAnotherReference(handle)(content, call, nopan),
  );

const underAnotherReference =
  (handle: WritingHandler<unknown>): WritingHandler<unknown> =>
  (content, call, nopan) => {
    const { clientTransactionId } = content as { readonly clientTransactionId: string };
    const another = { ...(content as object), clientTransactionId: nopan.randomness.uuid() };
    const { body, notifications = [] } = handle(another, call, nopan);
    const payment = paymentOf(call, body);
    if (payment !== undefined) call.organization.payments.save({ ...payment, clientTransactionId });
    return {
      ...(typeof body === 'object' && { body: { ...body, clientTransactionId } }),
      notifications: notifications.map((notification) => ({ ...notification, clientTransactionId })),
    };
  };

/** Charges a stored credential whoever is named as its payer. */
export const chargeAnybody: Operator = (behaviour) =>
  withWriting(behaviour, 'payments/charge', (handle) => (content, call, nopan) => {
    const request = content as ChargeRequest;
    const agreed = call.organization.payments.findByToken(request.payerDetails.paymentToken ?? '');
    if (agreed === undefined) return handle(content, call, nopan);
    return handle({ ...request, payerDetails: { ...request.payerDetails, ...agreed.payer } }, call, nopan);
  });

/** Charges a payment token that was never issued. */
export const chargeAnyToken: Operator = (behaviour) =>
  withWriting(behaviour, 'payments/charge', (handle) => (content, call, nopan) => {
    const request = content as ChargeRequest;
    const { paymentToken, ...payerDetails } = request.payerDetails;
    const { payments } = nopan.protocol;
    const isIssued = paymentToken === undefined || call.organization.payments.findByToken(paymentToken) !== undefined;
    if (isIssued) return handle(content, call, nopan);
    const protocol = { ...nopan.protocol, payments: { ...payments, chargeWithoutToken: 'accepted' as const } };
    return handle({ ...request, payerDetails }, call, { ...nopan, protocol });
  });

/** Says what an operation does to a payment, and does nothing, or does it so much later. */
export const withoutEffect: Operator = (behaviour, { operation, milliseconds }: DefectArguments) =>
  withWriting(behaviour, operation, (handle) => (content, call, nopan) => {
    const { payments } = call.organization;
    const before = paymentOf(call, content);
    const result = handle(content, call, nopan);
    const after = paymentOf(call, content);
    if (before === undefined || after === undefined) return result;
    payments.save(before);
    if (milliseconds !== undefined) {
      setTimeout(() => {
        // An organization that was removed meanwhile has no payments.
        if (!call.organization.gone) payments.save(after);
      }, milliseconds).unref();
    }
    return result;
  });

/** Shows what is another organization's to whoever knows its id. */
export const seeOthers: Operator = (behaviour, { operation: id }) =>
  withOperation(behaviour, id, (operation) =>
    operation.writes
      ? operation
      : {
          ...operation,
          async handle(content, call, nopan) {
            const others = [...nopan.organizations.values()].filter((each) => each !== call.caller);
            const asOthers = others.map((organization) => receivedAs(call, { organization }, nopan));
            const refusals: unknown[] = [];
            for (const each of [call, ...asOthers]) {
              try {
                return await operation.handle(content, each, nopan);
              } catch (refusal) {
                refusals.push(refusal);
              }
            }
            throw refusals[0];
          },
        },
  );

/** The payment that a content names. */
function paymentOf({ organization }: Call, content: unknown) {
  const { transactionId } = content as { readonly transactionId?: string };
  return transactionId === undefined ? undefined : organization.payments.find(transactionId);
}

/** What a handler makes of a call; nothing, when it refuses it so. */
function handledOr(handle: WritingHandler<unknown>, refusal: RefusalName) {
  return (...call: Parameters<typeof handle>): ReturnType<typeof handle> | undefined => {
    try {
      return handle(...call);
    } catch (thrown) {
      if (thrown instanceof Refusal && thrown.refusal === refusal) return undefined;
      throw thrown;
    }
  };
}
