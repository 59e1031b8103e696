import { describe, expect, test } from 'vitest';
import { generateKeyPair } from '../credentials/key-pair.ts';
import type { SignatureProfile } from '../signing/profile.ts';
import { signMessage } from '../signing/sign.ts';
import { caught } from './fixtures/caught.ts';
import { accepted, answered } from './fixtures/turns.ts';
import { expectAlterationNoticed, expectCovered, expectSignedByNopan, expectVerifies } from './signature.ts';
import type { Turn } from './turn.ts';

const now = 1_800_000_000;
const profile: SignatureProfile = {
  label: 'nopan_sig',
  components: ['@status', 'content-digest'],
  componentsWithoutBody: ['@status'],
  digest: 'sha-512',
  signatureParamsForm: 'rfc9421',
  ecdsaEncoding: 'ieee-p1363',
  contentTypeForm: 'media-type',
  createdWindowSeconds: 300,
};
const keys = generateKeyPair('P-256');
const key = { keyid: 'nopan-sandbox', algorithm: 'ecdsa-p256-sha256' } as const;
const verifier = { lookup: () => ({ ...key, key: keys.publicKey }), profile, now };

function signedAnswer(covered: SignatureProfile = profile): Turn {
  const turn = answered(200, { status: 'PENDING' });
  const { response } = turn.exchanged;
  if (response === undefined) throw new Error('no response');
  const { fields } = signMessage(response, covered, { ...key, key: keys.privateKey }, now);
  return { ...turn, exchanged: { ...turn.exchanged, response: { ...response, fields } } };
}

describe('an altered answer', () => {
  test.each(['status', 'body', 'signature'])('is noticed when it has another %s', (part) => {
    expectVerifies(signedAnswer(), verifier);
    expectAlterationNoticed(signedAnswer(), part, verifier);
  });

  test.each([
    ['before', (own: string, other: string) => `${other}, ${own}`],
    ['behind', (own: string, other: string) => `${own}, ${other}`],
  ])('is noticed by Nopan’s signature, when another stands %s it', (_, joined) => {
    const { exchanged, ...turn } = signedAnswer();
    const others: Readonly<Record<string, string>> = {
      'Signature-Input': 'gw=("@status");keyid="gateway";created=1',
      Signature: 'gw=:AAAA:',
    };
    const response = exchanged.response && {
      ...exchanged.response,
      fields: exchanged.response.fields.map(([name, value]): [string, string] => {
        const other = others[name];
        return [name, other === undefined ? value : joined(value, other)];
      }),
    };
    const both: Turn = { ...turn, exchanged: { ...exchanged, ...(response && { response }) } };
    expectVerifies(both, verifier);
    for (const part of ['status', 'body', 'signature']) expectAlterationNoticed(both, part, verifier);
  });

  test('that the signature does not cover is not noticed, which is told', async () => {
    const uncovered = { ...profile, components: ['content-digest'] };
    const error = await caught(() => {
      expectAlterationNoticed(signedAnswer(uncovered), 'status', { ...verifier, profile: uncovered });
    });
    expect(error.message).toBe('A response with a changed status was trusted');
  });

  test('shows nothing when the answer does not verify as it came', async () => {
    const error = await caught(() => {
      expectAlterationNoticed(accepted(), 'body', verifier);
    });
    expect(error.code).toBe('ERR_SIGNATURE_MISSING');
  });

  test('needs a part that an answer has', async () => {
    const error = await caught(() => {
      expectAlterationNoticed(signedAnswer(), 'mood', verifier);
    });
    expect(error).toMatchObject({ message: 'No such part', expected: 'status or body or signature', actual: 'mood' });
  });
});

test('an answer is signed by Nopan when the client could verify it', async () => {
  const turn = accepted();
  expectSignedByNopan({ ...turn, exchanged: { ...turn.exchanged, verification: { verified: true } } });
  const problem = 'The key nobody is unknown';
  const error = await caught(() => {
    expectSignedByNopan({ ...turn, exchanged: { ...turn.exchanged, verification: { verified: false, problem } } });
  });
  expect(error.actual).toBe(problem);
  await caught(() => {
    expectSignedByNopan(turn);
  });
});

test('the covered components are compared in their order', async () => {
  const turn = accepted();
  const fields = [['Signature-Input', 'nopan_sig=("@authority" "@method");keyid="k";created=1']] as const;
  const signed: Turn = { ...turn, exchanged: { ...turn.exchanged, request: { ...turn.exchanged.request, fields } } };
  expectCovered(signed, ['@authority', '@method']);
  for (const components of [['@method', '@authority'], ['@authority'], []]) {
    await caught(() => {
      expectCovered(signed, components);
    });
  }
  const error = await caught(() => {
    expectCovered(turn, ['@method']);
  });
  expect(error.actual).toBe('no Signature-Input');
});
