/** A certificate is rotated at least so many days before it ends (Nopan, CERT); the same is told of a signing key. */
export const rotationDays = 30;

/** How long a signing key may be used (Nopan, SIGN). */
export const signingKeyMonths = 12;

/** The least RSA key that an older copy of SIGN allows for signing; the newer ones speak of elliptic curves alone. */
export const leastRsaSigningBits = 2048;
