import { stringify } from 'yaml';
import type { JsonValue } from '../contract/json.ts';
import { pointerTo } from '../contract/pointer.ts';
import { placeholder } from './checks.ts';
import { configSchema, type ConfigSchema } from './settings.ts';

export interface TemplateOptions {
  /** Path of config.schema.json as the editor finds it from the configuration. */
  readonly schema: string;
  /** What an integration may use beyond payments. */
  readonly capabilities: readonly string[];
}

/** Optional for the schema, because there is another way, yet there from the start. */
const usual = ['/tls/certificate', '/tls/privateKey'];

/** What stands where the schema has no default. */
const examples = (capabilities: readonly string[]): Readonly<Record<string, JsonValue>> => ({
  '/target/baseUrl': 'https://api.sandbox.nopan.dev',
  '/target/trust': 'ca.pem',
  '/target/abilities': ['mocking', 'approve'],
  '/organization': `${placeholder}organization-id`,
  '/processingAccounts': [`${placeholder}processing-account-id`],
  '/tls/certificate': 'client-cert.pem',
  '/tls/privateKey': 'client-key.pem',
  '/tls/pkcs12': 'client.p12',
  '/tls/passphrase': '${env:NOPAN_TLS_PASSPHRASE}',
  '/signing/privateKey': 'signing-key.pem',
  '/signing/passphrase': '${env:NOPAN_SIGNING_PASSPHRASE}',
  '/signing/keyid': `${placeholder}key-id`,
  '/signing/createdOn': '2026-01-31',
  '/webhooks/url': `${placeholder}webhook-url`,
  '/webhooks/listen': '127.0.0.1:8444',
  '/webhooks/secret': '${file:webhook-secret}',
  '/capabilities': [...capabilities],
  '/checks': './checks',
  '/redact': ['iban'],
  '/attestations': {
    'KEY-01': { by: 'Ada Example, head of operations', date: '2026-01-31', note: 'Key ceremony of 30 January' },
  },
  '/waivers': {
    'PAY-12': {
      owner: 'Ada Example, head of payments',
      reason: 'We refund by hand until the fix is live',
      reference: 'TICKET-123',
      expires: '2026-12-31',
    },
  },
  '/protocol': { 'signature.ecdsaEncoding': 'der' },
});

const introduction = `#
# Replace each value that begins with "${placeholder}". What is optional is commented out as "#name:"; remove that #
# to use it, and the one in front of each line that belongs to it.
# A secret never stands here, only where it is: \${env:NAME} or \${file:path}.
# Environment variables take precedence over this file: "npx --no nopan-certify config show --variables" lists them.`;

/** The text of a configuration to fill in, every setting with its description from config.schema.json. */
export function configurationTemplate({ schema: path, capabilities }: TemplateOptions): string {
  const schema = configSchema();
  const values = examples(capabilities);
  return [
    `# yaml-language-server: $schema=${path}\n#\n${comment(schema)}\n${introduction}`,
    ...parts(schema, '', values).map((lines) => lines.join('\n')),
    '',
  ]
    .join('\n\n')
    .replace(/\n+$/, '\n');
}

type Lines = readonly string[];

/** Each property as its lines; an optional one is commented out as a whole, and its description is not. */
function parts(
  { properties = {}, required = [] }: ConfigSchema,
  parent: string,
  values: Readonly<Record<string, JsonValue>>,
): Lines[] {
  return Object.entries(properties).map(([name, schema]) => {
    const pointer = pointerTo(parent, name);
    const lines =
      schema.properties === undefined
        ? setting(name, values[pointer] ?? schema.default ?? `${placeholder}${name}`)
        : [
            `${name}:`,
            ...parts(schema, pointer, values)
              .flat()
              .map((line) => `  ${line}`),
          ];
    const present = required.includes(name) || usual.includes(pointer);
    return [
      ...(schema.description === undefined ? [] : [comment(schema)]),
      ...(present ? lines : lines.map((line) => `#${line}`)),
    ];
  });
}

const comment = ({ description = '' }: ConfigSchema): string => `# ${description}`;

const setting = (name: string, value: JsonValue): Lines =>
  stringify({ [name]: value }, { lineWidth: 0 })
    .trimEnd()
    .split('\n');
