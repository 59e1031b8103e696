import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { readRequest, refusalOf } from './fixtures/reading.ts';

const body = '{"a":"ü"}';
const digest = `sha-256=:${createHash('sha256').update(body).digest('base64')}:`;
const request = (headers: Record<string, string>, more = {}): string =>
  JSON.stringify({
    log: {
      entries: [
        {
          request: {
            method: 'POST',
            url: 'https://h/a#f',
            headers: Object.entries(headers).map(([name, value]) => ({ name, value })),
            ...more,
          },
        },
      ],
    },
  });
const text = (value: unknown, more = {}) => ({ postData: { mimeType: 'application/json', text: value, ...more } });
const where = 'file#/log/entries/0/request/postData/text';

test.each([
  ['Content-Length, no postData', request({ 'Content-Length': '10' }), '10 bytes, as Content-Length says'],
  ['lower case', request({ 'content-length': '10' }, { postData: null }), '10 bytes, as Content-Length says'],
  ['postData without text', request({ 'Content-Length': '10' }, { postData: {} }), '10 bytes, as Content-Length says'],
  ['an empty text', request({ 'Content-Length': '10' }, text('')), '10 bytes, as Content-Length says'],
  ['text null', request({ 'Content-Length': '10' }, text(null)), '10 bytes, as Content-Length says'],
  ['bodySize alone', request({}, { bodySize: 10 }), '10 bytes, as bodySize says'],
  ['chunks', request({ 'Transfer-Encoding': 'chunked' }, { bodySize: -1 }), 'a body, as Transfer-Encoding says'],
  ['a digest', request({ 'Content-Digest': digest }), 'the body that Content-Digest covers'],
])('a capture without the body is refused: %s', (_, har, expected) => {
  expect(refusalOf(har)).toMatchObject({
    code: 'ERR_INPUT',
    message: 'The capture did not keep the body',
    where,
    expected,
    actual: 'no postData.text',
  });
});

test.each([
  ['Content-Length', request({ 'Content-Length': '10' }, text('{"a":'))],
  ['bodySize', request({}, { ...text('{"a":'), bodySize: 10 })],
])('a body that was cut is refused: %s', (_, har) => {
  expect(refusalOf(har)).toMatchObject({
    message: 'The capture did not keep the whole body',
    actual: 'postData.text of 5 bytes',
    where,
  });
});

test.each([
  ['as Content-Length counts it', request({ 'Content-Length': '10' }, { ...text(body), bodySize: 99 })],
  [
    'as the digest has it, whatever else counts',
    request({ 'Content-Length': '99', 'Content-Digest': digest }, text(body)),
  ],
  ['with bodySize unknown', request({}, { ...text(body), bodySize: -1 })],
  [
    'in base64',
    request({ 'Content-Length': '10' }, text(Buffer.from(body).toString('base64'), { encoding: 'base64' })),
  ],
  ['in base64 that is not named', request({ 'Content-Length': '10' }, text(Buffer.from(body).toString('base64')))],
])('a body is read %s', (_, har) => {
  expect(readRequest(har).message.body.toString()).toBe(body);
});

test('a request without body has none', () => {
  const { message } = readRequest(request({}, { bodySize: 0, postData: { mimeType: '', text: '' } }));
  expect([message.body.length, message.target]).toEqual([0, '/a']);
});

test.each([
  ['base64 that is none', text('{"a":1}', { encoding: 'base64' }), 'The body is not base64', where],
  [
    'another encoding',
    text('x', { encoding: 'hex' }),
    'The encoding of the body is unknown',
    where.replace('text', 'encoding'),
  ],
  [
    'parameters with an empty text',
    text('', { params: [{ name: 'a' }] }),
    'The body was not kept as it was sent',
    where,
  ],
])('%s is refused', (_, more, message, place) => {
  expect(refusalOf(request({}, more))).toMatchObject({ code: 'ERR_INPUT', message, where: place });
});
