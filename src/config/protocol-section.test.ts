import { describe, expect, it } from 'vitest';
import { withProtocolSettings } from './protocol-section.ts';

const settings = { 'signature.ecdsaEncoding': 'der', 'signature.signatureParamsForm': 'labelled' };
const edited = (text: string) => withProtocolSettings(text, settings, 'nopan.yaml');

describe('withProtocolSettings', () => {
  it.each([
    [
      'no section',
      '# mine\ntarget: {baseUrl:   x}   # kept\n\n\n# the end',
      '# mine\ntarget: {baseUrl:   x}   # kept\n\n\n# the end\nprotocol:\n  signature.ecdsaEncoding: der\n  signature.signatureParamsForm: labelled\n',
    ],
    [
      'a section with one of them',
      'protocol:\n    # why\n    signature.ecdsaEncoding:   ieee-p1363   # old\n\n    webhooks.hash: sha512\norganization: o\n',
      'protocol:\n    # why\n    signature.signatureParamsForm: labelled\n    signature.ecdsaEncoding:   der   # old\n\n    webhooks.hash: sha512\norganization: o\n',
    ],
    [
      'a section on one line',
      'protocol: { signature.ecdsaEncoding: ieee-p1363 }\n',
      'protocol: { signature.signatureParamsForm: labelled, signature.ecdsaEncoding: der }\n',
    ],
    [
      'an empty map',
      'protocol: {} # none\n',
      'protocol: { signature.ecdsaEncoding: der, signature.signatureParamsForm: labelled } # none\n',
    ],
    [
      'an empty section',
      'protocol: # none yet\norganization: o\n',
      'protocol: # none yet\n  signature.ecdsaEncoding: der\n  signature.signatureParamsForm: labelled\norganization: o\n',
    ],
    ['an empty file', '', 'protocol:\n  signature.ecdsaEncoding: der\n  signature.signatureParamsForm: labelled\n'],
    [
      'Windows line ends and no last one',
      'protocol:\r\n  a.b: 1',
      'protocol:\r\n  signature.ecdsaEncoding: der\n  signature.signatureParamsForm: labelled\n  a.b: 1',
    ],
  ])('leaves everything else as it is, with %s', (_, text, expected) => {
    expect(edited(text)).toBe(expected);
  });

  it.each(['{ organization: o }\n', 'organization: o\n...\n', '- 1\n', 'protocol: &a { b.c: 1 }\nother: *a\n'])(
    'refuses what it cannot edit without harm: %j',
    (text) => {
      expect(() => edited(text)).toThrow(
        expect.objectContaining({
          code: 'ERR_CONFIG',
          where: 'nopan.yaml',
          advice: 'Write there yourself: signature.ecdsaEncoding: der, signature.signatureParamsForm: labelled.',
        }),
      );
    },
  );
});
