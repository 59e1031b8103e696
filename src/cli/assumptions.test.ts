import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageRoot, protocolFile, schemasDir } from '../contract/locations.ts';
import { loadProtocol, type ProtocolSetting } from '../contract/protocol.ts';
import { loadSchemas } from '../contract/schemas.ts';
import { assumedValues, type AssumedValue } from './assumed-values.ts';
import { assumptionsMarkdown } from './assumptions-markdown.ts';
import { cli } from './fixtures/cli.ts';

const { settings } = loadProtocol(protocolFile, loadSchemas(schemasDir));
const idsOf = (all: readonly Pick<ProtocolSetting, 'id'>[]): string[] => all.map(({ id }) => id);
const undocumented = settings.filter(({ status }) => status !== 'documented');

describe('assumptions', () => {
  it('lists each value that no page states, with its reason, and no other', async () => {
    const { code, stdout, stderr } = await cli(['assumptions']);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout.match(/^\w+\.\w+(?= = )/gm)).toEqual(idsOf(undocumented));
    expect(stdout).toContain(`
signature.ecdsaEncoding = ieee-p1363
    assumed; source: RESPVAL; may be: ieee-p1363, der
    Not stated. RFC 9421 section 3.3.4 demands r||s; the only code sample implies ASN.1 DER. The mock accepts both
    encodings.
`);
    expect(stdout).toMatch(/^\d+ values of \S*specs\/protocol\.yaml: \d+ assumed, \d+ inferred\./m);
    expect(Math.max(...stdout.split('\n').map(({ length }) => length))).toBeLessThanOrEqual(125);
  });

  it('lists all values with --all, the documented ones without a reason', async () => {
    const { stdout } = await cli(['assumptions', '--all']);
    expect(stdout.match(/^\w+\.\w+(?= = )/gm)).toEqual(idsOf(settings));
    expect(stdout).toContain(
      '\n\nidempotency.lifetimeSeconds = 86400\n    documented; source: IDEMP; may be: a whole number from 1\n\n',
    );
  });

  it('prints them as JSON', async () => {
    const values = JSON.parse((await cli(['assumptions', '--json'])).stdout) as AssumedValue[];
    expect(idsOf(values)).toEqual(idsOf(undocumented));
    expect(values.find(({ id }) => id === 'webhooks.hash')).toEqual({
      id: 'webhooks.hash',
      value: 'sha256',
      status: 'assumed',
      source: 'WHSET',
      reason: 'HMAC without a hash is named; SHA-256 is the customary one.',
      mayBe: 'sha256, sha384, sha512, sha1',
      change: '--protocol webhooks.hash=<value>',
    });
  });

  it.each([
    ['token.processImpliesRead', 'true, false'],
    ['signature.profile', 'http-message-signature, detached-jws'],
    ['signature.digests', 'a list of sha-256, sha-384, sha-512'],
    ['jws.protectedHeader', 'a list of names'],
    ['webhooks.maximumRetries', 'a whole number from 0'],
    ['webhooks.timeoutSeconds', 'a whole number from 1'],
    ['jws.header', 'text'],
    ['errors.tooLarge', 'an object with status, reasonCode, message'],
  ])('tells what %s may be', (id, mayBe) => {
    expect(assumedValues({ all: true }).find((value) => value.id === id)?.mayBe).toBe(mayBe);
  });

  it.each(['--json', '--all'])('refuses %s beside --markdown', async (option) => {
    const { code, stderr } = await cli(['assumptions', '--markdown', option]);
    expect(code).toBe(2);
    expect(stderr).toContain(`option '--markdown' cannot be used with option '${option}'`);
  });
});

describe('docs/assumptions.md', () => {
  it('is in step with specs/protocol.yaml; "npm run docs" makes it so', () => {
    const file = readFileSync(join(packageRoot(), 'docs/assumptions.md'), 'utf8');
    expect(file).toBe(assumptionsMarkdown(assumedValues()));
  });

  it('is what --markdown prints', async () => {
    expect((await cli(['assumptions', '--markdown'])).stdout).toBe(assumptionsMarkdown(assumedValues()));
  });

  it('has a section for each value', () => {
    expect(assumptionsMarkdown(assumedValues()).match(/(?<=^### ).*/gm)).toEqual(idsOf(undocumented));
  });
});
