import { describe, expect, test } from 'vitest';
import type { Connection } from '../target/connection.ts';
import { expectAccepted } from './answer.ts';
import { Control } from './control.ts';
import { Conversation } from './conversation.ts';
import { enrol } from './enrolment.ts';
import { openEnvironment } from './environment.ts';
import { caught } from './fixtures/caught.ts';
import { embeddedMock } from './fixtures/embedded.ts';

const mock = embeddedMock();
const ignore = (): undefined => undefined;

/** The mock as somebody sees it who was given credentials and nothing else. */
async function withGivenCredentials(): Promise<Connection> {
  const { control: url, trust, baseUrl } = mock().connection;
  if (url === undefined) throw new Error('no control API');
  const control = new Control({ ...url, trust });
  const { credentials } = await enrol(control, trust);
  await control.close();
  const { signingKey, organizationId, processingAccountId, certificate, privateKey } = credentials;
  return {
    kind: 'sandbox',
    name: 'sandbox',
    baseUrl,
    abilities: ['mocking'],
    ...(trust !== undefined && { trust }),
    credentials: {
      ...{ organizationId, processingAccountId, certificate, privateKey },
      signingKey: signingKey.key.export({ type: 'pkcs8', format: 'pem' }).toString(),
      keyid: signingKey.keyid,
    },
  };
}

test('two processes on one mock are two organizations', async () => {
  const [one, other] = await Promise.all([openEnvironment(mock().connection), openEnvironment(mock().connection)]);
  expect(one.party.credentials.organizationId).not.toBe(other.party.credentials.organizationId);
  await Promise.all([one.close(), other.close()]);
});

test('a connection survives the JSON that carries it to a worker', async () => {
  const environment = await openEnvironment(JSON.parse(JSON.stringify(mock().connection)) as Connection);
  expectAccepted(await new Conversation(environment, ignore).call('payments/initiate'));
  await environment.close();
});

test('a target that is not there is told before the first scenario', async () => {
  const connection: Connection = { ...mock().connection, control: { url: 'https://127.0.0.1:1', secret: 'x' } };
  expect((await caught(() => openEnvironment(connection))).code).toBe('ERR_CONTROL');
});

test('a wrong control secret is told as such', async () => {
  const { control, ...rest } = mock().connection;
  const connection: Connection = { ...rest, control: { url: control?.url ?? '', secret: 'wrong' } };
  expect(await caught(() => openEnvironment(connection))).toMatchObject({
    code: 'ERR_CONTROL',
    message: 'The control API refused the call with 401',
  });
});

describe('with given credentials and no control API', () => {
  test('calls are made with them', async () => {
    const connection = await withGivenCredentials();
    const environment = await openEnvironment(connection);
    const conversation = new Conversation(environment, ignore);
    await conversation.reach('an approved payment');
    expectAccepted(await conversation.call('payments/status'));
    expect(environment.party.credentials.organizationId).toBe(connection.credentials?.organizationId);
    await environment.close();
  });

  test('what needs a control API says so', async () => {
    const environment = await openEnvironment(await withGivenCredentials());
    const conversation = new Conversation(environment, ignore);
    expect(await caught(() => conversation.enrol())).toMatchObject({
      code: 'ERR_CONTROL',
      message: 'sandbox takes in no organization',
    });
    expect(await caught(() => environment.party.endpoint())).toMatchObject({
      code: 'ERR_CONTROL',
      expected: 'a way to register an endpoint',
    });
    expect((await caught(() => environment.party.advance(60))).expected).toBe('a clock that can be moved');
    await environment.close();
  });
});
