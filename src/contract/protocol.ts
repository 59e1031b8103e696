import { CertifyError } from '../errors.ts';
import type { JsonValue } from './json.ts';
import { pointerTokens } from './pointer.ts';
import { protocolBounds } from './protocol-bounds.ts';
import type { Schemas } from './schemas.ts';
import { didYouMean } from './suggestion.ts';
import type { ProtocolDocument } from './types/protocol.ts';
import { readYaml } from './yaml-file.ts';

type Values<T> = { readonly [K in keyof T]: T[K] extends { value: unknown } ? T[K]['value'] : Values<T[K]> };

/** The wire profile's bare values, without status, source and reason: `protocol.signature.label`. */
export type Protocol = Values<ProtocolDocument>;

export type ProtocolError = Protocol['errors'][keyof Protocol['errors']];

/** One value of the wire profile with its standing. */
export interface ProtocolSetting {
  /** Room and name: `signature.label`. */
  readonly id: string;
  readonly value: JsonValue;
  readonly status: 'documented' | 'inferred' | 'assumed';
  readonly source: string;
  readonly why?: string;
  /** The value in the file, when an override took its place. */
  readonly default?: JsonValue;
}

/** Values by setting id that take the place of those in the file: `{ 'signature.ecdsaEncoding': 'der' }`. */
export type ProtocolOverrides = Readonly<Record<string, JsonValue>>;

type Entry = Omit<ProtocolSetting, 'id' | 'default'>;
type Document = Readonly<Record<string, Readonly<Record<string, Entry>>>>;

const documents = new WeakMap<Schemas, Map<string, Document>>();

/** The checked document, read once for one set of schemas: several parts of a run ask for it. */
function documentOf(file: string, schemas: Schemas): Document {
  const known = documents.get(schemas) ?? new Map<string, Document>();
  const document = known.get(file) ?? readYaml<Document>(file, schemas, 'protocol.schema').value;
  documents.set(schemas, known.set(file, document));
  return document;
}

/**
 * Reads the wire profile.
 * @param at the place of the override of a setting; default: its id
 * @throws {CertifyError} ERR_SPEC when the file is not a wire profile; ERR_CONFIG when an override names no setting, does not fit
 *   it, or is beyond its bound.
 */
export function loadProtocol(
  file: string,
  schemas: Schemas,
  overrides: ProtocolOverrides = {},
  at: (id: string) => string = (id) => id,
): { protocol: Protocol; settings: ProtocolSetting[] } {
  const document = documentOf(file, schemas);
  const settings = settingsOf(document).map((setting) => overridden(setting, overrides));
  const ids = settings.map(({ id }) => id);
  for (const id of Object.keys(overrides)) {
    if (!ids.includes(id)) throw unknownSetting(id, ids, at);
  }
  checkOverrides(document, settings, { schemas, at });
  checkFieldNames(settings, at);
  checkBounds(settings, at);
  return { protocol: valuesOf(settings), settings };
}

function settingsOf(document: Document): ProtocolSetting[] {
  return Object.entries(document).flatMap(([room, entries]) =>
    Object.entries(entries).map(([name, entry]) => ({ id: `${room}.${name}`, ...entry })),
  );
}

function overridden(setting: ProtocolSetting, overrides: ProtocolOverrides): ProtocolSetting {
  const value = overrides[setting.id];
  return value === undefined ? setting : { ...setting, value, default: setting.value };
}

type At = (id: string) => string;

function unknownSetting(id: string, ids: readonly string[], at: At): CertifyError {
  return new CertifyError('ERR_CONFIG', `There is no protocol setting ${id}`, {
    where: at(id),
    expected: 'a setting of specs/protocol.yaml',
    advice: didYouMean(id, ids),
  });
}

/** An override must fit where it goes: the whole document with it is checked again. */
function checkOverrides(
  document: Document,
  settings: readonly ProtocolSetting[],
  { schemas, at }: { readonly schemas: Schemas; readonly at: At },
): void {
  if (settings.every((setting) => setting.default === undefined)) return;
  const changed: Record<string, Record<string, Entry>> = structuredClone(document);
  for (const { id, value } of settings) {
    const [room = '', name = ''] = id.split('.');
    const entry = changed[room]?.[name];
    if (entry !== undefined) changed[room] = { ...changed[room], [name]: { ...entry, value } };
  }
  const [violation] = schemas.violations('protocol.schema', changed);
  if (violation === undefined) return;
  const id = pointerTokens(violation.pointer).slice(0, 2).join('.');
  throw new CertifyError('ERR_CONFIG', `The protocol setting ${id} ${violation.message}`, {
    where: at(id),
    ...(violation.expected === undefined ? {} : { expected: violation.expected }),
    ...(violation.actual === undefined ? {} : { actual: violation.actual }),
    advice: 'Correct the override; text that looks like a number stands in quotes: "0.2".',
  });
}

/** Settings that name a header field of their own. */
const ownFields = ['version.header', 'idempotency.header', 'jws.header', 'webhooks.signatureHeader'];

/** Fields that HTTP or another layer of Nopan's fills: whoever could name them here could speak to another host, or as another. */
const taken =
  /^(host|connection|transfer-encoding|upgrade|te|trailer|authorization|cookie|date|content-.*|signature|signature-input)$/i;

function checkFieldNames(settings: readonly ProtocolSetting[], at: At): void {
  const wrong = settings.find(({ id, value }) => ownFields.includes(id) && !isOwnField(value));
  if (wrong === undefined) {
    checkDistinct(settings, at);
    return;
  }
  throw new CertifyError('ERR_CONFIG', `The protocol setting ${wrong.id} names no header field of its own`, {
    where: at(wrong.id),
    expected: 'the name of a field (RFC 9110 section 5.1) that nothing else fills',
    actual: JSON.stringify(wrong.value),
    advice: 'Correct the override.',
  });
}

/** Of two settings that name one field, the second would overwrite the first in each request. */
function checkDistinct(settings: readonly ProtocolSetting[], at: At): void {
  const seen = new Map<string, ProtocolSetting>();
  for (const setting of settings) {
    const { id, value } = setting;
    if (typeof value !== 'string' || !ownFields.includes(id)) continue;
    const other = seen.get(value.toLowerCase());
    seen.set(value.toLowerCase(), setting);
    if (other === undefined) continue;
    throw new CertifyError('ERR_CONFIG', `The protocol settings ${other.id} and ${id} name one header field`, {
      where: at(other.default === undefined ? id : other.id),
      expected: 'a field for each of them',
      actual: JSON.stringify(value),
      advice: 'Correct one of the overrides.',
    });
  }
}

function checkBounds(settings: readonly ProtocolSetting[], at: At): void {
  const values = new Map(settings.map(({ id, value }) => [id, value]));
  for (const { setting, expected, because, problem } of protocolBounds) {
    const value = values.get(setting);
    const found = value === undefined ? undefined : problem(value);
    if (found === undefined) continue;
    throw new CertifyError('ERR_CONFIG', `The protocol setting ${setting} ${found}`, {
      where: at(setting),
      expected: `${expected}, since ${because}`,
      actual: JSON.stringify(value),
      advice: 'Correct the setting, or remove it: beyond its bound its checks would prove nothing.',
    });
  }
}

const isOwnField = (name: JsonValue): boolean =>
  typeof name === 'string' && /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(name) && !taken.test(name);

function valuesOf(settings: readonly ProtocolSetting[]): Protocol {
  const values: Record<string, Record<string, JsonValue>> = {};
  for (const { id, value } of settings) {
    const [room = '', name = ''] = id.split('.');
    (values[room] ??= {})[name] = value;
  }
  return values as unknown as Protocol;
}
