import type * as X509 from '@peculiar/x509';

let library: Promise<typeof X509> | undefined;

/** @peculiar/x509, loaded when it is first needed: its import takes longer than most commands. */
export function x509(): Promise<typeof X509> {
  // It finds its ASN.1 converters by decorator metadata, so the polyfill comes first.
  library ??= import('reflect-metadata').then(() => import('@peculiar/x509'));
  return library;
}
