import type { Protocol } from '../contract/protocol.ts';
import type { SignatureAlgorithm } from '../signing/keys.ts';

/** One way of signing requests, among those that Nopan's pages leave open: settings of specs/protocol.yaml, without `signature.`. */
export type Variant = Pick<Protocol['signature'], 'profile'> &
  Partial<Pick<Protocol['signature'], 'signatureParamsForm' | 'ecdsaEncoding' | 'requestDigest' | 'contentTypeForm'>>;

type Values = { readonly [Name in keyof Variant]-?: readonly NonNullable<Variant[Name]>[] };

/** What each setting can be; first what the RFCs and most of Nopan's pages say. */
const values: Values = {
  profile: ['http-message-signature', 'detached-jws'],
  signatureParamsForm: ['rfc9421', 'labelled'],
  ecdsaEncoding: ['ieee-p1363', 'der'],
  requestDigest: ['sha-256', 'sha-384', 'sha-512'],
  contentTypeForm: ['media-type', 'as-sent'],
};

/** The settings that every signed request shows. How the content type is written shows only where it has parameters. */
type Shown = Exclude<keyof Variant, 'contentTypeForm'>;

/** The settings that make a variant of each profile, by key: the encoding is one of ECDSA, as is Nopan's detached JWS. */
function choices(algorithm: SignatureAlgorithm): readonly (readonly [Variant['profile'], readonly Shown[]])[] {
  if (!algorithm.startsWith('ecdsa')) return [['http-message-signature', ['signatureParamsForm', 'requestDigest']]];
  return [
    ['http-message-signature', ['signatureParamsForm', 'ecdsaEncoding', 'requestDigest']],
    ['detached-jws', []],
  ];
}

/** Every variant that can be signed with such a key: the present one, then the others, the usual ones first. */
export function variantsOf(present: Variant, algorithm: SignatureAlgorithm): Variant[] {
  const all = choices(algorithm).flatMap(([profile, names]) => product(profile, names));
  const isPresent = (variant: Variant): boolean =>
    settingsOf(variant).every(([name, value]) => present[name] === value);
  return [...all.filter(isPresent), ...all.filter((variant) => !isPresent(variant))];
}

/** A profile with every combination of what some settings can be. */
function product(profile: Variant['profile'], names: readonly Shown[]): Variant[] {
  return names.reduce<Variant[]>(
    (variants, name) => variants.flatMap((variant) => values[name].map((value) => ({ ...variant, [name]: value }))),
    [{ profile }],
  );
}

/** The same variant with each way of writing the content type, the present one first. */
export function contentTypeVariants(variant: Variant, present: Variant): Variant[] {
  const forms = [...values.contentTypeForm].sort(
    (one, other) => Number(other === present.contentTypeForm) - Number(one === present.contentTypeForm),
  );
  return forms.map((contentTypeForm) => ({ ...variant, contentTypeForm }));
}

/** A variant by its settings' names, in the order in which they are shown. */
export function settingsOf(variant: Variant): [keyof Variant, string][] {
  return (Object.keys(values) as (keyof Variant)[]).flatMap((name) => {
    const value = variant[name];
    return value === undefined ? [] : [[name, value]];
  });
}
