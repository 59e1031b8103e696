import { join } from 'node:path';
import { expect, it } from 'vitest';
import { folder, told } from '../contract/fixtures/folder.ts';
import { readJson } from '../explain/json-text.ts';
import { sourceOf } from './signed-message.ts';

const texts = {
  'request.http': 'POST /payments/initiate HTTP/1.1\r\nHost: api.sandbox.nopan.dev\r\n\r\n{}',
  'request.curl': "curl https://api.sandbox.nopan.dev/payments/1 -H 'Accept: */*'\n",
  'log.har': '{ "log": { "entries": [] } }',
};

it.each(Object.entries(texts))('a message in UTF-16 is refused, marked or not: %s', (name, text) => {
  for (const content of [`\ufeff${text}`, text]) {
    const bytes = Buffer.from(content, 'utf16le');
    const dir = folder({ little: bytes, big: Buffer.from(bytes).swap16() });
    for (const file of ['little', 'big']) {
      expect(
        told(() => sourceOf(join(dir, file))),
        name,
      ).toMatchObject({
        ...{ code: 'ERR_INPUT', message: 'The file is UTF-16: save it as UTF-8', where: `${join(dir, file)}:1:1` },
      });
    }
  }
});

it('a body of other bytes is none of that', () => {
  const content = Buffer.concat([Buffer.from(texts['request.http']), Buffer.from('für', 'latin1'), Buffer.alloc(3)]);
  expect(sourceOf(join(folder({ a: content }), 'a')).bytes).toEqual(content);
});

it('a HAR file in Latin-1 is refused at its place', () => {
  const source = { name: 'log.har', bytes: Buffer.from('{\n "für": 1 }', 'latin1') };
  expect(told(() => readJson(source, 'a HAR file'))).toMatchObject({
    ...{ code: 'ERR_INPUT', message: 'The file is not UTF-8: save it as UTF-8', where: 'log.har:2:4' },
  });
});
