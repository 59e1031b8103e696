import { afterAll, beforeAll, expect, test } from 'vitest';
import { examined, outcomesOf, soundCredentials, told, type Credentials } from '../fixtures/credentials.ts';

let sound: Credentials;
beforeAll(async () => {
  sound = await soundCredentials();
});
afterAll(() => {
  sound.remove();
});

const withSecret = (secret: string) =>
  examined({
    ...sound.config,
    webhooks: { url: 'https://hooks.example.com/nopan', listen: { host: '127.0.0.1', port: 8444 }, secret },
  });

test('a secret that begins and ends as meant', async () => {
  expect(told(await withSecret('s3 cret'), 'secrets')).toEqual({ outcome: 'ok', found: 'webhooks.secret' });
});

test('a secret that something was copied along with is warned of, and not shown', async () => {
  const findings = await withSecret('s3cret\r ');
  expect(told(findings, 'secrets')).toEqual({
    ...{ outcome: 'warning', where: '/config.yaml /webhooks/secret' },
    found: 'webhooks.secret has a carriage return (CR) at its end, white space at its end',
    expected: 'the secret alone, unless these characters belong to it',
    advice: 'Write it again without them; this writes no line break: printf %s "$SECRET" > FILE',
  });
  expect(JSON.stringify(findings)).not.toContain('s3cret');
});

test('without secrets there is nothing to look at', async () => {
  expect(outcomesOf(await examined(sound.config))).not.toHaveProperty('secrets');
});
