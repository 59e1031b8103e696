import { serializeKey, serializeString } from 'structured-headers';
import { namedComponents, type Component } from './component.ts';
import type { SignatureParamsForm, SignatureProfile } from './profile.ts';

/** What a profile covers in one kind of message, with the text of it that never changes. */
export interface Coverage {
  readonly components: readonly Component[];
  /** `("@method" "content-digest")` */
  readonly list: string;
}

interface Coverages {
  readonly withBody: Coverage;
  readonly withoutBody: Coverage;
}

const prepared = new WeakMap<SignatureProfile, Coverages>();

/**
 * What a profile covers in a message with or without content; worked out once a profile.
 * @throws {SignatureError} ERR_SIGNATURE_MALFORMED when the profile names a component that does not exist.
 */
export function coverageOf(profile: SignatureProfile, hasBody: boolean): Coverage {
  let coverages = prepared.get(profile);
  if (coverages === undefined) {
    serializeKey(profile.label);
    coverages = { withBody: coverage(profile.components), withoutBody: coverage(profile.componentsWithoutBody) };
    prepared.set(profile, coverages);
  }
  return hasBody ? coverages.withBody : coverages.withoutBody;
}

function coverage(names: readonly string[]): Coverage {
  const components = namedComponents(names);
  return { components, list: `(${components.map(({ identifier }) => identifier).join(' ')})` };
}

/** Nopan's signature parameters in Nopan's order: keyid, then created. */
export function signatureParams(list: string, keyid: string, created: number): string {
  return `${list};keyid=${serializeString(keyid)};created=${created}`;
}

/** What stands after `"@signature-params": ` in the base. */
export function inForm(form: SignatureParamsForm, label: string, params: string): string {
  return form === 'labelled' ? `${label}=${params}` : params;
}
