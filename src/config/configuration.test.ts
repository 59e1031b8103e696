import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folder, told } from '../contract/fixtures/folder.ts';
import { loadConfiguration } from './configuration.ts';
import { effectiveConfiguration, type ConfigurationSources } from './effective.ts';
import { settings } from './settings.ts';

const complete = `target:
  baseUrl: https://api.sandbox.nopan.dev
organization: org-1
processingAccounts: [acc-1]
tls:
  certificate: client-cert.pem
  privateKey: keys/client-key.pem
signing:
  privateKey: signing-key.pem
  keyid: key-1
`;

type Given = Partial<ConfigurationSources> & { readonly yaml?: string; readonly files?: Record<string, string> };

/** The configuration of a folder with these files in it. */
function given({ yaml = complete, files = {}, ...sources }: Given = {}) {
  const dir = folder({ 'nopan-certify.config.yaml': yaml, ...files });
  const all = { file: join(dir, 'nopan-certify.config.yaml'), environment: {}, ...sources };
  return { dir, file: all.file, effective: () => effectiveConfiguration(all), load: () => loadConfiguration(all) };
}

describe('a configuration', () => {
  it('has paths that are relative to its file, and defaults', () => {
    const { dir, file, load } = given();
    expect(load()).toMatchObject({
      file,
      value: {
        target: { baseUrl: 'https://api.sandbox.nopan.dev', requestsPerSecond: 10 },
        organization: 'org-1',
        processingAccounts: ['acc-1'],
        tls: { certificate: join(dir, 'client-cert.pem'), privateKey: join(dir, 'keys/client-key.pem') },
        signing: { privateKey: join(dir, 'signing-key.pem'), keyid: 'key-1' },
      },
    });
  });

  it('tells of each value where it comes from', () => {
    const { file, effective } = given({
      flags: { '/target/baseUrl': { option: '--base-url', value: 'https://localhost:8443' } },
      environment: { NOPAN_CERTIFY_SIGNING_KEYID: 'key-2' },
      protocol: { 'signature.ecdsaEncoding': 'der' },
    });
    const { origin } = effective();
    expect(origin('/target/baseUrl')).toEqual({ kind: 'flag', where: '--base-url' });
    expect(origin('/signing/keyid')).toEqual({ kind: 'environment', where: 'NOPAN_CERTIFY_SIGNING_KEYID' });
    expect(origin('/organization')).toEqual({ kind: 'file', where: `${file}:3:15` });
    expect(origin('/target/requestsPerSecond')).toEqual({ kind: 'default', where: 'default' });
    expect(origin('/protocol/signature.ecdsaEncoding')).toEqual({
      kind: 'flag',
      where: '--protocol signature.ecdsaEncoding',
    });
  });

  const flag = { '/target/baseUrl': { option: '--base-url', value: 'https://flag.test' } };
  const environment = { NOPAN_CERTIFY_TARGET_BASE_URL: 'https://environment.test' };
  it.each([
    ['flag', { flags: flag, environment }, 'https://flag.test'],
    ['environment', { environment }, 'https://environment.test'],
    ['file', {}, 'https://api.sandbox.nopan.dev'],
  ])('takes the %s before what comes behind it', (_kind, sources, expected) => {
    expect(given(sources).load().value.target.baseUrl).toBe(expected);
  });

  it('takes the file before the default', () => {
    const yaml = complete.replace('target:', 'target:\n  requestsPerSecond: 2.5');
    expect(given({ yaml }).load().value.target.requestsPerSecond).toBe(2.5);
  });

  it.each([
    ['hello\n', 'text'],
    ['- a\n', 'a list'],
    ['<!DOCTYPE html>\n<html>', 'text'],
    ['5\n', 'a number'],
    ['true\n', 'true or false'],
  ])('that is no map is refused: %j', (yaml, actual) => {
    expect(told(given({ yaml }).load)).toMatchObject({
      code: 'ERR_CONFIG',
      message: 'The configuration is no map of settings',
      expected: 'target: …, organization: … and so on',
      actual,
      advice: 'Check that this is the configuration; nopan-certify init writes one.',
    });
  });

  it.each([
    ['organization', '\u00a0org-1', 'white space at its start'],
    ['organization', '"org-1 "', 'white space at its end'],
    ['organization', '\u200borg-1', 'an invisible character at its start'],
    ['organization', '“org-1”', 'quotes around it'],
    ['organization', '|\n  org-1', 'a line break at its end'],
    ['signing.keyid', '"key-1 "', 'white space at its end'],
    ['processingAccounts.0', '["acc-1\\t"]', 'white space at its end'],
    ['processingAccounts.0', '[‘acc-1’]', 'quotes around it'],
  ])('an id has nothing at its ends that was copied along: %s: %j', (name, value, found) => {
    const [, key = ''] = /(\w+)(?:\.0)?$/.exec(name) ?? [];
    const yaml = complete.replace(new RegExp(`(${key}:) .*`), `$1 ${value}`);
    expect(told(given({ yaml }).load)).toMatchObject({
      code: 'ERR_CONFIG',
      message: `${name} has ${found}`,
      expected: 'the id alone',
      advice: 'Remove what does not belong to it.',
    });
  });

  it.each(['${env:NOPE}', '$NOPE', '${NOPE}', '"{{nope}}"', '"<nope>"', '"%NOPE%"'])(
    'an id is no placeholder: %s',
    (value) => {
      expect(told(given({ yaml: complete.replace('org-1', value) }).load)).toMatchObject({
        code: 'ERR_CONFIG',
        message: 'organization is a placeholder',
        expected: 'the id itself',
        actual: value.replaceAll('"', ''),
        advice: 'Write the id, or set the environment variable NOPAN_CERTIFY_ORGANIZATION.',
      });
    },
  );

  it('may come from the environment alone', () => {
    const { value } = loadConfiguration({
      file: join(folder({}), 'none.yaml'),
      environment: {
        NOPAN_CERTIFY_TARGET_BASE_URL: 'https://localhost:8443',
        NOPAN_CERTIFY_TARGET_REQUESTS_PER_SECOND: '3',
        NOPAN_CERTIFY_ORGANIZATION: 'org-9',
        NOPAN_CERTIFY_PROCESSING_ACCOUNTS: 'acc-8, acc-9',
        NOPAN_CERTIFY_TLS_PKCS12: 'client.p12',
        NOPAN_CERTIFY_TLS_PASSPHRASE: 's3cret',
        NOPAN_CERTIFY_SIGNING_PRIVATE_KEY: '/keys/signing.pem',
        NOPAN_CERTIFY_SIGNING_KEYID: 'key-9',
      },
    });
    expect(value).toEqual({
      target: { baseUrl: 'https://localhost:8443', requestsPerSecond: 3 },
      organization: 'org-9',
      processingAccounts: ['acc-8', 'acc-9'],
      tls: { pkcs12: resolve('client.p12'), passphrase: 's3cret' },
      signing: { privateKey: '/keys/signing.pem', keyid: 'key-9' },
    });
  });

  it('has a variable for every setting', () => {
    expect(settings().map(({ variable }) => variable)).toEqual([
      'NOPAN_CERTIFY_TARGET_BASE_URL',
      'NOPAN_CERTIFY_TARGET_TRUST',
      'NOPAN_CERTIFY_TARGET_REQUESTS_PER_SECOND',
      'NOPAN_CERTIFY_TARGET_ABILITIES',
      'NOPAN_CERTIFY_ORGANIZATION',
      'NOPAN_CERTIFY_PROCESSING_ACCOUNTS',
      'NOPAN_CERTIFY_TLS_CERTIFICATE',
      'NOPAN_CERTIFY_TLS_PRIVATE_KEY',
      'NOPAN_CERTIFY_TLS_PKCS12',
      'NOPAN_CERTIFY_TLS_PASSPHRASE',
      'NOPAN_CERTIFY_SIGNING_PRIVATE_KEY',
      'NOPAN_CERTIFY_SIGNING_PASSPHRASE',
      'NOPAN_CERTIFY_SIGNING_KEYID',
      'NOPAN_CERTIFY_SIGNING_CREATED_ON',
      'NOPAN_CERTIFY_WEBHOOKS_URL',
      'NOPAN_CERTIFY_WEBHOOKS_LISTEN',
      'NOPAN_CERTIFY_WEBHOOKS_SECRET',
      'NOPAN_CERTIFY_CAPABILITIES',
      'NOPAN_CERTIFY_CHECKS',
      'NOPAN_CERTIFY_REDACT',
    ]);
  });
});

describe('a secret', () => {
  const withPassphrase = (reference: string) => `${complete}  passphrase: ${reference}\n`;

  it('is read from the environment', () => {
    const yaml = withPassphrase('${env:SIGNING_PASSPHRASE}');
    const { load } = given({ yaml, environment: { SIGNING_PASSPHRASE: 's3cret' } });
    expect(load().value.signing.passphrase).toBe('s3cret');
  });

  it('is read from a file beside the configuration, without the line feed at its end', () => {
    const { load } = given({ yaml: withPassphrase('${file:secrets/pass}'), files: { 'secrets/pass': ' s3cret \n' } });
    expect(load().value.signing.passphrase).toBe(' s3cret ');
  });

  it.each(['hunter2', '$env:NAME', '${env:}', '${ENV:NAME}', '"${env:NAME} "'])(
    'is refused by value and not repeated: %s',
    (literal) => {
      const { file, effective } = given({ yaml: withPassphrase(literal) });
      expect(told(effective)).toEqual({
        code: 'ERR_CONFIG',
        message: 'signing.passphrase is a secret; do not put it in the configuration file',
        where: `${file}:11:15`,
        expected: '${env:NAME} or ${file:path}',
        actual: 'something else, which is not shown here',
        advice:
          'Put the secret into an environment variable or a file that only you can read, and write the reference.',
      });
    },
  );

  it('is told when its variable is not set, and only when it is needed', () => {
    const { file, effective, load } = given({ yaml: withPassphrase('${env:SIGNING_PASSPHRASE}') });
    expect(effective().value.signing.passphrase).toBe('${env:SIGNING_PASSPHRASE}');
    expect(told(load)).toEqual({
      code: 'ERR_CONFIG',
      message: 'The environment variable SIGNING_PASSPHRASE is not set',
      where: `${file}:11:15`,
      expected: 'the secret that this setting refers to',
      actual: 'no such variable',
      advice: 'Set it: export SIGNING_PASSPHRASE=…',
    });
  });

  it.each([
    ['is not there', () => undefined, /ENOENT/],
    [
      'is a folder',
      (dir: string) => {
        mkdirSync(join(dir, 'pass'));
      },
      /is not a regular file/,
    ],
  ])('is told when its file %s', (_name, prepare, problem) => {
    const { dir, load } = given({ yaml: withPassphrase('${file:pass}') });
    prepare(dir);
    const { code, message, expected } = told(load);
    expect(code).toBe('ERR_CONFIG');
    expect(message).toMatch(problem);
    expect(expected).toBe(`a file ${join(dir, 'pass')} with the secret and nothing else`);
  });
});

describe('a path', () => {
  const pem = '-----BEGIN PRIVATE KEY-----\nMIGHAgEA\n-----END PRIVATE KEY-----';
  const refused = (setting: string, held: string, where: string) => ({
    code: 'ERR_CONFIG',
    message: `${setting} is a path, and what is given looks like the ${held} itself`,
    where,
    expected: 'the path of a file',
    actual: 'something else, which is not shown here',
    advice: `Write the ${held} to a file for its owner alone (permissions 0600), and name the file.`,
  });

  it.each([
    ['target.trust', 'certificate', 'NOPAN_CERTIFY_TARGET_TRUST'],
    ['tls.certificate', 'certificate', 'NOPAN_CERTIFY_TLS_CERTIFICATE'],
    ['tls.privateKey', 'key', 'NOPAN_CERTIFY_TLS_PRIVATE_KEY'],
    ['tls.pkcs12', 'file', 'NOPAN_CERTIFY_TLS_PKCS12'],
    ['signing.privateKey', 'key', 'NOPAN_CERTIFY_SIGNING_PRIVATE_KEY'],
  ])('%s that holds the %s itself is refused and not repeated', (setting, held, variable) => {
    for (const value of [pem, pem.replaceAll('\n', ' '), 'MIGH\nAgEA', 'MIGH\rAgEA']) {
      const { effective } = given({ environment: { [variable]: value } });
      expect(told(effective)).toEqual(refused(setting, held, variable));
    }
  });

  it.each([
    ['a block', `|\n    ${pem.replaceAll('\n', '\n    ')}`],
    ['folded', pem.replaceAll('\n', '\n    ')],
    ['quoted', JSON.stringify(pem)],
    ['a list', `[${JSON.stringify(pem)}]`],
  ])('is refused in the file too, as %s', (_, text) => {
    const { file, effective } = given({ yaml: complete.replace('signing-key.pem', text) });
    const { where = '', ...rest } = told(effective);
    expect({ ...rest, where: where.replace(file, 'FILE') }).toEqual(refused('signing.privateKey', 'key', 'FILE:9:15'));
  });
});

describe('what cannot be', () => {
  const problem = (yaml: string, environment: NodeJS.ProcessEnv = {}) => {
    const { file, load } = given({ yaml, environment });
    const { where, ...rest } = told(load);
    return { ...rest, where: where?.replaceAll(file, 'FILE') };
  };

  it('a misspelt setting, with the one that was probably meant', () => {
    expect(problem(complete.replace('keyid:', 'keyId:'))).toMatchObject({
      where: 'FILE:10:3',
      advice: 'Did you mean keyid?',
    });
  });

  it('a misspelt variable', () => {
    expect(problem(complete, { NOPAN_CERTIFY_SIGNING_KEY_ID: 'x' })).toEqual({
      code: 'ERR_CONFIG',
      message: 'The environment variable NOPAN_CERTIFY_SIGNING_KEY_ID stands for no setting',
      where: 'NOPAN_CERTIFY_SIGNING_KEY_ID',
      expected: 'a variable that "nopan-certify config show --variables" lists',
      advice: 'Did you mean NOPAN_CERTIFY_SIGNING_KEYID?',
    });
  });

  it('a number in the environment that is none', () => {
    expect(problem(complete, { NOPAN_CERTIFY_TARGET_REQUESTS_PER_SECOND: 'many' })).toMatchObject({
      message: 'target.requestsPerSecond must be a number',
      where: 'NOPAN_CERTIFY_TARGET_REQUESTS_PER_SECOND',
    });
  });

  it.each(['1e-7', '0.0099', '0', '-1'])('a pace that no timer keeps: %s requests a second', (pace) => {
    expect(problem(complete, { NOPAN_CERTIFY_TARGET_REQUESTS_PER_SECOND: pace })).toMatchObject({
      code: 'ERR_CONFIG',
      message: 'target.requestsPerSecond must be at least 0.01',
      where: 'NOPAN_CERTIFY_TARGET_REQUESTS_PER_SECOND',
    });
  });

  it('the slowest pace is one that can be kept', () => {
    const environment = { NOPAN_CERTIFY_TARGET_REQUESTS_PER_SECOND: '0.01' };
    expect(given({ environment }).load().value.target.requestsPerSecond).toBe(0.01);
  });

  it('a placeholder that nobody replaced', () => {
    expect(problem(complete.replace('org-1', 'your-organization-id'))).toEqual({
      code: 'ERR_CONFIG',
      message: 'There is a placeholder left',
      where: 'FILE:3:15',
      expected: 'your own organization',
      actual: 'what begins with "your-"',
      advice: 'Replace it; Nopan’s onboarding and portal tell the ids.',
    });
  });

  it('placeholders are told all at once', () => {
    const yaml = complete.replace('org-1', 'your-organization-id').replace(/keyid: \S+/, 'keyid: your-key-id');
    expect(problem(yaml)).toMatchObject({
      message: 'There are placeholders left',
      where: expect.stringMatching(/^FILE:3:15, FILE:\d+:\d+$/) as string,
      expected: 'your own organization, signing.keyid',
    });
  });

  it.each([
    ['PEM and PKCS#12', '  pkcs12: client.p12\n', 'certificate, privateKey, pkcs12'],
    ['a certificate without its key', '', 'certificate'],
  ])('%s', (name, added, actual) => {
    const yaml =
      added === ''
        ? complete.replace('  privateKey: keys/client-key.pem\n', '')
        : complete.replace('signing:', `${added}signing:`);
    expect(problem(yaml), name).toMatchObject({ where: 'FILE:6:3', actual, code: 'ERR_CONFIG' });
  });

  it.each(['https://api.nopan.io', 'https://api.nopan.com.:443'])('production as target: %s', (url) => {
    expect(problem(complete.replace('https://api.sandbox.nopan.dev', url)).code).toBe('ERR_PRODUCTION');
    expect(problem(complete, { NOPAN_CERTIFY_TARGET_BASE_URL: url })).toMatchObject({
      code: 'ERR_PRODUCTION',
      where: 'NOPAN_CERTIFY_TARGET_BASE_URL',
    });
  });

  const webhooks = (url: string, listen: string) =>
    `${complete}webhooks:\n  url: ${url}\n  listen: ${listen}\n  secret: \${env:HMAC}\n`;

  it.each([
    ['http://hooks.example.com', '127.0.0.1:8444', 'FILE:12:8'],
    ['https://hooks.example.com', '0.0.0.0:8444', 'FILE:13:11'],
    ['https://hooks.example.com', '127.0.0.1:0', 'FILE:13:11'],
    ['https://hooks.example.com', 'localhost', 'FILE:13:11'],
  ])('webhooks at %s to %s', (url, listen, where) => {
    expect(problem(webhooks(url, listen), { HMAC: 'x' })).toMatchObject({ code: 'ERR_CONFIG', where });
  });

  it.each([
    [
      'http://user:s3cret@hooks.example.com/nopan?token=s3cret',
      '"http://hooks.example.com/nopan" is no URL for webhooks',
    ],
    ['https://user:s3cret@hooks.example.com/nopan/@me?token=s3cret', 'The URL for webhooks has credentials'],
    ['https://s3cret@hooks.example.com', 'The URL for webhooks has credentials'],
  ])('credentials in the URL of webhooks: %s', (url, message) => {
    const error = problem(webhooks(url, '127.0.0.1:8444'), { HMAC: 'x' });
    expect(error).toMatchObject({ code: 'ERR_CONFIG', message, where: 'FILE:12:8' });
    if (url.startsWith('https'))
      expect(error.advice).toMatch(/^Leave them out: https:\/\/hooks\.example\.com\/(nopan\/@me)?$/);
    expect(JSON.stringify(error)).not.toContain('s3cret');
  });

  it('credentials in the base URL', () => {
    const error = problem(complete, { NOPAN_CERTIFY_TARGET_BASE_URL: 'http://user:s3cret@localhost' });
    expect(error).toMatchObject({
      message: '"http://localhost" is no base URL',
      where: 'NOPAN_CERTIFY_TARGET_BASE_URL',
    });
    expect(JSON.stringify(error)).not.toContain('s3cret');
  });

  it('a port without a host to listen on', () => {
    const yaml = webhooks('https://hooks.example.com/nopan', '127.0.0.1:8444').replace(/listen: .*/, 'listen: 8444');
    expect(problem(yaml, { HMAC: 'x' })).toMatchObject({
      ...{ message: 'webhooks.listen must be text', actual: 'a number' },
      advice: 'Write host and port: listen: 127.0.0.1:8444.',
    });
  });

  it('an unknown capability', () => {
    expect(problem(`${complete}capabilities: [refund]\n`)).toMatchObject({
      message: 'No requirement depends on a capability "refund"',
      where: 'FILE:11:16',
      advice: 'Did you mean refunds?',
    });
  });

  describe('what is of specs of the user’s own', () => {
    const requirements = `- id: SHOP-01
  { title: t, level: MUST, stage: payments, applies: loyalty, source: { page: own, status: documented } }
- id: SHOP-02
  { title: t, level: MUST, stage: payments, applies: always, source: { page: own, status: documented },
    review: { because: b, attest: a } }
`.replaceAll(/- id: (\S+)\n {2}\{ /g, '- { id: $1, ');
    const yaml = `${complete}capabilities: [webhooks, loyalty]
attestations: { SHOP-02: { by: Ada Lovelace, date: '2026-11-01', note: seen } }
`;
    const problemOf = (ownSpecs: string | false | undefined, text = yaml) =>
      told(given({ yaml: text, ...(ownSpecs !== undefined && { ownSpecs }) }).effective);

    it('may be named where they are known', () => {
      const ownSpecs = folder({ 'requirements.yaml': requirements });
      const { value } = given({ yaml, ownSpecs }).effective();
      expect([value.capabilities, Object.keys(value.attestations ?? {})]).toEqual([
        ['webhooks', 'loyalty'],
        ['SHOP-02'],
      ]);
    });

    it('may be named where nobody knows them', () => {
      expect(given({ yaml }).effective().value.capabilities).toEqual(['webhooks', 'loyalty']);
    });

    it('may not be named where there are none', () => {
      expect(problemOf(false)).toMatchObject({
        message: 'No requirement depends on a capability "loyalty"',
        advice: 'Correct it; if it is from your own specs, name their folder with --specs.',
      });
      expect(problemOf(false, yaml.replace(', loyalty', ''))).toMatchObject({
        message: 'SHOP-02 is no requirement that a person attests',
      });
    });

    it('is known by its name', () => {
      const ownSpecs = folder({ 'requirements.yaml': requirements });
      expect(problemOf(ownSpecs, yaml.replace('loyalty', 'loyality'))).toMatchObject({
        message: 'No requirement depends on a capability "loyality"',
        advice: 'Did you mean loyalty?',
      });
      expect(problemOf(ownSpecs, yaml.replace('SHOP-02', 'SHOP-01'))).toMatchObject({
        message: 'SHOP-01 is no requirement that a person attests',
        advice: 'Did you mean SHOP-02?',
      });
    });
  });

  describe('a waiver', () => {
    const waiver = (id: string, more = '') =>
      problem(
        `${complete}waivers:\n  ${id}: { owner: Ada, reason: later, reference: T-1, expires: '2026-12-31'${more} }\n`,
      );

    it('of no requirement', () => {
      expect(waiver('PAY-99')).toMatchObject({
        code: 'ERR_CONFIG',
        message: 'There is no requirement PAY-99 to waive',
        where: 'FILE:12:11',
      });
    });

    it.each(['TLS-01', 'SIG-02', 'WHK-02'])('of what everything else is believed by: %s', (id) => {
      const { code, message, where, expected } = waiver(id);
      expect([code, where]).toEqual(['ERR_CONFIG', 'FILE:12:11']);
      expect(message).toMatch(new RegExp(`^${id} cannot be waived: `));
      expect(expected).toBe('no mandatory requirement of transport, of signing, or of the HMAC of webhooks');
    });

    it('with a part that no waiver has, or without one that it must have', () => {
      expect(waiver('PAY-12', ', until: never').message).toContain('until');
      const { message } = problem(`${complete}waivers: { PAY-12: { owner: Ada, reason: r, reference: T } }\n`);
      expect(message).toContain('expires');
    });
  });

  it.each(['utf16le', 'latin1'] as const)('a file in %s', (encoding) => {
    const dir = folder({ 'c.yaml': Buffer.from(`# für uns\n${complete}`, encoding) });
    const found = told(() => effectiveConfiguration({ file: join(dir, 'c.yaml'), environment: {} }));
    const [name, place] = encoding === 'latin1' ? ['not UTF-8', '1:4'] : ['UTF-16', '1:1'];
    expect(found).toMatchObject({ code: 'ERR_CONFIG', message: `The file is ${name}: save it as UTF-8` });
    expect(found.where).toBe(`${join(dir, 'c.yaml')}:${place}`);
  });

  it('a file in UTF-16 that holds a secret, with nothing of it', () => {
    const files = { 'passphrase.txt': Buffer.from('\ufeffs3cret\r\n', 'utf16le') as unknown as string };
    const yaml = complete.replace('  keyid: key-1', '  keyid: key-1\n  passphrase: ${file:passphrase.txt}');
    const { dir, load } = given({ yaml, files });
    expect(told(load)).toMatchObject({
      ...{ code: 'ERR_CONFIG', message: 'The file is UTF-16: save it as UTF-8' },
      where: `${join(dir, 'passphrase.txt')}:1:1`,
    });
    const latin = given({ yaml, files: { 'passphrase.txt': Buffer.from('s3crét', 'latin1') as unknown as string } });
    expect(told(latin.load)).toMatchObject({ message: 'The file is not UTF-8: save it as UTF-8' });
    expect(JSON.stringify(told(latin.load))).not.toMatch(/0xe9|s3cr/);
  });

  it('an account that is no text, and a number that is none', () => {
    expect(problem(complete.replace('[acc-1]', '[0012]'))).toMatchObject({
      message: 'processingAccounts.0 must be text',
      where: 'FILE:4:22',
      advice: 'Quote it: "0012". Without quotes YAML reads a number and loses leading zeros.',
    });
    expect(problem(`${complete}protocol: { token.lifetimeSeconds: 9007199254740993 }\n`)).toMatchObject({
      message: expect.stringContaining('9007199254740993 would be read as 9007199254740992') as string,
      where: 'FILE:11:36',
    });
  });

  it.each([
    ['by: " "', 'attestations.KEY-01.by'],
    ['by: "\\u200b"', 'attestations.KEY-01.by'],
    ['by: your-name', 'attestations.KEY-01.by'],
    ['by: A', 'attestations.KEY-01.by'],
    ['note: " "', 'attestations.KEY-01.note'],
    ['note: "\\ufeff"', 'attestations.KEY-01.note'],
    ['note: your-note', 'attestations.KEY-01.note'],
    ['owner: x', 'waivers.PAY-12.owner'],
    ['reason: x', 'waivers.PAY-12.reason'],
    ['reference: "-"', 'waivers.PAY-12.reference'],
  ])('what a person says, without saying anything: %s', (line, setting) => {
    const [member = ''] = line.split(':');
    const said = {
      attestations: ['by: Ada Example', 'date: 2026-01-31', 'note: Looked at'],
      waivers: ['owner: Ada Example', 'reason: later', 'reference: T-1', 'expires: 2026-12-31'],
    };
    const section = setting.startsWith('waivers') ? 'waivers' : 'attestations';
    const lines = said[section].map((usual) => (usual.startsWith(`${member}:`) ? line : usual));
    const id = setting.split('.')[1] ?? '';
    expect(problem(`${complete}${section}:\n  ${id}:\n${lines.map((one) => `    ${one}\n`).join('')}`)).toMatchObject({
      ...{ code: 'ERR_CONFIG', message: `${setting} says nothing` },
      where: expect.stringMatching(/^FILE:\d+:\d+$/) as string,
      actual: line.slice(member.length + 2).replace(/^(?!")(.*)$/, '"$1"'),
    });
  });

  it('a day that no calendar has', () => {
    const yaml = `${complete}attestations:\n  KEY-01: { by: Ada Example, date: 2026-02-30, note: Looked at }\n`;
    expect(problem(yaml).message).toMatch(/^attestations\.KEY-01\.date must be a date/);
  });

  it.each([
    [
      'an expansion of aliases',
      `a: &a [x,x,x,x,x,x,x,x,x,x]\nb: &b [${'*a,'.repeat(40)}*a]\nc: [${'*b,'.repeat(40)}*b]\n`,
    ],
    ['a tag', 'target: !!js/function "x"\n'],
    ['a repeated key', `${complete}organization: again\n`],
    ['a list', '- a\n'],
    ['text', 'just text\n'],
    ['a prototype', '__proto__: { polluted: true }\nconstructor: x\n'],
  ])('hostile YAML: %s', (_name, yaml) => {
    expect(problem(yaml).code).toBe('ERR_CONFIG');
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });
});
