import { afterAll, beforeAll, expect, test } from 'vitest';
import { examined, soundCredentials, told, type Credentials } from '../fixtures/credentials.ts';

let sound: Credentials;
beforeAll(async () => {
  sound = await soundCredentials();
});
afterAll(() => {
  sound.remove();
});

const webhooks = (secret: string) => ({
  url: 'https://hooks.example.com/nopan',
  listen: { host: '127.0.0.1', port: 8445 },
  secret,
});
const findings = (secret: string) => examined({ ...sound.config, webhooks: webhooks(secret) });

test.each([
  ['secret\r', 'a carriage return'],
  ['secret\r\n', 'a line feed'],
  ['secret ', 'white space'],
  [' secret', 'white space'],
  ['\ufeffsecret', 'a byte order mark'],
  ['secret\u200b', 'a character that cannot be seen'],
  ['"secret"', 'quotes'],
])('%j', async (secret, found) => {
  expect(told(await findings(secret), 'secrets.ends')).toMatchObject({
    outcome: 'warning',
    found: `There is ${found} at an end of webhooks.secret`,
    where: '/config.yaml /webhooks/secret',
  });
});

test('a secret alone is no matter', async () => {
  expect((await findings('a "secret" phrase')).map(({ id }) => id)).not.toContain('secrets.ends');
});
