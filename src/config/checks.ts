import { loadCatalogue, type Catalogued } from '../contract/catalogue.ts';
import { requirementsFile, schemasDir } from '../contract/locations.ts';
import { valueAt } from '../contract/pointer.ts';
import { capabilitiesOf, loadRequirements, prefixOf } from '../contract/requirements.ts';
import { loadSchemas } from '../contract/schemas.ts';
import { didYouMean, nearest } from '../contract/suggestion.ts';
import type { Config } from '../contract/types/config.ts';
import { assertWaivable } from '../contract/waivers.ts';
import { CertifyError } from '../errors.ts';
import { assertNotProduction, parseBaseUrl, withoutCredentials } from './base-url.ts';
import { assertIds } from './ids.ts';
import { parseListen } from './listen.ts';
import { assertSaid } from './statements.ts';
import { settingName, settings } from './settings.ts';

type At = (pointer: string) => string;
type Check = (config: Config, at: At, ownSpecs: OwnSpecs) => void;

/** The folder of the user's specs; false for none; absent when a command cannot know. */
export type OwnSpecs = string | false | undefined;

/** What a JSON Schema cannot say of a configuration. */
const checks: readonly Check[] = [
  noPlaceholder,
  assertIds,
  baseUrl,
  oneTlsIdentity,
  webhooks,
  capabilities,
  attestations,
  waivers,
  assertSaid,
];

/** @throws ERR_CONFIG, ERR_PRODUCTION for the first thing that does not hold */
export function assertConsistent(config: Config, at: At, ownSpecs: OwnSpecs): void {
  for (const check of checks) check(config, at, ownSpecs);
}

/** `nopan-certify init` writes values that begin so where only the user knows what belongs there. */
export const placeholder = 'your-';

function noPlaceholder(config: Config, at: At): void {
  const left = settings()
    .map(({ pointer }) => pointer)
    .filter((pointer) => [valueAt(config, pointer)].flat().some(isPlaceholder));
  if (left.length === 0) return;
  const names = left.map(settingName);
  throw new CertifyError('ERR_CONFIG', `There ${names.length === 1 ? 'is a placeholder' : 'are placeholders'} left`, {
    where: left.map((pointer) => at(pointer)).join(', '),
    expected: `your own ${names.join(', ')}`,
    actual: `what begins with "${placeholder}"`,
    advice: 'Replace it; Nopan’s onboarding and portal tell the ids.',
  });
}

/** Whether a value was copied from an example or a template and never replaced. */
export const isPlaceholder = (value: unknown): boolean => typeof value === 'string' && value.startsWith(placeholder);

function baseUrl({ target }: Config, at: At): void {
  parseBaseUrl(target.baseUrl, at('/target/baseUrl'));
}

function oneTlsIdentity({ tls }: Config, at: At): void {
  const pem = tls.certificate !== undefined && tls.privateKey !== undefined;
  const half = (tls.certificate === undefined) !== (tls.privateKey === undefined);
  const pkcs12 = tls.pkcs12 !== undefined;
  if (pem !== pkcs12 && !half) return;
  const given = ['certificate', 'privateKey', 'pkcs12'].filter((name) => valueAt(tls, `/${name}`) !== undefined);
  throw new CertifyError('ERR_CONFIG', 'The client certificate and its key are not named in one way', {
    where: at('/tls'),
    expected: 'tls.certificate and tls.privateKey (PEM), or tls.pkcs12 alone',
    actual: given.join(', ') || 'neither',
    advice: 'Name two PEM files, or one PKCS#12 file that holds both.',
  });
}

function webhooks({ webhooks: settled }: Config, at: At): void {
  if (settled === undefined) return;
  const url = URL.canParse(settled.url) ? new URL(settled.url) : undefined;
  if (url?.protocol !== 'https:') {
    throw new CertifyError('ERR_CONFIG', `"${withoutCredentials(settled.url)}" is no URL for webhooks`, {
      where: at('/webhooks/url'),
      expected: 'an https URL, as the portal holds it',
      advice: 'Write the public URL, such as https://hooks.example.com/nopan.',
    });
  }
  if (url.username !== '' || url.password !== '') {
    throw new CertifyError('ERR_CONFIG', 'The URL for webhooks has credentials', {
      where: at('/webhooks/url'),
      expected: 'an https URL without user name and password, as the portal holds it',
      advice: `Leave them out: https://${url.host}${url.pathname}`,
    });
  }
  assertNotProduction(url.hostname, at('/webhooks/url'));
  parseListen(settled.listen, at('/webhooks/listen'));
}

function capabilities({ capabilities: named }: Config, at: At, ownSpecs: OwnSpecs): void {
  if (named === undefined) return;
  const known = capabilitiesOf(catalogueWith(ownSpecs));
  for (const [index, capability] of named.entries()) {
    if (known.includes(capability) || mayBeOwn(capability, known, ownSpecs)) continue;
    throw new CertifyError('ERR_CONFIG', `No requirement depends on a capability "${capability}"`, {
      where: at(`/capabilities/${index}`),
      expected: `some of ${known.join(', ')}`,
      advice: nearest(capability, known) === undefined ? nameSpecs(ownSpecs) : didYouMean(capability, known),
    });
  }
}

function attestations({ attestations: given = {} }: Config, at: At, ownSpecs: OwnSpecs): void {
  const catalogue = catalogueWith(ownSpecs);
  const known = catalogue.filter(({ review }) => review !== undefined).map(({ id }) => id);
  const prefixes = new Set(catalogue.map(({ id }) => prefixOf(id)));
  for (const id of Object.keys(given)) {
    if (known.includes(id) || (ownSpecs === undefined && !prefixes.has(prefixOf(id)))) continue;
    throw new CertifyError('ERR_CONFIG', `${id} is no requirement that a person attests`, {
      where: at(`/attestations/${id}`),
      expected: `some of ${known.join(', ')}`,
      advice: prefixes.has(prefixOf(id)) ? didYouMean(id, known) : nameSpecs(ownSpecs),
    });
  }
}

/** Built-in requirements, and the user's if their specs are known. */
const catalogueWith = (ownSpecs: OwnSpecs): Catalogued[] =>
  loadCatalogue(loadSchemas(schemasDir), ownSpecs === false ? undefined : ownSpecs);

/** If the user's specs are unknown, an unfamiliar name may be from there. */
const mayBeOwn = (name: string, known: readonly string[], ownSpecs: OwnSpecs): boolean =>
  ownSpecs === undefined && nearest(name, known) === undefined;

const nameSpecs = (ownSpecs: OwnSpecs): string =>
  typeof ownSpecs === 'string'
    ? 'Correct it, or add it to requirements.yaml in your specs.'
    : 'Correct it; if it is from your own specs, name their folder with --specs.';

/** An id with another prefix than ours is of specs of the user's own, which are known later. */
function waivers({ waivers: given = {} }: Config, at: At): void {
  const catalogue = loadRequirements(requirementsFile, loadSchemas(schemasDir));
  const prefixes = new Set(catalogue.map(({ id }) => prefixOf(id)));
  const ours = Object.keys(given).filter((id) => prefixes.has(prefixOf(id)));
  assertWaivable(ours, catalogue, (id) => at(`/waivers/${id}`));
}
