/** Digest algorithms that Nopan supports, by their names in RFC 9530 section 7.2 (sha-384 is Nopan's addition). */
export type DigestAlgorithm = 'sha-256' | 'sha-384' | 'sha-512';
