import { constants, sign, verify } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { signBase } from './algorithms.ts';
import {
  created,
  failure,
  forRequests,
  forResponses,
  lookup,
  pairs,
  request,
  response,
  signed,
  withField,
} from './fixtures/nopan.ts';
import { signingKey, verifyingKey } from './fixtures/rfc9421.ts';
import { fieldValue, type Message } from './message.ts';
import { signatureBase } from './signature-base.ts';
import { parseSignatureInput } from './signature-input.ts';
import { verifyMessage } from './verify.ts';

const good = signed(request);
const input = fieldValue(good.fields, 'signature-input') ?? '';
const signature = fieldValue(good.fields, 'signature') ?? '';
const verifyRequest = (message: Message) => verifyMessage(message, forRequests, lookup, created);

/** A request whose Signature-Input is as given, and which is really signed so, as far as a base can be thought of. */
function signedAs(signatureInput: string): Message {
  const value = sign('sha256', Buffer.from(signatureInput), pairs['P-256'].signing.key).toString('base64');
  return withField(withField(good, 'signature-input', signatureInput), 'signature', `nopan_sig=:${value}:`);
}

test('the control: the untouched request verifies', () => {
  expect(verifyRequest(good).keyid).toBe('key-P-256');
});

describe('what other libraries let pass', () => {
  test('RSA-PSS with a salt of the longest length: ours is 64 octets', () => {
    const rsa = 'test-key-rsa-pss';
    const raw = signBase('base', { keyid: rsa, algorithm: 'rsa-pss-sha512', key: signingKey(rsa) }, 'der');
    const options = { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 64 };
    expect(verify('sha512', Buffer.from('base'), { key: verifyingKey(rsa), ...options }, raw)).toBe(true);
  });

  test.each([
    [
      'a component covered twice',
      input.replace('"@method"', '"@method" "@method"'),
      'The component "@method" is covered twice',
    ],
    [
      'a query parameter covered twice',
      input.replace('"@method"', '"@query-param";name="a" "@query-param";name="a"'),
      'The component "@query-param";name="a" is covered twice',
    ],
    [
      'an unknown component parameter',
      input.replace('"@method"', '"@method";foo'),
      'The parameter ;foo of the component "@method" is unknown',
    ],
    [
      'name on another component',
      input.replace('"@method"', '"@method";name="a"'),
      'The parameter ;name of the component "@method" is unknown',
    ],
    [
      'a trailer that is a header',
      input.replace('"content-type"', '"content-type";tr'),
      'The parameter ;tr of the component "content-type" is not part of this profile',
    ],
    [
      'a structured field form',
      input.replace('"content-type"', '"content-type";sf'),
      'The parameter ;sf of the component "content-type" is not part of this profile',
    ],
    [
      'a dictionary key',
      input.replace('"content-digest"', '"content-digest";key="sha-256"'),
      'The parameter ;key of the component "content-digest" is not part of this profile',
    ],
    ['@query-param without name', input.replace('"@method"', '"@query-param"'), 'There is no component "@query-param"'],
    ['an upper-case name', input.replace('"content-type"', '"Content-Type"'), 'There is no component "Content-Type"'],
    ['an unknown derived component', input.replace('"@method"', '"@foo"'), 'There is no component "@foo"'],
    [
      '@signature-params covered',
      input.replace('"@method"', '"@signature-params"'),
      'There is no component "@signature-params"',
    ],
    ['a component that is a token', input.replace('"@method"', 'method'), 'There is no component "method"'],
    ['an empty name', input.replace('"@method"', '""'), 'There is no component ""'],
    ['a label twice', `${input}, ${input}`, 'Signature-Input has the same label twice'],
    ['a parameter twice', `${input};created=${created}`, 'Signature-Input has the same parameter twice'],
    [
      'created as a string',
      input.replace(`created=${created}`, `created="${created}"`),
      'Signature-Input is malformed: the parameter created is not an integer',
    ],
    [
      'created as a decimal',
      input.replace(`created=${created}`, `created=${created}.0`),
      'Signature-Input is malformed: a parameter is a decimal number',
    ],
    [
      'created as a date',
      input.replace(`created=${created}`, `created=@${created}`),
      'Signature-Input is malformed: the parameter created is not an integer',
    ],
    [
      'created without a value',
      input.replace(`created=${created}`, 'created'),
      'Signature-Input is malformed: the parameter created is not an integer',
    ],
    [
      'keyid as a token',
      input.replace('"key-P-256"', 'key-P-256'),
      'Signature-Input is malformed: the parameter keyid is not a string',
    ],
    ['an unknown signature parameter', `${input};foo=1`, 'Signature-Input is malformed: the parameter foo is unknown'],
    [
      'a parameter named like a method of objects',
      `${input};constructor=1`,
      'Signature-Input is malformed: the parameter constructor is unknown',
    ],
    [
      'nothing covered',
      `nopan_sig=();keyid="key-P-256";created=${created}`,
      'The signature does not cover "@authority", "@method", "@request-target", "content-digest", "content-type", "content-length"',
    ],
    [
      'nothing covered, nothing said',
      'nopan_sig=()',
      'The signature does not cover "@authority", "@method", "@request-target", "content-digest", "content-type", "content-length"',
    ],
    ['no created', input.replace(`;created=${created}`, ''), 'Signature-Input has no parameter created'],
    ['no keyid', input.replace(';keyid="key-P-256"', ''), 'Signature-Input has no parameter keyid'],
    ['not a list', 'nopan_sig=:AAAA:', 'Signature-Input is malformed: nopan_sig is not a list of covered components'],
    [
      'a copy-paste mistake of the older pages',
      `nopan_sig=("@status");keyid="your-key-id;created=${created}`,
      'Signature-Input is not a Structured Field: Parse error: Unexpected end of input at offset 59',
    ],
  ])('%s', (_, signatureInput, message) => {
    expect(failure(() => verifyRequest(signedAs(signatureInput)))).toMatchObject({
      code: 'ERR_SIGNATURE_MALFORMED',
      message,
    });
  });

  test.each(forRequests.components)('%s not covered', (name) => {
    const profile = { ...forRequests, components: forRequests.components.filter((other) => other !== name) };
    expect(failure(() => verifyRequest(signed(request, profile)))).toMatchObject({
      code: 'ERR_SIGNATURE_MALFORMED',
      message: `The signature does not cover "${name}"`,
      advice: 'Cover every component that the profile demands.',
    });
  });

  test("the digest of the request in place of the response's", () => {
    const message = signed(response, forResponses);
    const swapped = (fieldValue(message.fields, 'signature-input') ?? '').replace(
      '"content-digest"',
      '"content-digest";req',
    );
    expect(
      failure(() => verifyMessage(withField(message, 'signature-input', swapped), forResponses, lookup, created)),
    ).toMatchObject({
      code: 'ERR_SIGNATURE_MALFORMED',
      message: 'The parameter ;req of the component "content-digest" is not part of this profile',
    });
  });

  describe('two signatures', () => {
    const bad = signature.replace(/:.{8}/, ':AAAAAAAA');
    const other = (field: string) => field.replace('nopan_sig', 'other');
    const both = (inputs: string, signatures: string) =>
      withField(withField(good, 'signature-input', inputs), 'signature', signatures);

    test.each([
      [`${bad}, ${other(signature)}`, `${input}, ${other(input)}`],
      [`${other(signature)}, ${bad}`, `${other(input)}, ${input}`],
    ])('ours bad, another good: %#', (signatures, inputs) => {
      expect(failure(() => verifyRequest(both(inputs, signatures))).code).toBe('ERR_SIGNATURE_INVALID');
    });

    test('ours good, another bad: only ours counts', () => {
      expect(verifyRequest(both(`${other(input)}, ${input}`, `${other(bad)}, ${signature}`)).keyid).toBe('key-P-256');
    });

    test('ours twice, first bad and second good', () => {
      expect(failure(() => verifyRequest(both(input, `${bad}, ${signature}`)))).toMatchObject({
        code: 'ERR_SIGNATURE_MALFORMED',
        message: 'Signature has the same label twice',
      });
    });

    test('ours in two header lines', () => {
      const message = { ...good, fields: [...good.fields, ['Signature', signature] as const] };
      expect(failure(() => verifyRequest(message)).message).toBe('Signature has the same label twice');
    });

    test.each([
      [other(input), signature, 'Signature-Input has no signature labelled nopan_sig'],
      [input, other(signature), 'Signature has no signature labelled nopan_sig'],
    ])('only another label: %#', (inputs, signatures, message) => {
      expect(failure(() => verifyRequest(both(inputs, signatures)))).toMatchObject({
        code: 'ERR_SIGNATURE_MISSING',
        message,
      });
    });
  });

  test.each([
    ['patch', '/a%2Fb/../c'],
    ['PATCH', "/p?q=it's(a)*!&r=%20+"],
  ])('%s %s is signed as it is', (method, target) => {
    const message = { ...request, method, target };
    expect(verifyRequest(signed(message)).base).toContain(`"@method": ${method}\n"@request-target": ${target}\n`);
    expect(
      failure(() => verifyRequest({ ...signed(message), method: method === 'patch' ? 'PATCH' : 'patch' })).code,
    ).toBe('ERR_SIGNATURE_INVALID');
  });

  test('a normalized path is another path', () => {
    const message = signed({ ...request, target: '/a%2Fb/../c' });
    expect(failure(() => verifyRequest({ ...message, target: '/c' })).code).toBe('ERR_SIGNATURE_INVALID');
  });

  test('@query-param is percent-encoded', () => {
    const { components } = parseSignatureInput('s=("@query-param";name="q")', 's');
    expect(signatureBase({ ...request, target: "/p?q=it's(a)*!" }, components, '')).toContain(
      'name="q": it%27s%28a%29*%21\n',
    );
  });

  test.each(['application/json\n"@method": GET', 'application/jsön'])('the value %j is never signed', (value) => {
    expect(failure(() => signed(withField(request, 'content-type', value)))).toMatchObject({
      code: 'ERR_SIGNATURE_MALFORMED',
      message: 'The field content-type has characters that cannot be signed',
    });
  });
});
