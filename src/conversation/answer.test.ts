import { describe, expect, test } from 'vitest';
import { CertifyError } from '../errors.ts';
import {
  expectAccepted,
  expectAnswer,
  expectCallIds,
  expectMembers,
  expectNamedField,
  expectNoMembers,
  expectOutcome,
  expectRefused,
  expectRetryAfter,
  expectSameAnswer,
  expectSameRefusal,
} from './answer.ts';
import { caught } from './fixtures/caught.ts';
import { accepted, answered, failed, refused } from './fixtures/turns.ts';

describe('an answer', () => {
  test('is the failure of the call when there was one, even though a response came', async () => {
    const failure = new CertifyError('ERR_SIGNATURE_INVALID', 'The signature does not verify');
    const turn = { ...accepted(), exchanged: { ...accepted().exchanged, failure } };
    expect(await caught(() => expectAnswer(turn))).toBe(failure);
    expect(await caught(() => expectAccepted(turn))).toBe(failure);
    expect(
      await caught(() => {
        expectRefused(turn, { status: 200, reasonCode: '-1' });
      }),
    ).toBe(failure);
  });

  test('that breaks its contract is refused with the place, whatever its status', async () => {
    const violations = [
      { pointer: '/status', keyword: 'required', message: 'is required', expected: 'a value', actual: 'nothing' },
      { pointer: '/callId', keyword: 'type', message: 'must be text' },
    ];
    const error = await caught(() => {
      expectRefused(answered(404, {}, { violations }), { status: 404, reasonCode: '5000' });
    });
    expect(error.code).toBe('ERR_ASSERTION');
    expect(error.message).toBe(
      'The response to payments/initiate breaks its contract: /status is required (and 1 more)',
    );
    expect(error).toMatchObject({ where: '/status', expected: 'a value', actual: 'nothing' });
  });

  test.each([
    [{ pointer: '/code', keyword: 'pattern', message: 'must match' }, '"A-1001"'],
    [{ pointer: '/amount', keyword: 'type', message: 'must be text', actual: 'a number' }, '25'],
    [{ pointer: '/lines', keyword: 'maxItems', message: 'is too long', actual: 'a list' }, 'a list of 2'],
    [{ pointer: '/extra', keyword: 'additionalProperties', message: 'is unknown' }, 'an object with a, b'],
    [{ pointer: '/long', keyword: 'pattern', message: 'must match' }, 'text of 201 characters'],
    [{ pointer: '/absent', keyword: 'required', message: 'is required', actual: 'nothing' }, 'nothing'],
    [{ pointer: '', keyword: 'oneOf', message: 'must be one of them' }, '200 PENDING'],
  ])('that breaks its contract is quoted at the place: %j', async (violation, actual) => {
    const json = {
      status: 'PENDING',
      code: 'A-1001',
      amount: 25,
      lines: [1, 2],
      extra: { a: 1, b: 2 },
      long: 'x'.repeat(201),
    };
    const error = await caught(() => expectAnswer(answered(200, json, { violations: [violation] })));
    expect(error.actual).toBe(actual);
  });

  test('that is neither there nor failed is a fault of the harness', async () => {
    const { planned, violations, exchanged } = accepted();
    const { request, evidence } = exchanged;
    expect((await caught(() => expectAnswer({ planned, violations, exchanged: { request, evidence } }))).code).toBe(
      'ERR_HARNESS',
    );
  });
});

test('an accepted call gives its response, a refused one is told whole', async () => {
  expect(expectAccepted(accepted()).status).toBe(200);
  const error = await caught(() => expectAccepted(refused(422, '5002')));
  expect(error.message).toBe('POST /payments/initiate was rejected with 422 5002');
  expect(error.expected).toBe('status 2xx');
  expect(error.actual).toBe('422 DECLINED with reason code 5002, "No"');
});

describe('a refusal', () => {
  test('must have both the status and the reason code', async () => {
    expectRefused(refused(401, '4992'), { status: 401, reasonCode: '4992' });
    const another = 'payments/initiate was rejected with another error';
    for (const [turn, message] of [
      [refused(400, '4992'), another],
      [refused(401, '4990'), another],
      [refused(403, '4971'), 'POST /payments/initiate was rejected with 403 4971'],
      [accepted(), 'Expected payments/initiate to be rejected, but it succeeded'],
    ] as const) {
      const error = await caught(() => {
        expectRefused(turn, { status: 401, reasonCode: '4992' });
      });
      expect(error.message).toBe(message);
      expect(error.expected).toBe('401 with reason code 4992');
    }
  });

  test('is not shown by silence', async () => {
    const silence = failed(new CertifyError('ERR_TARGET', 'The connection was reset'));
    expect(
      (
        await caught(() => {
          expectRefused(silence, { status: 401, reasonCode: '4992' });
        })
      ).code,
    ).toBe('ERR_TARGET');
  });

  test('names the field at fault', async () => {
    const turn = answered(400, { fields: { 'paymentDetails.amount': 'Amount is required' } });
    expectNamedField(turn, 'paymentDetails.amount');
    const error = await caught(() => {
      expectNamedField(turn, 'clientTransactionId');
    });
    expect(error).toMatchObject({ expected: 'clientTransactionId', actual: 'paymentDetails.amount' });
    expect(
      (
        await caught(() => {
          expectNamedField(refused(400, '4000'), 'clientTransactionId');
        })
      ).actual,
    ).toBe('none');
  });

  test('has a call id of its own', async () => {
    const other = answered(404, { callId: 'another' });
    expectCallIds(refused(404, '5000'), other);
    await caught(() => {
      expectCallIds(other, other);
    });
    await caught(() => {
      expectCallIds(other, answered(404, {}));
    });
    await caught(() => {
      expectCallIds(answered(404, { callId: '' }), other);
    });
  });
});

test('an outcome is the status of the payment, and the reason when one is asked for', async () => {
  const declined = answered(200, {
    status: 'DECLINED',
    statusInfo: { reasonCode: '1000', message: 'Non sufficient funds' },
  });
  expectOutcome(declined, { status: 'DECLINED' });
  expectOutcome(declined, { status: 'DECLINED', reasonCode: '1000' });
  await caught(() => {
    expectOutcome(declined, { status: 'APPROVED' });
  });
  const error = await caught(() => {
    expectOutcome(declined, { status: 'DECLINED', reasonCode: '1001' });
  });
  expect(error.actual).toBe('200 DECLINED with reason code 1000, "Non sufficient funds"');
  await caught(() => {
    expectOutcome(refused(422, '5002'), { status: 'DECLINED' });
  });
});

test('a repeated answer is the same in status and content', async () => {
  expectSameAnswer(answered(200, { a: 1, b: 2 }), answered(200, { b: 2, a: 1 }));
  expect(
    (
      await caught(() => {
        expectSameAnswer(answered(200, { a: 1 }), answered(200, { a: 2 }));
      })
    ).message,
  ).toBe('The second response body differs');
  const result = { transactionId: 'a', status: 'PENDING', metadata: { basket: 'b' } };
  expectSameAnswer(answered(200, { ...result, callId: 'c1' }), answered(200, { ...result, callId: 'c2', at: 1 }));
  await caught(() => {
    expectSameAnswer(answered(200, result), answered(200, { ...result, metadata: {} }));
  });
  await caught(() => {
    expectSameAnswer(answered(200, {}), answered(201, {}));
  });
  await caught(() => {
    expectSameAnswer(refused(409, '5001'), refused(409, '5001'));
  });
});

test('members that are missing or too many are told', async () => {
  const turn = answered(200, { files: [{ name: 'a' }] });
  expectMembers(turn, ['/files/0/name']);
  expectNoMembers(turn, ['/files/1']);
  expect(
    await caught(() => {
      expectMembers(turn, ['/files/0/name', '/totalCount']);
    }),
  ).toMatchObject({ actual: '["/totalCount"]' });
  expect(
    await caught(() => {
      expectNoMembers(turn, ['/files/0/name']);
    }),
  ).toMatchObject({ actual: '["/files/0/name"]' });
});

test('two refusals that differ are told', async () => {
  const refusal = (callId: string) => answered(422, { callId });
  expectSameRefusal(refusal('a'), refusal('a'));
  expect(
    (
      await caught(() => {
        expectSameRefusal(refusal('a'), refusal('b'));
      })
    ).message,
  ).toBe('The second refusal says something else');
  expect(
    (
      await caught(() => {
        expectSameRefusal(refusal('a'), answered(409, { callId: 'a' }));
      })
    ).message,
  ).toBe('The second refusal has another status');
});

test('a refusal that does not say when to ask again is told', async () => {
  expect(
    await caught(() => {
      expectRetryAfter(answered(429, {}));
    }),
  ).toMatchObject({ expected: 'Retry-After, in seconds or as a date', actual: 'none' });
});
