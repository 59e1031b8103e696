/** How the content of a file begins that is a zip: a local header, or the end of an empty one (APPNOTE 4.3.7, 4.3.16). */
export const isArchive = (bytes: Uint8Array): boolean =>
  ['PK\x03\x04', 'PK\x05\x06'].includes(Buffer.from(bytes.subarray(0, 4)).toString('latin1'));
