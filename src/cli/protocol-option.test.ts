import { InvalidArgumentError } from 'commander';
import { describe, expect, it } from 'vitest';
import { protocolOptions } from '../contract/protocol-words.ts';
import { protocolSetting } from './protocol-option.ts';

describe('protocolSetting', () => {
  it.each([
    ['signature.ecdsaEncoding=der', { 'signature.ecdsaEncoding': 'der' }],
    ['signature.createdWindowSeconds=60', { 'signature.createdWindowSeconds': 60 }],
    ['version.current="0.1"', { 'version.current': '0.1' }],
    ['signature.digests=["sha-256"]', { 'signature.digests': ['sha-256'] }],
    ['webhooks.signatureHeader=a=b', { 'webhooks.signatureHeader': 'a=b' }],
  ])('reads %s', (text, overrides) => {
    expect(protocolSetting(text)).toEqual(overrides);
  });

  it('adds to what was given', () => {
    expect(protocolSetting('a.b=1', { 'c.d': 2 })).toEqual({ 'a.b': 1, 'c.d': 2 });
  });

  it.each(['signature.ecdsaEncoding', 'ecdsaEncoding=der', 'signature.ecdsaEncoding=', '=der'])(
    'refuses %s',
    (text) => {
      expect(() => protocolSetting(text)).toThrow(InvalidArgumentError);
    },
  );
});

it.each(['9007199254740993', '1e400', '-1e400', '[1e400]', '{"status":9007199254740992}'])(
  'refuses a number that would be read as another: %s',
  (value) => {
    expect(() => protocolSetting(`a.b=${value}`)).toThrow(/^The value of a\.b holds a number that would be read as /);
  },
);

describe('protocolOptions', () => {
  it.each([
    ['der', 'a.b=der'],
    [60, 'a.b=60'],
    ['0.1', 'a.b="0.1"'],
    [true, 'a.b=true'],
    [['sha-256'], 'a.b=["sha-256"]'],
  ])('writes %j so that it is read again', (value, text) => {
    expect(protocolOptions({ 'a.b': value })).toEqual(['--protocol', text]);
    expect(protocolSetting(text)).toEqual({ 'a.b': value });
  });

  it('writes each', () => {
    expect(protocolOptions({ 'a.b': 1, 'c.d': 2 })).toEqual(['--protocol', 'a.b=1', '--protocol', 'c.d=2']);
  });
});

it('says what is wrong with an id that has the form, and is none', () => {
  expect(() => protocolSetting('foo=bar')).toThrow(
    'foo is no id of a setting, which has a group before a dot: id=value, such as signature.ecdsaEncoding=der. "nopan-certify assumptions" lists them.',
  );
});
