import { expect, test } from 'vitest';
import { CertifyError } from '../../errors.ts';
import { SignatureError } from '../../signing/signature-error.ts';
import type { Exchanged } from '../exchanged.ts';
import { protocol } from '../fixtures/nopan.ts';
import { transportFailure } from '../transport/failure.ts';
import { answered, silent } from './fixtures/exchanged.ts';
import { remedyFor } from './remedy.ts';

const failure = (code: string) => transportFailure(Object.assign(new Error('it failed'), { code }), 'https://nopan');
const late = new CertifyError('ERR_TIMEOUT', 'https://nopan did not answer within 10000 ms');
const distrusted: Exchanged = {
  ...answered(502, '8004'),
  failure: new SignatureError('ERR_SIGNATURE_MISSING', 'The message has no Signature'),
};

test.each<[string, Exchanged]>([
  ['429 3000', answered(429, '3000')],
  ['423 5003', answered(423, '5003')],
  ['502 8004', answered(502, '8004')],
  ['504 8001', answered(504, '8001')],
  ['a connection that undici finds closed', silent(failure('UND_ERR_SOCKET'))],
  ['a connection that was reset', silent(failure('ECONNRESET'))],
  ['a connection that was closed while it was written to', silent(failure('EPIPE'))],
  ['no answer in time', silent(late)],
])('%s is repeated after a pause', (_what, exchanged) => {
  expect(remedyFor(exchanged, protocol.errors)).toBe('repeat after a pause');
});

test('401 4061 is repeated with a new token', () => {
  expect(remedyFor(answered(401, '4061'), protocol.errors)).toBe('repeat with a new token');
});

test.each<[string, Exchanged]>([
  ['a success', answered(200, '-1')],
  ['a decline', answered(200, '1000')],
  ['400 4000', answered(400, '4000')],
  ['401 4970', answered(401, '4970')],
  ['401 4992', answered(401, '4992')],
  ['403 4971', answered(403, '4971')],
  ['404 5000', answered(404, '5000')],
  ['409 5001', answered(409, '5001')],
  ['409 3001', answered(409, '3001')],
  ['422 5002', answered(422, '5002')],
  ['500 9999', answered(500, '9999')],
  ['501 8003', answered(501, '8003')],
  ['429 with another reason code', answered(429, '3001')],
  ['the reason code of a rate limit with another status', answered(400, '3000')],
  ['a transient refusal that is not signed', distrusted],
  ['a target where nothing listens', silent(failure('ECONNREFUSED'))],
  ['a handshake that is refused', silent(failure('ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED'))],
  ['an access token that is not granted', silent(new CertifyError('ERR_TOKEN', 'No access token was granted'))],
])('%s is never repeated', (_what, exchanged) => {
  expect(remedyFor(exchanged, protocol.errors)).toBe('never repeat');
});
