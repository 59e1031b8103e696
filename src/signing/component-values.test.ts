import { describe, expect, test } from 'vitest';
import { failure, request, response } from './fixtures/nopan.ts';
import type { Message } from './message.ts';
import { signatureBase } from './signature-base.ts';
import { parseSignatureInput } from './signature-input.ts';

/** The first line of the base over one component. */
function line(message: Message, component: string, form?: 'media-type'): string | undefined {
  const { components } = parseSignatureInput(`s=(${component})`, 's');
  return signatureBase(message, components, '', form).split('\n')[0];
}

describe('derived components (RFC 9421 section 2.2)', () => {
  test.each([
    ['"@method"', { method: 'patch' }, 'patch'],
    ['"@authority"', { authority: 'Api.Sandbox.NOPAN.dev:443' }, 'api.sandbox.nopan.dev'],
    ['"@authority"', { authority: '127.0.0.1:8443' }, '127.0.0.1:8443'],
    ['"@scheme"', {}, 'https'],
    ['"@target-uri"', { target: '/a?b' }, 'https://api.sandbox.nopan.dev/a?b'],
    ['"@request-target"', { target: '/a%2Fb/../c?x=1' }, '/a%2Fb/../c?x=1'],
    ['"@path"', { target: '/a%2Fb/../c?x=1' }, '/a%2Fb/../c'],
    ['"@query"', { target: '/a?x=1?y' }, '?x=1?y'],
    ['"@query"', { target: '/a' }, '?'],
    ['"@query"', { target: '/a?' }, '?'],
  ])('%s of %o', (component, change, value) => {
    expect(line({ ...request, ...change }, component)).toBe(`${component}: ${value}`);
  });

  test('@status', () => {
    expect(line({ ...response, status: 423 }, '"@status"')).toBe('"@status": 423');
  });

  // The examples of section 2.2.8, and characters that encodeURIComponent leaves alone.
  test.each([
    ['var', 'this%20is%20a%20big%0Amultiline%20value'],
    ['bar', 'with%20plus%20whitespace'],
    ['fa%C3%A7ade%22%3A%20', 'something'],
    ['quoted', 'it%27s%28a%29*%21%7E'],
    ['empty', ''],
  ])('@query-param %s', (name, value) => {
    const target =
      '/parameters?var=this%20is%20a%20big%0Amultiline%20value&bar=with+plus+whitespace&fa%C3%A7ade%22%3A%20=something' +
      "&quoted=it's(a)*!~&empty";
    const component = `"@query-param";name="${name}"`;
    expect(line({ ...request, target }, component)).toBe(`${component}: ${value}`);
  });

  test.each([
    ['/p?a=1&a=2', 'The query has more than one parameter a'],
    ['/p?b=1', 'The query has no parameter a'],
  ])('@query-param of %s', (target, message) => {
    const error = failure(() => line({ ...request, target }, '"@query-param";name="a"'));
    expect(error).toMatchObject({ code: 'ERR_SIGNATURE_MALFORMED', message });
  });

  test.each<[Message, string, string]>([
    [response, '"@method"', 'A response has no component "@method"'],
    [response, '"@request-target"', 'A response has no component "@request-target"'],
    [request, '"@status"', 'A request has no component "@status"'],
    [{ ...request, method: 'GET \nX' }, '"@method"', "The message's @method cannot be signed"],
    [{ ...request, authority: 'a b' }, '"@authority"', "The message's @authority cannot be signed"],
    [{ ...request, target: '/a b' }, '"@request-target"', "The message's @request-target cannot be signed"],
    [{ ...request, target: '/é' }, '"@request-target"', "The message's @request-target cannot be signed"],
    [{ ...request, target: '*' }, '"@path"', "The message's @request-target cannot be signed"],
  ])('refused: %#', (message, component, text) => {
    const error = failure(() => line(message, component));
    expect(error).toMatchObject({ code: 'ERR_SIGNATURE_MALFORMED', message: text });
  });
});

describe('fields (RFC 9421 section 2.1)', () => {
  const withFields = (...values: string[]) => ({
    ...request,
    fields: values.map((value) => ['X-Field', value] as const),
  });

  test.each([
    [['one'], 'one'],
    [['  trimmed \t'], 'trimmed'],
    [['one', ' two '], 'one, two'],
    [[''], ''],
    [['', 'two'], ', two'],
    [['inner  spaces\tstay'], 'inner  spaces\tstay'],
  ])('%j', (values, value) => {
    expect(line(withFields(...values), '"x-field"')).toBe(`"x-field": ${value}`);
  });

  test.each(['two\nlines', 'carriage\rreturn', 'nul\0', 'é', '\u00a0', '\u2028'])('refused: %j', (value) => {
    const error = failure(() => line(withFields('fine', value), '"x-field"'));
    expect(error).toMatchObject({
      code: 'ERR_SIGNATURE_MALFORMED',
      message: 'The field x-field has characters that cannot be signed',
    });
  });

  test.each(['x-missing', 'constructor'])('%s is not in the message', (name) => {
    expect(failure(() => line(request, `"${name}"`))).toMatchObject({
      code: 'ERR_SIGNATURE_MALFORMED',
      message: `The covered field ${name} is not in the message`,
      advice: `Send ${name}, or do not cover it.`,
    });
  });

  test.each([
    ['application/json', 'application/json'],
    ['Application/JSON ; charset=UTF-8', 'application/json'],
    ['application/json;charset=utf-8', 'application/json'],
  ])("content-type %s in Nopan's form", (sent, value) => {
    const message: Message = { ...request, fields: [['Content-Type', sent]] };
    expect(line(message, '"content-type"', 'media-type')).toBe(`"content-type": ${value}`);
    expect(line(message, '"content-type"')).toBe(`"content-type": ${sent}`);
  });
});
