import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { JsonObject, JsonValue } from '../contract/json.ts';
import { schemasDir } from '../contract/locations.ts';
import { isObject } from '../contract/merge-patch.ts';
import { pointerTokens, valueAt } from '../contract/pointer.ts';
import type { ProtocolOverrides } from '../contract/protocol.ts';
import { loadSchemas } from '../contract/schemas.ts';
import { didYouMean } from '../contract/suggestion.ts';
import type { Config } from '../contract/types/config.ts';
import { assertFits } from '../contract/yaml-file.ts';
import { parseYaml, type Locate } from '../contract/yaml-text.ts';
import { CertifyError } from '../errors.ts';
import { assertConsistent, type OwnSpecs } from './checks.ts';
import { configuredChecks } from './own-checks.ts';
import { readConfigurationText } from './configuration-file.ts';
import { assertPathsOnly } from './path-settings.ts';
import { isSecretReference } from './secret.ts';
import { settingName, settings, variablePrefix, type Setting } from './settings.ts';

/** Where a value comes from; the first kind wins over the ones behind it. */
export interface Origin {
  readonly kind: 'flag' | 'environment' | 'file' | 'default';
  /** `--base-url`, `NOPAN_CERTIFY_TARGET_BASE_URL`, `nopan-certify.config.yaml:3:12`. */
  readonly where: string;
}

/** A value given on the command line. */
export interface Flag {
  readonly option: string;
  readonly value: string;
}

export interface ConfigurationSources {
  readonly file: string;
  /** By JSON Pointer. */
  readonly flags?: Readonly<Record<string, Flag>>;
  /** Given with `--protocol id=value`. */
  readonly protocol?: ProtocolOverrides | undefined;
  readonly environment: Readonly<NodeJS.ProcessEnv>;
  /** The user's specs, whose requirements the configuration may name. */
  readonly ownSpecs?: OwnSpecs;
}

/** The configuration as it takes effect: flag before environment before file before default. Secrets are still references. */
export interface EffectiveConfiguration {
  /** Absolute path; the file need not exist when the environment gives what is needed. */
  readonly file: string;
  readonly value: Config;
  /** Of the value at a JSON Pointer, or of the nearest one around it. */
  readonly origin: (pointer: string) => Origin;
}

/**
 * Reads the configuration from all its sources. Nothing that it refers to is read.
 *
 * @throws ERR_CONFIG, ERR_PRODUCTION with the place that is wrong: `file:line:column`, the option or the variable
 */
export function effectiveConfiguration(sources: ConfigurationSources): EffectiveConfiguration {
  const file = resolve(sources.file);
  const { content, at, text } = readFile(file, sources.environment);
  assertKnownVariables(sources.environment);

  const origins = new Map<string, Origin>();
  let value = content;
  for (const setting of settings()) {
    const given = fromOutside(setting, sources) ?? fromDefault(setting, value);
    if (given === undefined) continue;
    value = withValue(value, setting.pointer, given.value);
    origins.set(setting.pointer, given.origin);
  }
  for (const [id, override] of Object.entries(sources.protocol ?? {})) {
    value = withValue(value, `/protocol/${id}`, override);
    origins.set(`/protocol/${id}`, { kind: 'flag', where: `--protocol ${id}` });
  }

  const origin = (pointer: string): Origin => originOf(origins, pointer) ?? { kind: 'file', where: at(pointer) };
  const locate: Locate = (pointer, part) => originOf(origins, pointer)?.where ?? at(pointer, part);
  assertNoLiteralSecret(value, locate);
  assertPathsOnly(value, locate);
  const schemas = loadSchemas(schemasDir);
  assertFits(value, { schemas, schema: 'config.schema', code: 'ERR_CONFIG', at: locate, text });
  const config = value as unknown as Config;
  assertConsistent(config, (pointer) => locate(pointer), specsOf(sources));
  return { file, value: config, origin };
}

/** Named by an option, or in the folder of checks. */
const specsOf = ({ file, environment, ownSpecs }: ConfigurationSources): OwnSpecs =>
  typeof ownSpecs === 'string' ? ownSpecs : (configuredChecks(file, environment).specs ?? ownSpecs);

interface FileContent {
  readonly content: JsonObject;
  readonly at: Locate;
  readonly text: string;
}

/** Whether variables give the configuration, so that it needs no file. */
export const isGivenBy = (environment: Readonly<NodeJS.ProcessEnv>): boolean =>
  Object.keys(environment).some((name) => name.startsWith(variablePrefix));

export const noConfiguration = (file: string): CertifyError =>
  new CertifyError('ERR_CONFIG', 'There is no configuration file', {
    where: file,
    expected: 'a file that names the target and your credentials',
    advice: 'Name it with --config, or write one: nopan-certify init.',
  });

function readFile(file: string, environment: Readonly<NodeJS.ProcessEnv>): FileContent {
  if (!existsSync(file)) {
    if (isGivenBy(environment)) {
      return { content: {}, text: '', at: (pointer) => `${settingName(pointer)} (there is no ${file})` };
    }
    throw noConfiguration(file);
  }
  const text = readConfigurationText(file);
  const { value, at } = parseYaml(text, file, 'ERR_CONFIG');
  // An empty file, or one of comments only.
  if (value === null || isObject(value)) return { content: value ?? {}, at, text };
  throw new CertifyError('ERR_CONFIG', 'The configuration is no map of settings', {
    where: at(''),
    expected: 'target: …, organization: … and so on',
    actual: kinds[Array.isArray(value) ? 'array' : typeof value] ?? 'something else',
    advice: 'Check that this is the configuration; nopan-certify init writes one.',
  });
}

const kinds: Readonly<Record<string, string>> = {
  array: 'a list',
  string: 'text',
  number: 'a number',
  boolean: 'true or false',
};

interface Given {
  readonly value: JsonValue;
  readonly origin: Origin;
}

function fromOutside(setting: Setting, { flags, environment }: ConfigurationSources): Given | undefined {
  const flag = flags?.[setting.pointer];
  if (flag !== undefined) {
    return { value: parsed(setting, flag.value), origin: { kind: 'flag', where: flag.option } };
  }
  const { variable } = setting;
  const text = environment[variable];
  if (text === undefined || text === '') return undefined;
  // A secret stays where it is: the variable is what refers to it.
  const value = setting.kind === 'secret' ? `\${env:${variable}}` : parsed(setting, text);
  return { value, origin: { kind: 'environment', where: variable } };
}

/** A default takes effect only in a part of the configuration that is there. */
function fromDefault({ pointer, default: value }: Setting, given: JsonObject): Given | undefined {
  if (value === undefined || valueAt(given, pointer) !== undefined) return undefined;
  return { value, origin: { kind: 'default', where: 'default' } };
}

function parsed({ kind }: Setting, text: string): JsonValue {
  if (kind === 'list') return text.split(',').map((item) => item.trim());
  return kind === 'number' && text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text) : text;
}

function withValue(object: JsonObject, pointer: string, value: JsonValue): JsonObject {
  const [name = '', ...rest] = pointerTokens(pointer);
  if (rest.length === 0) return { ...object, [name]: value };
  const inner = object[name] ?? {};
  // What is no object is left to the schema to complain of.
  return isObject(inner) ? { ...object, [name]: withValue(inner, `/${rest.join('/')}`, value) } : object;
}

function originOf(origins: ReadonlyMap<string, Origin>, pointer: string): Origin | undefined {
  const whole = [...origins.keys()].find((known) => pointer === known || pointer.startsWith(`${known}/`));
  return whole === undefined ? undefined : origins.get(whole);
}

function assertNoLiteralSecret(value: JsonObject, at: Locate): void {
  for (const { pointer, kind } of settings()) {
    const text = valueAt(value, pointer);
    if (kind !== 'secret' || typeof text !== 'string' || isSecretReference(text)) continue;
    throw new CertifyError(
      'ERR_CONFIG',
      `${settingName(pointer)} is a secret; do not put it in the configuration file`,
      {
        where: at(pointer),
        expected: '${env:NAME} or ${file:path}',
        actual: 'something else, which is not shown here',
        advice:
          'Put the secret into an environment variable or a file that only you can read, and write the reference.',
      },
    );
  }
}

function assertKnownVariables(environment: Readonly<NodeJS.ProcessEnv>): void {
  const variables = settings().map(({ variable }) => variable);
  const unknown = Object.keys(environment).find((name) => name.startsWith(variablePrefix) && !variables.includes(name));
  if (unknown === undefined) return;
  throw new CertifyError('ERR_CONFIG', `The environment variable ${unknown} stands for no setting`, {
    where: unknown,
    expected: `a variable that "nopan-certify config show --variables" lists`,
    advice: didYouMean(unknown, variables),
  });
}
