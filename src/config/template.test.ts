import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folder, told } from '../contract/fixtures/folder.ts';
import { effectiveConfiguration, type EffectiveConfiguration } from './effective.ts';
import { settings } from './settings.ts';
import { configurationTemplate } from './template.ts';

const text = configurationTemplate({ schema: 'the/config.schema.json', capabilities: ['refunds', 'mit'] });

const filledIn = (yaml: string): string =>
  yaml.replace('your-webhook-url', 'https://hooks.example.com/nopan').replaceAll(/your-([a-z-]+)/g, 'my-$1');

const effective = (yaml: string): EffectiveConfiguration =>
  effectiveConfiguration({
    file: join(folder({ 'c.yaml': yaml, 'checks/steps/shop.js': '' }), 'c.yaml'),
    environment: {},
  });

/** What is commented out, each by its first line. */
const optional = [...text.matchAll(/^ *#\w+:.*$/gm)].map(([line]) => line);

/** Without the # in front of this line, and of those that belong to it. */
const uncommented = (yaml: string, line: string): string =>
  yaml
    .replace(`${line}\n`, `${line.replace('#', '')}\n`)
    .replace(new RegExp(`(?<=^${line.replace('#', '')}\n)( *#(?! ).*\n| *#  .*\n)+`, 'm'), (lines) =>
      lines.replaceAll(/^( *)#/gm, '$1'),
    );

describe('the configuration that init writes', () => {
  it('tells editors its schema in the first line', () => {
    expect(text.split('\n')[0]).toBe('# yaml-language-server: $schema=the/config.schema.json');
  });

  it('takes effect once its placeholders are replaced', () => {
    expect(effective(filledIn(text)).value).toEqual({
      target: { baseUrl: 'https://api.sandbox.nopan.dev', requestsPerSecond: 10 },
      organization: 'my-organization-id',
      processingAccounts: ['my-processing-account-id'],
      tls: { certificate: 'client-cert.pem', privateKey: 'client-key.pem' },
      signing: { privateKey: 'signing-key.pem', keyid: 'my-key-id' },
    });
  });

  it('is refused as long as a placeholder is left', () => {
    const left = [...new Set(text.match(/your-[a-z-]+(?=\n)/g))];
    expect(left).toEqual(['your-organization-id', 'your-processing-account-id', 'your-key-id', 'your-webhook-url']);
    for (const placeholder of left.slice(0, 3)) {
      const yaml = filledIn(text).replace(placeholder.replace('your-', 'my-'), placeholder);
      expect(told(() => effective(yaml)).message).toMatch(/placeholders? left$/);
    }
  });

  it('holds every setting, described', () => {
    const everything = optional.reduce(uncommented, text);
    const lines = everything.split('\n');
    for (const { pointer, description } of settings()) {
      const name = pointer.split('/').at(-1) ?? '';
      expect(
        lines.some(
          (line, index) => line.trim().startsWith(`${name}:`) && lines[index - 1]?.trim() === `# ${description}`,
        ),
        pointer,
      ).toBe(true);
    }
  });

  it('has these optional parts', () => {
    expect(optional.map((line) => line.trim().replace(/:.*/, ''))).toEqual([
      '#trust',
      '#requestsPerSecond',
      '#abilities',
      '#pkcs12',
      '#passphrase',
      '#passphrase',
      '#createdOn',
      '#webhooks',
      '#capabilities',
      '#checks',
      '#redact',
      '#attestations',
      '#waivers',
      '#protocol',
    ]);
  });

  it.each(optional)('has an optional part that can be used: %s', (line) => {
    const yaml = uncommented(filledIn(text), line);
    // In place of the two PEM files, as its description says.
    const used = line.includes('pkcs12')
      ? yaml.replace(/^ +certificate:.*\n/m, '').replace(/^ +privateKey: client.*\n/m, '')
      : yaml;
    const before = JSON.stringify(effective(filledIn(text)).value);
    const after = JSON.stringify(effective(used).value);
    expect(after === before).toBe(line.includes('requestsPerSecond'));
  });
});
