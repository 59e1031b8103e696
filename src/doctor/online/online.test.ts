import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { systemClock } from '../../clock.ts';
import type { ResolvedConfig } from '../../config/configuration.ts';
import { generateKeyPair, privateKeyPem } from '../../credentials/key-pair.ts';
import { jwks } from '../../credentials/jwks.ts';
import type { SignatureKey } from '../../signing/keys.ts';
import { startForwarder } from '../../fixtures/forwarder.ts';
import { freePort } from '../../fixtures/free-port.ts';
import type { Finding } from '../check.ts';
import {
  configurationOf,
  ours,
  outcomesOf,
  soundCredentials,
  told,
  type Credentials,
} from '../fixtures/credentials.ts';
import { startPretendedTarget, type PretendedAnswer, type PretendedTarget } from '../fixtures/pretended-target.ts';
import { offlineFindings } from '../offline-findings.ts';
import { onlineFindings } from '../online-findings.ts';

let sound: Credentials;
let target: PretendedTarget;
let config: ResolvedConfig;
beforeAll(async () => {
  sound = await soundCredentials(systemClock);
  target = await startPretendedTarget(sound.authority);
  const trust = sound.write('ca.pem', sound.authority.certificate);
  config = { ...sound.config, target: { baseUrl: target.baseUrl, trust, requestsPerSecond: 1000 } };
});
afterAll(async () => {
  await target.close();
  sound.remove();
});

const published = (kid: string) =>
  jwks([{ keyid: kid, algorithm: 'ecdsa-p256-sha256', key: generateKeyPair('P-256').publicKey }]);
const granted = (body: string): PretendedAnswer => ({
  json: { access_token: 'x.y.z', expires_in: 7200, scope: new URLSearchParams(body).get('scope') ?? 'payments:read' },
});
const refused = (status: number, reasonCode: string, message: string): PretendedAnswer => ({
  status,
  json: { statusInfo: { reasonCode, message }, callId: 'call-1' },
});
const keysPath = '/auth/jwks';
const tokenPath = '/auth/token';
const statusPath = '/payments/nopan-certify-doctor/status';
const friendly: PretendedTarget['answers'] = {
  [keysPath]: { json: published('nopan-sandbox') },
  [tokenPath]: granted,
  [statusPath]: refused(404, '5000', 'Payment not found'),
  '/mock/set': {},
  '/payments/initiate': { json: { transactionId: 't1', clientTransactionId: 'order-1', status: 'PENDING' } },
  '/mock/payment/t1/approve': {},
  '/payments/cancel': { json: { status: 'CANCELED' } },
};
beforeEach(() => {
  target.answers = friendly;
  target.asked.length = 0;
  target.signingKey = undefined;
});

const examined = async (changes: Partial<ResolvedConfig> = {}): Promise<Finding[]> => {
  const configuration = configurationOf({ ...config, ...changes });
  const offline = await offlineFindings({
    ...{ configuration, secretFiles: [], clock: systemClock, catalogue: ours() },
  });
  return onlineFindings({ configuration, clock: systemClock }, offline);
};

const answering = (changes: PretendedTarget['answers']): Promise<Finding[]> => {
  target.answers = { ...friendly, ...changes };
  return examined();
};

test('a target that has nothing to object', async () => {
  const findings = await examined();
  expect(findings.map(({ id, outcome, found }) => [id, outcome, found])).toEqual([
    ['target.resolves', 'ok', '127.0.0.1 is an address'],
    ['target.tls', 'ok', 'TLSv1.3, TLS_AES_256_GCM_SHA384'],
    ['target.answers', 'ok', 'GET /auth/jwks: 200'],
    ['target.clock', 'ok', 'in step with the target'],
    ['credentials.certificate', 'ok', 'by the token endpoint'],
    ['credentials.keyid', 'ok', 'key-1'],
    ['credentials.token', 'ok', 'payments:read, payments:process'],
    ['credentials.call', 'ok', 'answered with 404 5000 Payment not found call-1'],
    ['credentials.accounts', 'ok', 'account-1: started and canceled'],
    ['target.abilities', 'ok', '/mock/set, approve'],
    ['jwks', 'ok', 'nopan-sandbox'],
    ['jwks.answers', 'warning', expect.stringMatching(/^The response cannot be relied on: /)],
    ['token.usable', 'ok', 'like every run'],
    ['webhooks.url', 'skipped', 'no webhooks are configured'],
  ]);
  // Each harmless thing is asked once; keys once more to verify answers with.
  expect([...target.asked].sort()).toEqual([
    'GET /auth/jwks',
    'GET /auth/jwks',
    `GET ${statusPath}`,
    'POST /auth/token',
    'POST /auth/token',
    'POST /auth/token',
    'POST /mock/payment/t1/approve',
    'POST /mock/set',
    'POST /payments/cancel',
    'POST /payments/cancel',
    'POST /payments/initiate',
    'POST /payments/initiate',
  ]);
});

describe('test endpoints', () => {
  const found = async (changes: PretendedTarget['answers']) => told(await answering(changes), 'target.abilities');
  const gone = { status: 404 };
  const approve = '/mock/payment/t1/approve';

  test('approve is not there', async () => {
    expect(await found({ [approve]: gone })).toEqual({
      outcome: 'warning',
      found: 'About the target: it has no approve endpoint (404 on POST /mock/payment/{transactionId}/approve)',
      where: target.baseUrl,
      expected: 'POST /mock/set (OAS) and POST /mock/payment/{transactionId}/approve (SK-TEST)',
      actual: '404 on POST /mock/payment/{transactionId}/approve',
      advice: 'Scenarios arrange approved outcomes instead; those about the endpoint itself are skipped.',
    });
  });

  test('none is there', async () => {
    expect(await found({ [approve]: { status: 405 }, '/mock/set': gone })).toMatchObject({
      outcome: 'warning',
      found:
        'About the target: it has no endpoint that approves payments or arranges outcomes (404 on POST /mock/set, 405 on POST /mock/payment/{transactionId}/approve)',
      advice: 'Scenarios that need it are skipped, and a run is INCOMPLETE; ask the operator of the target.',
    });
  });

  test('the target does not tell', async () => {
    expect(await found({ [approve]: { status: 503 } })).toEqual({
      outcome: 'skipped',
      found: 'the target’s responses do not show whether it has: approve',
    });
  });

  test('the configuration tells', async () => {
    const findings = await examined({ target: { ...config.target, abilities: ['mocking'] } });
    expect(told(findings, 'target.abilities').found).toBe('the configuration lists them (target.abilities)');
  });
});

describe('a processing account', () => {
  test('that the organization may not use is named with its place, and nothing is concluded from it', async () => {
    const findings = await answering({ '/payments/initiate': refused(403, '4971', 'Authorization error') });
    expect(told(findings, 'credentials.accounts')).toEqual({
      outcome: 'error',
      found: 'No payment can be started with the processing account account-1',
      where: expect.stringContaining('/processingAccounts/0') as string,
      expected: expect.stringMatching(/^POST \/payments\/initiate to be accepted for /) as string,
      actual: '403 4971 Authorization error call-1',
      advice:
        'Check that this organization may use the processing account (processingAccounts) and the scopes of its token; nopan-certify doctor tries both.',
    });
    expect(outcomesOf(findings)['target.abilities']).toBe('skipped');
  });

  test('is tried with each that the configuration names', async () => {
    const findings = await examined({ processingAccounts: ['account-1', 'account-2'] });
    expect(told(findings, 'credentials.accounts').found).toBe('account-1, account-2: started and canceled');
  });
});

test.each([
  [404, 'GET /auth/jwks: 404'],
  [401, '401 Unauthorized from '],
])('another server than Nopan’s is named as such, and nothing else is said of it: %i', async (status, found) => {
  target.answers = { [keysPath]: { status }, '/auth/token': { status } };
  const findings = await examined();
  expect(findings.filter(({ outcome }) => outcome === 'error')).toEqual([
    expect.objectContaining({
      id: 'target.answers',
      found: 'This does not look like Nopan',
      actual: expect.stringMatching(new RegExp(`^${found}.*, without any of these$`)) as string,
      advice: 'Check target.baseUrl: another server responds there, or a gateway that blocks the request.',
    }),
  ]);
});

test('an authority that did not issue the certificate of the target is named', async () => {
  const findings = await examined({
    target: { ...config.target, trust: config.tls.certificate ?? '' },
  });
  expect(told(findings, 'target.tls')).toMatchObject({
    outcome: 'error',
    advice: expect.stringMatching(
      /^Set target\.trust to the authority of this target: CN=.* \(not an authority\) did not issue its certificate\.$/,
    ) as string,
  });
});

describe('a target that cannot be reached', () => {
  test('because its name does not resolve', async () => {
    const findings = await examined({ target: { baseUrl: 'https://no-such-host.invalid' } });
    expect(told(findings, 'target.resolves')).toMatchObject({
      outcome: 'error',
      found: 'The host name no-such-host.invalid does not resolve',
      where: '/config.yaml /target/baseUrl',
      expected: 'an address',
    });
    const { 'target.resolves': resolves, 'webhooks.url': webhooks, ...others } = outcomesOf(findings);
    expect([resolves, webhooks, new Set(Object.values(others))]).toEqual(['error', 'skipped', new Set(['skipped'])]);
  });

  test('because its name resolves for a proxy only, which is told', async () => {
    vi.stubEnv('HTTPS_PROXY', 'http://user:pa55@proxy.example.com:3128');
    const findings = await examined({ target: { baseUrl: 'https://no-such-host.invalid' } });
    vi.unstubAllEnvs();
    expect(told(findings, 'target.proxy')).toEqual({
      ...{ outcome: 'warning', found: 'A proxy is set but not used: HTTPS_PROXY', where: 'HTTPS_PROXY' },
      expected: 'a direct connection: TLS with a client certificate ends at the target',
      advice: 'Allow direct connections in your network; add the host to NO_PROXY if this is intended.',
    });
    expect(told(findings, 'target.resolves').advice).toBe(
      'Check its spelling, your network and your DNS. HTTPS_PROXY is set but not used: TLS with a client certificate needs a direct connection. Allow it in your network.',
    );
    expect(JSON.stringify(findings)).not.toMatch(/pa55|proxy\.example/);
  });

  test('because nothing listens', async () => {
    const gone = await startPretendedTarget(sound.authority);
    await gone.close();
    const findings = await examined({ target: { ...config.target, baseUrl: gone.baseUrl } });
    expect(findings.find(({ outcome }) => outcome === 'error')).toMatchObject({
      id: 'target.tls',
      code: 'ERR_TARGET',
      blame: 'environment',
      advice: 'Nothing listens there: is the target running, is the port right?',
    });
    expect(told(findings, 'target.answers').found).toBe('it needs "connection and TLS version", which is not in order');
  });

  test('because its certificate is not trusted', async () => {
    const findings = await examined({ target: { baseUrl: target.baseUrl } });
    expect(findings.find(({ outcome }) => outcome === 'error')).toMatchObject({ id: 'target.tls', code: 'ERR_TLS' });
    expect(target.asked).toEqual([]);
  });

  test('although the credentials are of no use', async () => {
    const findings = await examined({ tls: { certificate: '/nowhere.pem', privateKey: '/nowhere.pem' } });
    expect(outcomesOf(findings)).toMatchObject({ 'target.tls': 'ok', 'target.answers': 'skipped' });
  });

  test('because it refuses the certificate once the handshake is over', async () => {
    const strict = await startPretendedTarget(sound.authority, { requestCert: true, ca: [], rejectUnauthorized: true });
    try {
      const findings = await examined({ target: { ...config.target, baseUrl: strict.baseUrl } });
      expect(outcomesOf(findings)).toMatchObject({ 'target.answers': 'error', 'target.clock': 'skipped' });
    } finally {
      await strict.close();
    }
  });
});

test('an older TLS is warned of', async () => {
  const old = await startPretendedTarget(sound.authority, { maxVersion: 'TLSv1.2' });
  try {
    const findings = await examined({ target: { ...config.target, baseUrl: old.baseUrl } });
    expect(told(findings, 'target.tls')).toMatchObject({ outcome: 'warning', found: 'The target speaks TLSv1.2' });
  } finally {
    await old.close();
  }
});

describe('clock', () => {
  const dated = async (ahead: number, more: Record<string, string> = {}) => {
    const date = new Date(Date.now() + ahead * 1000).toUTCString();
    const headers = { date, ...more };
    return answering({ [keysPath]: { ...(friendly[keysPath] as PretendedAnswer), headers } });
  };

  test.each([
    [20, 'ok', /^the target is (19|20|21) s ahead of this machine$/],
    [-40, 'warning', /^Clocks drift apart: the target is (39|40|41) s behind this machine$/],
    [-3600, 'error', /^Clocks are too far apart: the target is (3599|3600|3601) s behind this machine$/],
  ])('%d s ahead', async (ahead, outcome, found) => {
    const finding = told(await dated(ahead), 'target.clock');
    expect(finding.outcome).toBe(outcome);
    expect(finding.found).toMatch(found);
  });

  test('too far apart blames the environment, and not the key', async () => {
    const findings = await dated(3600);
    expect(findings.find(({ outcome }) => outcome === 'error')).toMatchObject({
      code: 'ERR_CLOCK',
      blame: 'environment',
    });
    expect(outcomesOf(findings)).toMatchObject({
      'credentials.certificate': 'skipped',
      'credentials.keyid': 'skipped',
    });
  });

  test('that signs, and not that of the server before it', async () => {
    const created = Math.floor(Date.now() / 1000) + 4000;
    const finding = told(
      await dated(0, { 'signature-input': `nopan_sig=();keyid="k";created=${created}` }),
      'target.clock',
    );
    expect(finding.outcome).toBe('error');
    expect(finding.actual).toMatch(/^Date header agrees; signature time is (3999|4000|4001) s ahead$/);
  });

  test('that nobody tells', async () => {
    expect(told(await dated(0, { date: 'today' }), 'target.clock')).toEqual({
      outcome: 'skipped',
      found: 'the answers of the target do not tell the time',
    });
  });
});

describe('credentials', () => {
  test.each([
    [400, '4980', 'Certificate error'],
    [403, '4971', 'Authorization error'],
  ])('a certificate that is not accepted (%d %s)', async (status, code, message) => {
    const findings = await answering({ [tokenPath]: refused(status, code, message) });
    expect(told(findings, 'credentials.certificate')).toEqual({
      outcome: 'error',
      found: 'The target does not accept the client certificate',
      where: config.tls.certificate,
      expected: 'the certificate that Nopan issued for org-4711, for this environment',
      actual: `${status} ${code} ${message} call-1`,
      advice: 'Compare it and the organization with the portal; production and sandbox have certificates of their own.',
    });
    expect(findings.find(({ outcome }) => outcome === 'error')?.blame).toBe('integration');
    expect(outcomesOf(findings)).toMatchObject({ 'credentials.keyid': 'skipped', 'credentials.token': 'skipped' });
  });

  test.each([
    ['4990', 400],
    ['4992', 401],
  ])('a key that is not known (%s)', async (reasonCode, status) => {
    const findings = await answering({ [tokenPath]: refused(status, reasonCode, 'no') });
    expect(told(findings, 'credentials.keyid')).toMatchObject({
      outcome: 'error',
      found: 'The target refuses what is signed with the signing key',
      where: '/config.yaml /signing/keyid',
      expected: 'the public key of signing.privateKey to be registered as "key-1"',
      actual: `${status} ${reasonCode} no call-1`,
    });
    expect(outcomesOf(findings)).toMatchObject({ 'credentials.certificate': 'ok', 'credentials.token': 'skipped' });
  });

  test('a refusal that quotes a secret', async () => {
    const findings = await answering({ [tokenPath]: refused(400, '4000', 'Bad header Bearer canary-access-token') });
    expect(told(findings, 'credentials.token').actual).toMatch(/^400 4000 Bad header Bearer \[redacted/);
    expect(JSON.stringify(findings)).not.toContain('canary');
  });

  test('a refusal that tells nothing of the key, and no token', async () => {
    const findings = await answering({ [tokenPath]: refused(400, '4000', 'no') });
    expect(told(findings, 'credentials.keyid')).toEqual({
      outcome: 'skipped',
      found: 'the answer says nothing of the signature: 400 4000 no call-1',
    });
    expect(told(findings, 'credentials.token')).toMatchObject({
      outcome: 'error',
      found: 'No access token is granted',
      expected: 'a token for payments:read, payments:process',
      actual: '400 4000 no call-1',
    });
    expect(outcomesOf(findings)).toMatchObject({ 'credentials.call': 'skipped' });
  });

  test('scopes that are not allowed', async () => {
    const findings = await answering({
      [tokenPath]: (body) => (body.includes('process') ? refused(403, '4971', 'no') : granted(body)),
    });
    expect(outcomesOf(findings)).toMatchObject({ 'credentials.certificate': 'ok', 'credentials.keyid': 'ok' });
    expect(told(findings, 'credentials.token')).toMatchObject({
      found: 'No access token is granted',
      actual: '403 4971 no call-1',
    });
  });

  test('a token that lacks a scope', async () => {
    const findings = await answering({
      [tokenPath]: { json: { access_token: 'x.y.z', expires_in: 7200, scope: 'payments:read' } },
    });
    expect(told(findings, 'credentials.token')).toMatchObject({
      outcome: 'error',
      found: 'The token lacks payments:process',
      actual: 'scope: payments:read',
    });
    expect(JSON.stringify(findings)).not.toContain('x.y.z');
  });

  test('a token that does not say its scopes has those that were asked for', async () => {
    const findings = await answering({ [tokenPath]: { json: { access_token: 'x.y.z', expires_in: 7200 } } });
    expect(told(findings, 'credentials.token').outcome).toBe('ok');
  });

  test('a call without content that is refused for its signature', async () => {
    const findings = await answering({ [statusPath]: refused(401, '4992', 'no') });
    expect(told(findings, 'credentials.call')).toMatchObject({
      found: 'The target refuses what is signed with the signing key',
    });
  });

  test('a call that is refused for something else', async () => {
    const findings = await answering({ [statusPath]: refused(500, '9999', 'Internal Server Error') });
    expect(findings.find(({ outcome }) => outcome === 'error')).toMatchObject({
      id: 'credentials.call',
      found: 'A signed call with a valid token is refused',
      actual: '500 9999 Internal Server Error call-1',
      blame: 'api',
    });
  });
});

describe('published keys', () => {
  test('that are not there', async () => {
    const findings = await answering({ [keysPath]: { status: 404 } });
    expect(told(findings, 'jwks')).toMatchObject({
      outcome: 'error',
      found: 'The target does not publish its keys here',
      where: `${target.baseUrl}/auth/jwks`,
      actual: '404',
    });
    expect(outcomesOf(findings)).toMatchObject({ 'target.answers': 'ok', 'jwks.answers': 'skipped' });
  });

  test('that are none', async () => {
    const findings = await answering({ [keysPath]: { json: { keys: 'none' } } });
    expect(told(findings, 'jwks')).toMatchObject({ outcome: 'error', found: 'This is not a JWK set' });
  });

  test('of another environment', async () => {
    const findings = await answering({ [keysPath]: { json: published('nopan-production') } });
    expect(told(findings, 'jwks')).toMatchObject({
      outcome: 'warning',
      found: 'No published key has the id nopan-sandbox',
      actual: 'nopan-production',
    });
  });
});

// With each of these no run begins, so that doctor must not call them a warning.
describe('published keys that no run begins with', () => {
  const pair = generateKeyPair('P-256');
  const key: SignatureKey = { keyid: 'nopan-sandbox', algorithm: 'ecdsa-p256-sha256', key: pair.privateKey };
  const [jwk] = jwks([key]).keys;
  const contradict = 'The keys of the target contradict the signature of their own key set';
  const none = 'The JWK set has no key for signatures';

  test('are none of these', async () => {
    target.signingKey = key;
    expect(outcomesOf(await answering({ [keysPath]: { json: { keys: [jwk] } } }))).toMatchObject({
      ...{ jwks: 'ok', 'jwks.answers': 'ok', 'token.usable': 'ok' },
    });
  });

  test.each<readonly [string, unknown, string]>([
    ['no kid', { ...jwk, kid: undefined }, none],
    ['another use', { ...jwk, use: 'enc' }, none],
    ['an algorithm of none', { ...jwk, alg: 'none' }, none],
    ['a kid of objects', { ...jwk, kid: '__proto__' }, contradict],
    ['RSA without an algorithm', { kty: 'RSA', kid: 'nopan-sandbox', n: `x${'A'.repeat(341)}`, e: 'AQ' }, none],
    ['another key', published('nopan-sandbox').keys[0], contradict],
  ])('%s', async (_, published, found) => {
    target.signingKey = key;
    const findings = await answering({ [keysPath]: { json: { keys: [published] } } });
    expect(told(findings, 'jwks')).toMatchObject({ outcome: 'error', found });
    expect(outcomesOf(findings)).toMatchObject({ 'jwks.answers': 'skipped', 'token.usable': 'skipped' });
  });

  test('a token whose answer has another signature', async () => {
    target.signingKey = key;
    const wrong = { signature: `nopan_sig=:${Buffer.alloc(64, 1).toString('base64')}:` };
    const answers = {
      [keysPath]: { json: { keys: [jwk] } },
      [tokenPath]: (body: string) => ({ ...granted(body), headers: wrong }),
    };
    expect(told(await answering(answers), 'jwks.answers')).toMatchObject({ outcome: 'error' });
  });

  test('a token of which nobody knows how long it lasts', async () => {
    const findings = await answering({ [tokenPath]: { json: { access_token: 'x.y.z', expires_in: 'soon' } } });
    expect(told(findings, 'token.usable')).toMatchObject({
      outcome: 'error',
      found: 'The access token does not say how long it is valid',
    });
  });

  test('too many, and too large', async () => {
    const many = Array.from({ length: 257 }, (_, place) => ({ ...jwk, kid: `key-${place}` }));
    expect(told(await answering({ [keysPath]: { json: { keys: many } } }), 'jwks')).toMatchObject({
      ...{ outcome: 'error', found: 'The JWK set has 257 keys' },
      expected: 'at most 256 keys: the current one, and those before and after it',
    });
    const large = { keys: [jwk], pad: 'x'.repeat(512 * 1024) };
    expect(told(await answering({ [keysPath]: { json: large } }), 'jwks')).toMatchObject({
      ...{ outcome: 'error', expected: 'at most 524288 bytes' },
      found: expect.stringMatching(/^The JWK set has \d{6} bytes$/) as string,
    });
  });

  test('many, of which some are named', async () => {
    const keys = [jwk, ...Array.from({ length: 20 }, (_, place) => ({ ...jwk, kid: `key-${place}` }))];
    const { found } = told(await answering({ [keysPath]: { json: { keys } } }), 'jwks');
    expect(found).toBe(
      `nopan-sandbox, ${Array.from({ length: 11 }, (_, place) => `key-${place}`).join(', ')} and 9 more`,
    );
  });
});

describe('the URL of the webhooks', () => {
  let listen: { host: string; port: number };
  beforeEach(async () => {
    listen = { host: '127.0.0.1', port: await freePort() };
  });
  let other: PretendedTarget | undefined;
  afterEach(async () => {
    await other?.close();
    other = undefined;
  });
  const withUrl = async (url: string): Promise<Partial<Finding>> =>
    told(await examined({ webhooks: { url, listen, secret: 's3cret' } }), 'webhooks.url');

  test('forwards to the local receiver', async () => {
    const { privateKey, publicKey } = generateKeyPair('P-256');
    const subject = { C: 'NL', O: 'Test', CN: '127.0.0.1' };
    const cert = await sound.authority.issue({ publicKey, subject, usage: 'server', names: ['127.0.0.1'] });
    const forwarder = await startForwarder({ key: privateKeyPem(privateKey), cert }, listen.port);
    try {
      const { host } = new URL(forwarder.url);
      expect(await withUrl(forwarder.url)).toEqual({
        outcome: 'ok',
        found: `${host} forwards to 127.0.0.1:${listen.port}`,
      });
    } finally {
      await forwarder.close();
    }
  });

  test('answers by itself', async () => {
    other = await startPretendedTarget(sound.authority);
    other.answers = { '/nopan': { status: 502 } };
    expect(await withUrl(`${other.baseUrl}/nopan`)).toMatchObject({
      outcome: 'error',
      found: 'What is sent to the URL of the webhooks does not arrive as it was sent',
      actual: 'status 502',
    });
    expect(other.asked).toEqual(['POST /nopan']);
  });

  test('leads to an address that is taken', async () => {
    other = await startPretendedTarget(sound.authority);
    listen.port = Number(new URL(other.baseUrl).port);
    expect(await withUrl(other.baseUrl)).toMatchObject({
      outcome: 'error',
      found: `The webhook receiver cannot listen on 127.0.0.1:${listen.port}`,
      actual: 'EADDRINUSE',
    });
  });

  test('has nothing behind it', async () => {
    const gone = await startPretendedTarget(sound.authority);
    await gone.close();
    expect(await withUrl(gone.baseUrl)).toMatchObject({
      outcome: 'error',
      found: 'The URL of the webhooks cannot be reached',
      where: '/config.yaml /webhooks/url',
      actual: expect.stringContaining('ECONNREFUSED') as string,
    });
  });

  test('has a certificate that nobody trusts', async () => {
    const stranger = await soundCredentials(systemClock);
    other = await startPretendedTarget(stranger.authority);
    stranger.remove();
    expect(await withUrl(other.baseUrl)).toMatchObject({
      outcome: 'error',
      actual: expect.stringMatching(/certificate/) as string,
    });
  });
});
