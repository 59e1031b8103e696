import { describe, expect, test } from 'vitest';
import { created, failure, forRequests, lookup, request, signed, withField } from './fixtures/nopan.ts';
import { fieldValue, type Message } from './message.ts';
import { memberText } from './structured-field.ts';
import { verifyMessage } from './verify.ts';

const good = signed(request);
const input = fieldValue(good.fields, 'signature-input') ?? '';
const signature = fieldValue(good.fields, 'signature') ?? '';
const verified = (message: Message): string => verifyMessage(message, forRequests, lookup, created).keyid;
const both = (inputs: string, signatures: string): Message =>
  withField(withField(good, 'signature-input', inputs), 'signature', signatures);

/** Members of another signer: a proxy, a gateway, a library with settings of its own. */
const others: Readonly<Record<string, string>> = {
  'a decimal': '("@method");created=1.5;keyid="x"',
  'an unknown parameter': '("@method");created=1;shop="x"',
  'a key id that is a token': '("@method");keyid=abc',
  'parameters of components': '("@method" "content-digest";key="sha-256" "@query-param";name="a" "x";sf "y";bs;req)',
  'a component twice': '("@method" "@method")',
  'names in capitals': '("Content-Type")',
  'a parameter twice': '("@method");created=1;created=2',
  'names without quotes': '(request-target, host)',
  'commas between the names': '("@method", "@authority")',
  'typographic quotes': '(“@method”);keyid=“x”',
  'a comma in a string': '("@method");nonce="a, nopan_sig=b\\", c"',
  'no list': '?1',
  nothing: '',
};

describe("another member of the field is its own signer's matter", () => {
  test.each(Object.entries(others))('%s', (_, other) => {
    for (const key of ['proxy', 'Proxy-1', '*sig']) {
      const member = other === '' ? key : `${key}=${other}`;
      for (const inputs of [`${member}, ${input}`, `${input} ,\t${member}`, `${member},${input},b=("@path")`]) {
        expect(verified(both(inputs, `${key}=:AAAA:, ${signature}`))).toBe('key-P-256');
      }
    }
  });

  test.each(['x="text"', 'x=:AAA:', 'x=:A=AA:', 'x=1.50', 'x', 'x=:AAAA:;a=1;a=2'])('Signature: %s', (other) => {
    expect(verified(both(`x=("@method"), ${input}`, `${other}, ${signature}`))).toBe('key-P-256');
    expect(verified(both(`${input}, x=()`, `${signature}, ${other}`))).toBe('key-P-256');
  });

  test('in fields of their own', () => {
    const fields = [
      ['Signature-Input', 'x=("@method");created=1.5'],
      ...good.fields,
      ['Signature', 'x=:AAA:'],
    ] as const;
    expect(verified({ ...good, fields })).toBe('key-P-256');
  });
});

describe('the own member is judged as strictly as if it were alone', () => {
  test.each<[string, string, string]>([
    ['twice', `${input}, ${input}`, 'Signature-Input has the same label twice'],
    ['a decimal', `${input}.0, x=()`, 'Signature-Input is malformed: a parameter is a decimal number'],
    ['a parameter twice', `x=(), ${input};created=${created}`, 'Signature-Input has the same parameter twice'],
    ['an unknown parameter', `x=(), ${input};foo`, 'Signature-Input is malformed: the parameter foo is unknown'],
    ['absent', 'x=("@method")', 'Signature-Input has no signature labelled nopan_sig'],
    [
      'in a string of another one',
      `x=();tag="a, ${input.replaceAll('"', "'")}"`,
      'Signature-Input has no signature labelled nopan_sig',
    ],
  ])('%s', (_, inputs, message) => {
    expect(failure(() => verified(both(inputs, signature))).message).toBe(message);
  });

  test.each([`${input},`, `,${input}`, `${input}, ;a=1`, `${input}) x=(`, `x=(, ${input}`])(
    '%s is no dictionary',
    (inputs) => {
      expect(failure(() => verified(both(inputs, signature))).code).toBe('ERR_SIGNATURE_MALFORMED');
    },
  );

  test('in Signature', () => {
    expect(failure(() => verified(both(input, `x=:AAAA:, ${signature.slice(0, -3)}=:`))).code).toBe(
      'ERR_SIGNATURE_MALFORMED',
    );
    expect(failure(() => verified(both(input, `${signature}, ${signature}`))).code).toBe('ERR_SIGNATURE_MALFORMED');
  });
});

test.each([
  ['a=1, b=(x, y);c="d,e", f=:AAAA:', 'b', 'b=(x, y);c="d,e"'],
  ['a', 'a', 'a'],
  ['a=1,a=2', 'a', undefined],
  ['a=1,,b=2', 'b', undefined],
  ['a=1, (b)', 'a', undefined],
])('the member of %j labelled %s', (field, label, text) => {
  expect(memberText(field, label)?.text).toBe(text);
});
