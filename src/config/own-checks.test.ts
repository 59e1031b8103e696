import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folder, told } from '../contract/fixtures/folder.ts';
import { effectiveConfiguration } from './effective.ts';
import { configuredChecks } from './own-checks.ts';

const checks = (yaml: string, environment: NodeJS.ProcessEnv = {}) => {
  const dir = folder({ 'shop/c.yaml': yaml, 'shop/checks/features/a.feature': '', 'shop/checks/steps/a.js': '' });
  return { dir, read: () => configuredChecks(join(dir, 'shop/c.yaml'), environment) };
};

describe('the folder of checks', () => {
  it('is relative to the configuration, whatever else that holds', () => {
    const { dir, read } = checks('checks: ./checks\norganization: your-organization-id\n');
    const at = (part: string): string => join(dir, 'shop/checks', part);
    expect(read()).toEqual({ features: at('features'), steps: at('steps') });
    expect(configuredChecks(join(dir, 'none.yaml'), {})).toEqual({});
    expect(configuredChecks(join(dir, 'none.yaml'), { NOPAN_CERTIFY_CHECKS: join(dir, 'shop/checks') })).toEqual(
      read(),
    );
    expect(checks('organization: mine\n').read()).toEqual({});
  });

  it.each([
    ['checks: ./chekcs', /^There is no folder .*chekcs$/, /c\.yaml:1:9$/, /^Correct the path; /],
    ['checks: ..', /^The folder .* holds no checks$/, /c\.yaml:1:9$/, /own-checks\.md/],
    ['checks: [a]', /^checks must be the path of a folder$/, /c\.yaml:1:9$/, /checks: \.\/checks/],
    ['cheks: ./checks', /^cheks is not a known property$/, /c\.yaml:1:1$/, /^Did you mean checks\?$/],
    ['checks: [', /^The YAML is malformed/, /c\.yaml:1:10$/, /./],
  ])('is rejected with its place: %s', (yaml, message, where, advice) => {
    const error = told(checks(yaml).read);
    expect(error.code).toBe('ERR_CONFIG');
    expect([error.message, error.where, error.advice]).toEqual([
      expect.stringMatching(message),
      expect.stringMatching(where),
      expect.stringMatching(advice),
    ]);
  });

  it('is rejected when a folder in it is misspelt', () => {
    const dir = folder({ 'c.yaml': 'checks: checks', 'checks/step/a.js': '', 'checks/lib/a.js': '' });
    const error = told(() => configuredChecks(join(dir, 'c.yaml'), {}));
    expect(error).toMatchObject({ expected: 'features, specs, steps', advice: 'Did you mean steps?' });
    expect(error.where).toMatch(/checks\/step$/);
  });

  it('has requirements that the configuration may attest', () => {
    const file = (checksLine: string): string =>
      join(
        folder({
          'c.yaml': `${checksLine}target: { baseUrl: 'https://localhost:1' }
organization: org-1
processingAccounts: [pa-1]
tls: { certificate: c.pem, privateKey: k.pem }
signing: { privateKey: s.pem, keyid: key-1 }
capabilities: [loyalty]
`,
          'checks/specs/requirements.yaml': `- id: SHOP-01
  title: It holds
  level: MUST
  stage: payments
  applies: loyalty
  source: { page: Shop, status: documented }
`,
        }),
        'c.yaml',
      );
    const read = (checksLine: string) =>
      effectiveConfiguration({ file: file(checksLine), environment: {}, ownSpecs: false });
    expect(read('checks: checks\n').value).toMatchObject({ checks: 'checks', capabilities: ['loyalty'] });
    expect(told(() => read('')).advice).toContain('--specs');
  });
});
