import { expect, it } from 'vitest';
import { filledBody } from './filled-body.ts';

const kept =
  '{"payerDetails":{"oneTimeCode":"[redacted]","paymentToken":"[redacted sha256:0123456789ab]"},"note":"redacted"}';

it('fills in what evidence hides, by its name, and tells what is still hidden', () => {
  expect(filledBody(kept, { oneTimeCode: '123456', note: 'x' })).toEqual({
    body: '{"payerDetails":{"oneTimeCode":"123456","paymentToken":"[redacted sha256:0123456789ab]"},"note":"redacted"}',
    missing: ['paymentToken'],
  });
});

it('leaves a body alone that hides nothing, and says so of one that is no JSON', () => {
  expect(filledBody('{ "a":1 }', { a: '2' })).toEqual({ body: '{ "a":1 }', missing: [] });
  expect(filledBody('code=[redacted]', {})).toEqual({ body: 'code=[redacted]', missing: ['a part of the body'] });
});
