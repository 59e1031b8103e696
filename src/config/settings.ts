import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { schemasDir } from '../contract/locations.ts';
import { pointerTo, pointerTokens } from '../contract/pointer.ts';
import type { JsonValue } from '../contract/json.ts';

export type SettingKind = 'text' | 'number' | 'list' | 'secret';

/** One value of the configuration that can also be given from outside of its file. */
export interface Setting {
  /** JSON Pointer into the configuration: `/target/baseUrl`. */
  readonly pointer: string;
  readonly kind: SettingKind;
  readonly description: string;
  /** The environment variable that takes its place: `NOPAN_CERTIFY_TARGET_BASE_URL`. */
  readonly variable: string;
  readonly default?: JsonValue;
}

export const variablePrefix = 'NOPAN_CERTIFY_';

/** As much of specs/schemas/config.schema.json as says what a setting is. */
export interface ConfigSchema {
  readonly type?: string;
  readonly description?: string;
  readonly properties?: Readonly<Record<string, ConfigSchema>>;
  readonly required?: readonly string[];
  readonly default?: JsonValue;
  readonly $ref?: string;
}

export const configSchema = (): ConfigSchema =>
  JSON.parse(readFileSync(join(schemasDir, 'config.schema.json'), 'utf8')) as ConfigSchema;

let known: readonly Setting[] | undefined;

/** What has ids of its own, and so no environment variable each: the protocol's settings (`--protocol id=value`), attestations and waivers. */
const byId = ['protocol', 'attestations', 'waivers'];

/** Every setting of the configuration but those. */
export function settings(): readonly Setting[] {
  known ??= leaves(configSchema(), '');
  return known;
}

/** `/target/baseUrl` as one writes it in prose: `target.baseUrl`. */
export const settingName = (pointer: string): string => pointerTokens(pointer).join('.');

function leaves({ properties = {} }: ConfigSchema, parent: string): Setting[] {
  return Object.entries(properties)
    .filter(([name]) => !byId.includes(name))
    .flatMap(([name, schema]) => {
      const pointer = pointerTo(parent, name);
      return schema.properties === undefined ? [setting(pointer, schema)] : leaves(schema, pointer);
    });
}

function setting(pointer: string, schema: ConfigSchema): Setting {
  return {
    pointer,
    kind: kindOf(schema),
    description: schema.description ?? '',
    variable: variablePrefix + pointerTokens(pointer).map(upperSnake).join('_'),
    ...(schema.default !== undefined && { default: schema.default }),
  };
}

function kindOf({ type, $ref }: ConfigSchema): SettingKind {
  if ($ref !== undefined) return 'secret';
  return type === 'array' ? 'list' : type === 'number' ? 'number' : 'text';
}

const upperSnake = (name: string): string => name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toUpperCase();
