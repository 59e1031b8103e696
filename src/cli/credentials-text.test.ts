import { describe, expect, it } from 'vitest';
import type { Description } from '../credentials/description.ts';
import { credentialsText } from './credentials-text.ts';

const key = { type: 'RSA', bits: 2048, thumbprint: 'thumbprint-1', fitFor: ['tls'] } as const;
const certificate = {
  kind: 'certificate',
  subject: 'CN=x',
  issuer: 'CN=ca',
  serialNumber: '01',
  notBefore: '2030-01-01T00:00:00Z',
  notAfter: '2031-01-01T00:00:00Z',
  authority: false,
  names: ['DNS:a', 'DNS:b'],
  key,
  sha256: 'ab',
  'x5t#S256': 'cd',
} as const;

const text = (content: Description, now = '2030-06-01T00:00:00Z'): string =>
  credentialsText([{ file: 'file', format: 'PEM', contents: [content] }], { now: () => Date.parse(now) });

describe('a certificate', () => {
  it('in full', () => {
    expect(text(certificate)).toBe(`file (PEM)
  certificate
    subject      CN=x
    issuer       CN=ca
    serial       01
    valid        2030-01-01 00:00:00 UTC to 2031-01-01 00:00:00 UTC; 214 days left
    names        DNS:a, DNS:b
    usage        any
    key          RSA 2048 bits; Nopan takes such a key for TLS
    thumbprint   thumbprint-1 (RFC 7638)
    SHA-256      ab
    x5t#S256     cd
`);
  });

  it.each([
    ['2029-12-31T23:59:59Z', 'NOT VALID YET'],
    ['2030-12-02T00:00:00Z', '30 days left'],
    ['2030-12-02T00:00:01Z', '29 days left: rotate it now (Nopan: at least 30 days before the end)'],
    ['2031-01-01T00:00:00Z', '0 days left: rotate it now (Nopan: at least 30 days before the end)'],
    ['2031-01-03T00:00:00Z', 'EXPIRED 2 days ago'],
  ])('at %s: %s', (now, expected) => {
    expect(text(certificate, now)).toContain(` UTC; ${expected}\n`);
  });
});

it.each([
  [true, 'by its own key'],
  [false, 'NOT BY ITS KEY: it was changed, or made wrongly'],
  [undefined, 'with an algorithm that is not known here'],
])('a request whose signature is valid: %s', (signatureValid, expected) => {
  const request = { kind: 'certificate request', subject: 'CN=x', key } as const;
  const content = { ...request, ...(signatureValid !== undefined && { signatureValid }) };
  expect(text(content)).toContain(`    signed       ${expected}\n`);
});

it('a key that Nopan does not take, and that has no thumbprint', () => {
  expect(text({ kind: 'public key', key: { type: 'EC', curve: 'brainpoolP256r1', fitFor: [] } })).toBe(
    'file (PEM)\n  public key\n    key          EC brainpoolP256r1; Nopan takes such a key for nothing\n',
  );
});

it('foreign line breaks and controls forge no row', () => {
  const subject = 'CN=x\n    signed       by its own key\u009b31m';
  const content = { kind: 'certificate request', subject, signatureValid: false, key } as const;
  const file = { file: 'a\nb', format: 'PEM' as const, contents: [content] };
  expect(credentialsText([file, { ...file, file: 'c' }], { now: () => 0 })).toMatch(
    /^a\\nb \(PEM\)\n {2}certificate request\n {4}subject {6}CN=x\\n {4}signed {7}by its own key\\u009b31m\n {4}signed {7}NOT BY ITS KEY.*The same key is in a\\nb and c\.\n$/s,
  );
});

it('a shared secret, by its labels alone', () => {
  expect(text({ kind: 'shared secret', kid: 'hmac-1' })).toBe('file (PEM)\n  shared secret\n    kid          hmac-1\n');
});

it('names the files that hold the same key, and no file twice', () => {
  const file = (name: string, ...thumbprints: string[]) => ({
    file: name,
    format: 'PEM' as const,
    contents: thumbprints.map((thumbprint) => ({ kind: 'public key' as const, key: { ...key, thumbprint } })),
  });
  const clock = { now: () => 0 };
  expect(credentialsText([file('a', '1', '1'), file('b', '2'), file('c', '2', '3'), file('d', '2')], clock)).toMatch(
    /\n\nThe same key is in b and c and d\.\n$/,
  );
  expect(credentialsText([file('a', '1', '1'), file('b', '2')], clock)).not.toContain('same key');
});

it('a friendly name, a skipped key, and notes', () => {
  const contents = [
    { kind: 'private key', encrypted: true, name: 'Würze', key } as const,
    { kind: 'other key', problem: 'has an unknown kty: AKP', kid: 'pq' } as const,
  ];
  const file = { file: 'x', format: 'PEM', contents, notes: ['The PEM is indented.\u0007'] } as const;
  expect(credentialsText([file], { now: () => 0 })).toBe(`x (PEM)
  private key, encrypted
    name         Würze
    key          RSA 2048 bits; Nopan takes such a key for TLS
    thumbprint   thumbprint-1 (RFC 7638)
  skipped key
    because      it has an unknown kty: AKP
    kid          pq
  note: The PEM is indented.\\u0007
`);
});
