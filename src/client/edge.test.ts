import { expect, test } from 'vitest';
import { isOfEdge } from './edge.ts';

const response = (status: number, type: string | undefined, content: string, more: [string, string][] = []) => ({
  status,
  fields: [...(type === undefined ? [] : [['content-type', type] as [string, string]]), ...more],
  body: Buffer.from(content),
  json: /^\{/.test(content) ? (JSON.parse(content) as unknown) : undefined,
});
const envelope = '{"status":"DECLINED","statusInfo":{"reasonCode":"4971","message":"No"}}';
const signature: [string, string] = ['Signature-Input', 'nopan_sig=("@status");keyid="k";created=1'];

test.each([
  ['a page', response(403, 'text/html', '<html>')],
  ['JSON of its own', response(403, 'application/json', '{"message":"Forbidden"}')],
  ['no content', response(403, undefined, '')],
  ['no content of the server', response(500, undefined, '')],
  ['a redirection', response(302, undefined, '')],
  ['a page in the place of a success', response(200, 'text/html', '<html>')],
  ['a signature of somebody else', response(400, undefined, '', [['Signature-Input', 'gw=("@status")']])],
])('an error that is neither signed nor in the envelope is the edge’s: %s', (_what, given) => {
  expect(isOfEdge(given as never, 'nopan_sig')).toBe(true);
});

test.each([
  ['the envelope, not signed', response(403, 'application/json', envelope)],
  ['signed, and no envelope', response(403, 'application/json', '{"message":"Forbidden"}', [signature])],
  ['signed, and empty', response(500, undefined, '', [signature])],
  ['a success that is not signed', response(200, 'application/json', '{}')],
  ['an empty success', response(204, undefined, '')],
])('what the API itself may have said is judged: %s', (_what, given) => {
  expect(isOfEdge(given as never, 'nopan_sig')).toBe(false);
});
