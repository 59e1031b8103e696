import { existsSync } from 'node:fs';
import { effectiveConfiguration, type EffectiveConfiguration, type Origin } from '../config/effective.ts';
import { settingName, settings as allSettings, type SettingKind } from '../config/settings.ts';
import type { JsonValue } from '../contract/json.ts';
import { protocolFile, schemasDir } from '../contract/locations.ts';
import { valueAt } from '../contract/pointer.ts';
import { loadProtocol, type ProtocolSetting } from '../contract/protocol.ts';
import { loadSchemas } from '../contract/schemas.ts';
import { shownPath } from '../contract/yaml-text.ts';
import { jsonText } from '../report/json-text.ts';
import { visibleLine } from '../report/text.ts';
import { columns, wrapped } from './columns.ts';
import { digestOfSettings } from './configuration-digest.ts';
import { configurationSources, type ConfigurationSettings } from './configuration-sources.ts';

export interface ConfigShowSettings extends ConfigurationSettings {
  readonly variables?: boolean;
  readonly json?: boolean;
}

/** `nopan-certify config show`: what takes effect and where it comes from, or what the environment can give. */
export function configShow({ variables = false, json = false, ...sources }: ConfigShowSettings): void {
  const { data, text } = variables ? variableList() : effectiveSettings(sources);
  process.stdout.write(json ? jsonText(data) : `${text().map(visibleLine).join('\n')}\n`);
}

interface Shown {
  readonly data: unknown;
  readonly text: () => string[];
}

/** How a variable holds what the file writes otherwise. */
const inVariables: Partial<Record<SettingKind, string>> = {
  secret: '; the secret itself, not a reference to it',
  list: '; several are separated by commas',
};

function variableList(): Shown {
  const data = allSettings().map(({ variable, pointer, kind, description }) => ({
    variable,
    setting: settingName(pointer),
    description: description + (inVariables[kind] ?? ''),
  }));
  const heads = columns(data.map(({ variable, setting }) => [variable, setting]));
  return {
    data,
    text: () =>
      data.flatMap(({ description }, index) => [heads[index] ?? '', ...wrapped(description, width(), '    ')]),
  };
}

/** @throws ERR_CONFIG, also for an override that names no setting of the protocol, or does not fit it */
function effectiveSettings(sources: ConfigurationSettings): Shown {
  const effective = effectiveConfiguration(configurationSources(sources));
  const file = existsSync(effective.file) ? shownPath(effective.file) : null;
  const settings = shownSettings(effective);
  const { settings: profile } = loadProtocol(protocolFile, loadSchemas(schemasDir), effective.value.protocol);
  const protocol = shownProtocol(profile, effective);
  const digest = digestOfSettings({ profile, configuration: effective });
  return { data: { file, settings, protocol, digest }, text: () => settingsText(file, settings, protocol) };
}

interface ShownSetting {
  readonly setting: string;
  /** Of a secret the reference to it. */
  readonly value: JsonValue;
  readonly origin: Origin;
}

function shownSettings({ value: config, origin }: EffectiveConfiguration): ShownSetting[] {
  return allSettings().flatMap(({ pointer }) => {
    const value = valueAt(config, pointer) as JsonValue | undefined;
    return value === undefined ? [] : [{ setting: settingName(pointer), value, origin: origin(pointer) }];
  });
}

interface ShownOverride extends ShownSetting {
  /** Of specs/protocol.yaml. */
  readonly default: JsonValue;
}

function shownProtocol(
  profile: readonly ProtocolSetting[],
  { origin }: Pick<EffectiveConfiguration, 'origin'>,
): ShownOverride[] {
  return profile.flatMap(({ id, value, default: replaced }) =>
    replaced === undefined ? [] : [{ setting: id, value, origin: origin(`/protocol/${id}`), default: replaced }],
  );
}

function settingsText(
  file: string | null,
  settings: readonly ShownSetting[],
  protocol: readonly ShownOverride[],
): string[] {
  return [
    file === null ? 'There is no configuration file: the environment gives it all.' : file,
    '',
    ...columns(
      settings.map(({ setting, value, origin }) => [setting, plain(value), place(origin)]),
      width(),
    ),
    ...(protocol.length === 0 ? [] : ['', 'In place of values of specs/protocol.yaml:', '']),
    ...columns(
      protocol.map(({ setting, value, origin, default: replaced }) => [
        setting,
        `${plain(value)} (not ${plain(replaced)})`,
        place(origin),
      ]),
      width(),
    ),
  ];
}

/** The file is named once, above. */
function place({ kind, where }: Origin): string {
  if (kind === 'file') return `line ${where.split(':').slice(-2).join(':')}`;
  return kind === 'flag' ? (where.split(' ')[0] ?? '') : where;
}

const plain = (value: JsonValue): string =>
  Array.isArray(value) ? value.map(plain).join(', ') : typeof value === 'string' ? value : JSON.stringify(value);

/** Of the terminal; what is piped is not broken. */
const width = (): number => (process.stdout.isTTY ? process.stdout.columns : Infinity);
