import type * as Schema from '@peculiar/asn1-schema';
import type * as Structures from '@peculiar/asn1-x509';

export type X509 = typeof Structures & Pick<typeof Schema, 'AsnConvert' | 'OctetString'>;

let library: Promise<X509> | undefined;

/** The structures of X.509 and their DER, loaded when they are first needed: the import takes longer than most commands. */
export function x509(): Promise<X509> {
  library ??= Promise.all([import('@peculiar/asn1-x509'), import('@peculiar/asn1-schema')]).then(
    ([structures, { AsnConvert, OctetString }]) => ({ ...structures, AsnConvert, OctetString }),
  );
  return library;
}
